"""The area in Django's eyes."""

from django.apps import AppConfig


class Identification(AppConfig):
    """Stages, decisions, notices, reviews."""

    name = "dayaq.respond.identification"
    label = "identification"
