"""The area in Django's eyes."""

from django.apps import AppConfig


class Report(AppConfig):
    """Reports of assessments: passages typed by hand, builds, their files."""

    name = "dayaq.assess.report"
    label = "report"
