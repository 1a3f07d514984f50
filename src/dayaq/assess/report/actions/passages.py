"""Passages typed by hand; the check for slips reads them before anything is built."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import uuid4

from dayaq.assess.assessment.queries import Assessment
from dayaq.assess.report.access import may_write
from dayaq.assess.report.models import Passage
from dayaq.assess.report.rules.chapters import SECTIONS
from dayaq.base.access.rules import Actor
from dayaq.core.decision import Reason, Stale, allowed, require
from dayaq.core.words import N_

KINDS = ("text", "statement", "table")
NOWHERE = Reason("section", N_("The report has no such section."))


@dataclass(frozen=True, slots=True)
class Words:
    """What a passage says and where: ``about`` are codes of items or criteria, ``body`` as ``rules.slips.manuscript`` says."""

    section: str
    language: str
    kind: str
    body: Mapping[str, Any]
    about: Sequence[str] = ()
    order: int = 0


def write(*, assessment: Assessment, words: Words, by: Actor, at: datetime) -> Passage:
    """A new passage."""
    require(may_write(by))
    require(allowed(words.section in SECTIONS and words.kind in KINDS, NOWHERE.code, NOWHERE.message))
    return Passage.objects.create(id=uuid4(), assessment=assessment, by=by.user_id, at=at, **_columns(words))


def change(*, passage: Passage, words: Words, version: int, by: Actor, at: datetime) -> Passage:
    """Other words; Stale when somebody else changed it since it was read."""
    require(may_write(by))
    require(allowed(words.section in SECTIONS and words.kind in KINDS, NOWHERE.code, NOWHERE.message))
    rows = Passage.objects.filter(id=passage.id, version=version)
    if not rows.update(by=by.user_id, at=at, version=version + 1, **_columns(words)):
        raise Stale
    passage.refresh_from_db()
    return passage


def remove(*, passage: Passage, version: int, by: Actor) -> None:
    """Take a passage out; the trail keeps that it was there."""
    require(may_write(by))
    if not Passage.objects.filter(id=passage.id, version=version).delete()[0]:
        raise Stale


def _columns(words: Words) -> dict[str, Any]:
    return {
        "section": words.section,
        "language": words.language,
        "kind": words.kind,
        "about": list(words.about),
        "body": dict(words.body),
        "order": words.order,
    }
