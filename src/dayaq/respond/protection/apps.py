"""The area in Django's eyes."""

from django.apps import AppConfig


class Protection(AppConfig):
    """Protection."""

    name = "dayaq.respond.protection"
    label = "protection"
