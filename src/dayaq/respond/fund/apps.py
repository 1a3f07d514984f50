"""The area in Django's eyes."""

from django.apps import AppConfig


class Fund(AppConfig):
    """Relief fund."""

    name = "dayaq.respond.fund"
    label = "fund"
