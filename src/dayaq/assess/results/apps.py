"""The area in Django's eyes."""

from django.apps import AppConfig


class Results(AppConfig):
    """Tables of answers, small numbers, exports, the ledger of what has left."""

    name = "dayaq.assess.results"
    label = "results"
