"""The area in Django's eyes."""

from django.apps import AppConfig


class Jobs(AppConfig):
    """Outbox, progress of long work, periodic tasks."""

    name = "dayaq.base.jobs"
    label = "jobs"
