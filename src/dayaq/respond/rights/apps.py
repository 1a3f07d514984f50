"""The area in Django's eyes."""

from django.apps import AppConfig


class Rights(AppConfig):
    """Rights."""

    name = "dayaq.respond.rights"
    label = "rights"
