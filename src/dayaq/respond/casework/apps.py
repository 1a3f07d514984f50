"""The area in Django's eyes."""

from django.apps import AppConfig


class Casework(AppConfig):
    """Case work."""

    name = "dayaq.respond.casework"
    label = "casework"
