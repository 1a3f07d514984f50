"""The area in Django's eyes."""

from django.apps import AppConfig


class Interviews(AppConfig):
    """Interviews, notes, coding, exchange with programs of qualitative analysis."""

    name = "dayaq.assess.interviews"
    label = "interviews"
