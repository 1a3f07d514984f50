"""The area in Django's eyes."""

from django.apps import AppConfig


class Audit(AppConfig):
    """The trail of events and the histories."""

    name = "dayaq.base.audit"
    label = "audit"
