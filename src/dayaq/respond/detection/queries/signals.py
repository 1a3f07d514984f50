"""Information without identity: lists, who may pass it on, sums of events for those who see none."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import QuerySet
from django.urls import reverse

from dayaq.base.access.rules import Actor
from dayaq.base.accounts.queries import names, receiving_units
from dayaq.core.decision import Decision
from dayaq.core.pack import Pack
from dayaq.core.pack.schema.bodies import selects
from dayaq.core.pack.schema.detection import DetectionFile
from dayaq.respond.casefile.queries import label, language
from dayaq.respond.detection import rules
from dayaq.respond.detection.models import Signal
from dayaq.respond.hotline import queries as hotline
from dayaq.ui.templatetags.dayaq import codes as in_words


def receiving() -> list[Any]:
    """Units that receive referrals, the first of them first."""
    return list(receiving_units())


def numbers(now: datetime) -> list[dict[str, Any]]:
    """Lines with a number on which anybody can tell the same by telephone, open ones first (REF-05)."""
    found = [one for one in hotline.reached("", now) if one.line.number]
    return [{"name": hotline.line_name(one.line, language()), "number": one.line.number, "open": one.open_now} for one in found]


def may_pass(pack: Pack, actor: Actor, at: datetime) -> Decision:
    """Whether the acting body passes information without identity on (REF-05)."""
    day, known = pack.calendar.local_date(at), pack.bodies.get(actor.organisation)
    rule, informs = pack.process.referral.information_without_identity, pack.area(DetectionFile).informs
    named = informs is not None and informs.in_force(day) and known is not None
    told = bool(named and informs and known and any(selects(s, actor.organisation, known) for s in informs.by))
    return rules.may_pass(without_identity=rule.allowed and rule.in_force(day), informs=told, basis="; ".join(rule.basis))


def signals(actor: Actor, *, state: str = "", about: str = "") -> QuerySet[Signal]:
    """Information the acting person sees, the newest first."""
    rows = Signal.objects.all()
    if about:
        rows = rows.filter(about=about)
    if state == "new":
        rows = rows.filter(assessed_at__isnull=True)
    elif state == "open":
        rows = rows.filter(assessed_at__isnull=False, result_at__isnull=True)
    elif state == "settled":
        rows = rows.filter(result_at__isnull=False)
    del actor  # row security chooses the rows
    return rows.order_by("-at", "-recorded_at")


def signal(signal_id: UUID) -> Signal | None:
    """One piece of information, if the acting person sees it."""
    return Signal.objects.filter(id=signal_id).first()


def signal_rows(rows: Iterable[Signal], pack: Pack) -> list[dict[str, Any]]:
    """Information as rows of a list."""
    shown = list(rows)
    whose = names({row.organisation for row in shown})
    return [
        {
            "url": reverse("detection:signal", args=[row.id]),
            "cells": [
                label(pack, f"codes.signal_about.{row.about}"),
                {"at": row.at},
                label(pack, f"codes.region.{row.region}"),
                in_words(whose.get(row.organisation, {})),
                label(pack, f"codes.signal_assessment.{row.assessment}") if row.assessment else "–",
                label(pack, f"codes.signal_result.{row.result}") if row.result else "–",
            ],
        }
        for row in shown
    ]


def sums(since: datetime, until: datetime) -> list[tuple[str, str, int]]:
    """Events by way and kind in a time, for readers of figures: (way, proactive or reactive, number)."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT way, kind, n FROM guard.detection_sums(%s, %s)", [since, until])
        return [(way, kind, n) for way, kind, n in cursor.fetchall()]
