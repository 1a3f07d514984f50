"""The area in Django's eyes."""

from django.apps import AppConfig


class Shelter(AppConfig):
    """Shelter."""

    name = "dayaq.respond.shelter"
    label = "shelter"
