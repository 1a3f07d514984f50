"""The area in Django's eyes."""

from django.apps import AppConfig


class Documents(AppConfig):
    """Files kept with a case."""

    name = "dayaq.base.documents"
    label = "documents"
