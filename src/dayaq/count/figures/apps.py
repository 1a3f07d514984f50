"""The area in Django's eyes."""

from django.apps import AppConfig


class Figures(AppConfig):
    """Measures, published figures, the figures page."""

    name = "dayaq.count.figures"
    label = "figures"
