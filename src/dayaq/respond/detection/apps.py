"""The area in Django's eyes."""

from django.apps import AppConfig


class Detection(AppConfig):
    """Detection."""

    name = "dayaq.respond.detection"
    label = "detection"
