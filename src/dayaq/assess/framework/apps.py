"""The area in Django's eyes."""

from django.apps import AppConfig


class Framework(AppConfig):
    """Instruments: items, scales, criteria, notes, in three languages."""

    name = "dayaq.assess.framework"
    label = "framework"
