"""The area in Django's eyes."""

from django.apps import AppConfig


class Papers(AppConfig):
    """Papers."""

    name = "dayaq.respond.papers"
    label = "papers"
