"""The country whose rules hold, and what a house says in words."""

from __future__ import annotations

from django.conf import settings

from dayaq.core.pack import Pack, load


def home() -> Pack:
    """The pack of the installation."""
    return load(settings.HOME_PACK)
