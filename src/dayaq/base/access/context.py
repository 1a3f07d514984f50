"""The signed context: who acts, in this transaction, on this connection.

HMAC-SHA256 over (key id, actor, membership, purpose, backend, transaction, expiry). A plain session
variable would be forged by one injected SELECT; this one cannot be made without the key, and not be carried
to another transaction or connection. It ends with the transaction.
"""

from __future__ import annotations

import hashlib
import hmac
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import connection, transaction

from dayaq.base.access.rules import Actor

LIFE = 300  # seconds a context is good for; a request is far shorter, a job renews it


def key_id(key: str) -> str:
    """The public name of a key."""
    return hashlib.sha256(f"dayaq-context|{key}".encode()).hexdigest()[:12]


def pads(key: str) -> tuple[bytes, bytes]:
    """The two padded HMAC blocks (64 bytes each) as the database stores them."""
    block = hashlib.sha256(key.encode()).digest().ljust(64, b"\0")
    return bytes(b ^ 0x36 for b in block), bytes(b ^ 0x5C for b in block)


def sign(key: str, message: str) -> str:
    """HMAC-SHA256 of ``message`` as 64 hex digits."""
    return hmac.new(hashlib.sha256(key.encode()).digest(), message.encode(), hashlib.sha256).hexdigest()


def compose(user: UUID | None, membership: UUID | None, purpose: str, pid: int, xid: str, expires: int) -> str:
    """The message and its signature, joined by bars."""
    key = settings.CONTEXT_KEY
    message = f"{key_id(key)}|{user or ''}|{membership or ''}|{purpose}|{pid}|{xid}|{expires}"
    return f"{message}|{sign(key, message)}"


def enter(actor: Actor, purpose: str = "") -> None:
    """Set the context of the running transaction; raise when there is none (it would vanish at once)."""
    if not connection.in_atomic_block:
        raise RuntimeError("a context needs a transaction")
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid(), pg_current_xact_id()::text")
        pid, xid = cursor.fetchone()
        value = compose(actor.user_id, actor.membership_id, purpose, pid, xid, int(time.time()) + LIFE)
        cursor.execute("SELECT set_config('dayaq.context', %s, true)", [value])


def leave() -> None:
    """Clear the context of the running transaction."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('dayaq.context', '', true)")


@contextmanager
def acting(actor: Actor, purpose: str = "") -> Iterator[Actor]:
    """Run a block as ``actor`` in one transaction (jobs, commands, tests); what held before holds after."""
    with transaction.atomic():
        before = current()
        enter(actor, purpose)
        yield actor
        restore(before)


def current() -> str:
    """The raw context of the running transaction, empty when none."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT coalesce(current_setting('dayaq.context', true), '')")
        return str(cursor.fetchone()[0])


def restore(value: str) -> None:
    """Put back a context taken with ``current()`` in the same transaction."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('dayaq.context', %s, true)", [value])


def register_key(cursor: Any, key: str) -> None:
    """As owner: make ``key`` known to the guard; other live keys stay good."""
    inner, outer = pads(key)
    known = "INSERT INTO guard.key (id, inner_pad, outer_pad) VALUES (%s, %s, %s) ON CONFLICT (id) DO UPDATE SET retired = NULL"
    cursor.execute("SET ROLE dayaq_guard")
    cursor.execute(known, [key_id(key), inner, outer])
    cursor.execute("RESET ROLE")
