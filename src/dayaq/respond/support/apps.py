"""The area in Django's eyes."""

from django.apps import AppConfig


class Support(AppConfig):
    """Support."""

    name = "dayaq.respond.support"
    label = "support"
