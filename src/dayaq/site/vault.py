"""Sealing of small secrets the database must not show: second factors and the content of sessions (AES with HMAC)."""

from __future__ import annotations

import base64
import hashlib
from functools import cache

from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings


class Broken(ValueError):
    """The sealed text was made with another key or was changed."""


@cache
def _vault(key: str) -> Fernet:
    return Fernet(base64.urlsafe_b64encode(hashlib.sha256(f"dayaq-vault|{key}".encode()).digest()))


def seal(text: str) -> str:
    """Encrypt ``text`` with the vault key."""
    return _vault(settings.VAULT_KEY).encrypt(text.encode()).decode()


def unseal(sealed: str) -> str:
    """Decrypt; Broken when this installation's key did not seal it."""
    try:
        return _vault(settings.VAULT_KEY).decrypt(sealed.encode()).decode()
    except InvalidToken:
        raise Broken("sealed with another key, or changed") from None
