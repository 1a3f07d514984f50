"""The area in Django's eyes."""

from django.apps import AppConfig


class Register(AppConfig):
    """The national register without names."""

    name = "dayaq.count.register"
    label = "register"
