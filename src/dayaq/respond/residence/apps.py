"""The area in Django's eyes."""

from django.apps import AppConfig


class Residence(AppConfig):
    """Residence."""

    name = "dayaq.respond.residence"
    label = "residence"
