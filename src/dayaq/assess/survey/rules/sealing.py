"""Sealed and padded texts: what waits in the database says neither what it holds nor how much.

A draft is sealed with a key made from the respondent's token, which is stored nowhere; the urn and paper entries with
keys made from the installation's own, which is not in the database. Unlike the vault's tokens these carry no time.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

SIZES = (16_384, 65_536, 262_144)  # a sealed text has one of these lengths; all but long free texts fit the first
NONCE = 12
TOKEN_BYTES = 24


class Broken(ValueError):
    """Sealed with another key or for another place, or changed."""


class TooLong(ValueError):
    """More text than one form can hold."""


def new_token() -> str:
    """A link's secret: 192 bits."""
    return secrets.token_urlsafe(TOKEN_BYTES)


def derived(secret: str, purpose: str) -> bytes:
    """Thirty-two bytes for one purpose; from none of them another one, or the secret, can be found."""
    return hmac.new(secret.encode(), f"dayaq-survey|{purpose}".encode(), hashlib.sha256).digest()


def link_name(token: str) -> str:
    """How a link is found: this is stored beside the invitation."""
    return derived(token, "link").hex()


def draft_name(token: str) -> str:
    """How a draft is found: nothing in the database leads from it to the link or back."""
    return derived(token, "draft").hex()


def padded(text: str) -> bytes:
    """The text with its length in front, filled up to one of the fixed sizes."""
    body = text.encode()
    size = next((size for size in SIZES if len(body) + 4 <= size), None)
    if size is None:
        raise TooLong(f"{len(body)} bytes are more than {SIZES[-1]}")
    return (len(body).to_bytes(4, "big") + body).ljust(size, b"\0")


def seal(key: bytes, text: str, place: str) -> bytes:
    """Encrypt for one place; sealing the same text again gives other bytes."""
    nonce = secrets.token_bytes(NONCE)
    return nonce + AESGCM(key).encrypt(nonce, padded(text), place.encode())


def unseal(key: bytes, sealed: bytes, place: str) -> str:
    """Decrypt; Broken when key or place are other ones."""
    try:
        filled = AESGCM(key).decrypt(sealed[:NONCE], sealed[NONCE:], place.encode())
    except InvalidTag:
        raise Broken("sealed with another key, or changed") from None
    return filled[4 : 4 + int.from_bytes(filled[:4], "big")].decode()
