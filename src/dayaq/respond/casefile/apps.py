"""The area in Django's eyes."""

from django.apps import AppConfig


class Casefile(AppConfig):
    """The case file: who, how to reach, what is known, which status by whom."""

    name = "dayaq.respond.casefile"
    label = "casefile"
