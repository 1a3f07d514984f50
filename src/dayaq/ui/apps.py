"""Registers the look as a Django application."""

from django.apps import AppConfig


class UiConfig(AppConfig):
    """The application ``ui``; place it before ``django.forms`` so that its form templates win."""

    name = "dayaq.ui"
    label = "ui"
