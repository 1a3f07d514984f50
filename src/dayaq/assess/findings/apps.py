"""The area in Django's eyes."""

from django.apps import AppConfig


class Findings(AppConfig):
    """Criteria matrix, findings, positions, facts, limitations, recommendations."""

    name = "dayaq.assess.findings"
    label = "findings"
