"""The area in Django's eyes."""

from django.apps import AppConfig


class Survey(AppConfig):
    """Surveys, invitations, drafts, the urn, answers."""

    name = "dayaq.assess.survey"
    label = "survey"
