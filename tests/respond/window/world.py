"""People with words, and a browser of somebody without an account."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from django.core.cache import cache
from django.test import Client

from dayaq.base.access.context import acting
from dayaq.respond.casefile.models import Case
from dayaq.respond.window import actions
from dayaq.respond.window.models import Key
from tests.cast import Person, person

PRIVATE = "she said that her aunt Leyla hides in Ganja street 5"


def now() -> datetime:
    return datetime.now(UTC)


def given(case: Case, who: str = "ngo", language: str = "en", at: datetime | None = None) -> actions.Given:
    by = person(who).actor
    with acting(by):
        return actions.give_words(case=case, language=language, by=by, at=at or now())


def stranger(address: str = "203.0.113.7") -> Client:
    cache.clear()
    return Client(REMOTE_ADDR=address)


def entered(words: Any, address: str = "203.0.113.7") -> Client:
    client = stranger(address)
    answer = client.post("/mine/", {"words": " ".join(words)})
    assert answer.status_code == 302, answer.content.decode()
    return client


def text_of(answer: Any) -> str:
    return " ".join(answer.content.decode().split())


def keys_of(case: Case, who: Person) -> list[Key]:
    with acting(who.actor):
        return list(Key.objects.filter(case=case).order_by("at"))
