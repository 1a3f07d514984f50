"""The area in Django's eyes."""

from django.apps import AppConfig


class Network(AppConfig):
    """Referral network."""

    name = "dayaq.respond.network"
    label = "network"
