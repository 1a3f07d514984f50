"""The area in Django's eyes."""

from django.apps import AppConfig


class Accounts(AppConfig):
    """Organisations, units, people, memberships and sign-in."""

    name = "dayaq.base.accounts"
    label = "accounts"
