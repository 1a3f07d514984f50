"""The area in Django's eyes."""

from django.apps import AppConfig


class Assessment(AppConfig):
    """Assessments, their team, steps, stakeholders and sources."""

    name = "dayaq.assess.assessment"
    label = "assessment"
