"""The area in Django's eyes."""

from django.apps import AppConfig


class Referral(AppConfig):
    """Referrals between bodies, with four times and feedback."""

    name = "dayaq.respond.referral"
    label = "referral"
