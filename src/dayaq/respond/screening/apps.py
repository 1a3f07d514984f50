"""The area in Django's eyes."""

from django.apps import AppConfig


class Screening(AppConfig):
    """Answers to indicator lists, two results side by side."""

    name = "dayaq.respond.screening"
    label = "screening"
