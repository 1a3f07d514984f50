"""The area in Django's eyes."""

from django.apps import AppConfig


class Intake(AppConfig):
    """Intake."""

    name = "dayaq.respond.intake"
    label = "intake"
