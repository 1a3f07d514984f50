"""The area in Django's eyes."""

from django.apps import AppConfig


class Window(AppConfig):
    """The person's own window."""

    name = "dayaq.respond.window"
    label = "window"
