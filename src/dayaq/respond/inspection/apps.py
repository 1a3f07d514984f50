"""The area in Django's eyes."""

from django.apps import AppConfig


class Inspection(AppConfig):
    """Labour inspection."""

    name = "dayaq.respond.inspection"
    label = "inspection"
