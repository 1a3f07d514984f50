"""The area in Django's eyes."""

from django.apps import AppConfig


class Hotline(AppConfig):
    """Hotline."""

    name = "dayaq.respond.hotline"
    label = "hotline"
