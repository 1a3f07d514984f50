"""The area in Django's eyes."""

from django.apps import AppConfig


class Justice(AppConfig):
    """Justice."""

    name = "dayaq.respond.justice"
    label = "justice"
