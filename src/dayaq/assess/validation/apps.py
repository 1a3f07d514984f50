"""The area in Django's eyes."""

from django.apps import AppConfig


class Validation(AppConfig):
    """Workshops, groups, ballots, feedback."""

    name = "dayaq.assess.validation"
    label = "validation"
