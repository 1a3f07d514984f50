"""Events, the persons met at them with their progress, suspects kept apart, checks."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from functools import cache
from typing import Any, TypeVar
from uuid import UUID

from babel import Locale
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from dayaq.base.access.rules import Actor
from dayaq.base.accounts.queries import names
from dayaq.core.pack import Pack
from dayaq.core.tile import Tile
from dayaq.core.words import N_
from dayaq.respond.casefile.queries import Task, codes, country, label
from dayaq.respond.detection import rules
from dayaq.respond.detection.models import Check, Event, EventLine, EventMet, EventPerson, SheetDraft, Signal, Suspect
from dayaq.respond.detection.rules.sheet import Line
from dayaq.ui.templatetags.dayaq import codes as in_words

Met = TypeVar("Met", EventPerson, Suspect)
LETTERS = {"female": ("f", "w", "q", "ж"), "male": ("m", "k", "м")}


def events(*, way: str = "", kind: str = "", year: str = "") -> QuerySet[Event]:
    """Events the acting person sees, the newest first."""
    rows = Event.objects.all()
    if way:
        rows = rows.filter(way=way)
    if kind:
        rows = rows.filter(kind=kind)
    if year.isdigit():
        rows = rows.filter(at__year=int(year))
    return rows.order_by("-at", "-recorded_at")


def event(event_id: UUID) -> Event | None:
    """One event, if the acting person sees it."""
    return Event.objects.filter(id=event_id).first()


def event_rows(rows: Iterable[Event], pack: Pack) -> list[dict[str, Any]]:
    """Events as rows of a list."""
    shown = list(rows)
    whose = names({row.organisation for row in shown})
    seen = EventPerson.objects.filter(event__in=shown).values_list("event_id", flat=True)
    met = dict(EventMet.objects.filter(event__in=shown).values_list("event_id", "n"))
    count: dict[UUID, int] = {}
    for one in seen:
        count[one] = count.get(one, 0) + 1
    return [
        {
            "url": reverse("detection:event", args=[row.id]),
            "cells": [
                label(pack, f"codes.event_source.{row.way}"),
                {"at": row.at},
                kind_words(row.kind),
                label(pack, f"codes.region.{row.region}"),
                in_words(whose.get(row.organisation, {})),
                met.get(row.id, "–"),
                count.get(row.id, 0),
            ],
        }
        for row in shown
    ]


def met(row: Event) -> int | None:
    """How many people the paper names; None where it says nothing, or where this reader is not to know."""
    return EventMet.objects.filter(event=row).values_list("n", flat=True).first()


def kind_words(kind: str) -> str:
    """Proactive or reactive in words."""
    return _("on own initiative") if kind == "proactive" else _("after a report")


def agency_words(pack: Pack, agencies: Iterable[str]) -> str:
    """Bodies by their names."""
    return ", ".join(label(pack, f"bodies.{code}") for code in agencies)


def persons(row: Event) -> list[EventPerson]:
    """Persons of an event whose cases the acting person sees, by their lines as far as those are told."""
    rows = EventPerson.objects.filter(event=row).select_related("case").prefetch_related("case__referrals", "case__screenings")
    return by_line(row, rows.order_by("recorded_at", "id"))


def by_line(row: Event, rows: Iterable[Met]) -> list[Met]:
    """In the order of the paper where its lines are told, else as they were written down; each with its place."""
    told = dict(EventLine.objects.filter(event=row).values_list("about", "number"))
    found = sorted(rows, key=lambda one: told.get(one.id, 0))
    for place, one in enumerate(found, 1):
        one.line = told.get(one.id, place)
    return found


def line_of(one: EventPerson | Suspect) -> int:
    """The line of the paper somebody stands on; 0 where it is not told."""
    return EventLine.objects.filter(about=one.id).values_list("number", flat=True).first() or 0


def numbers_taken(row: Event) -> set[int]:
    """Line numbers in use, as far as they are told; the database refuses the others."""
    return set(EventLine.objects.filter(event=row).values_list("number", flat=True))


def progress(row: Event, actor: Actor, pack: Pack) -> list[dict[str, Any]]:
    """Each person with what is done and what is due: screened, referred, the own clock."""
    found = persons(row)
    known = codes([person.case_id for person in found], actor.organisation_id)
    due = dict(
        Task.objects.filter(case__in=[person.case_id for person in found], kind="referral.send", done_at__isnull=True).values_list(
            "case_id", "due_at"
        )
    )
    now = timezone.now()
    return [progress_row(one, known.get(one.case_id, ""), due.get(one.case_id), pack, now) for one in found]


def progress_row(person: EventPerson, code: str, due: datetime | None, pack: Pack, now: datetime) -> dict[str, Any]:
    """One person of an event in words; no name."""
    sent = next((referral for referral in person.case.referrals.all() if referral.status not in {"draft", "kept_back", "withdrawn"}), None)
    facts = [
        label(pack, f"codes.sex.{person.case.sex}") if person.case.sex else "",
        label(pack, f"codes.age_band.{person.case.age_band}") if person.case.age_band else "",
        country(person.case.nationality) if person.case.nationality else "",
    ]
    return {
        "person": person,
        "line": person.line,
        "code": code,
        "facts": " · ".join(filter(None, facts)),
        "screened": any(screening.finished_at for screening in person.case.screenings.all()),
        "referred": sent,
        "due": due,
        "over": due is not None and due < now,
    }


def suspects(row: Event) -> list[Suspect]:
    """Suspects of an event, for readers of proceedings only."""
    return by_line(row, Suspect.objects.filter(event=row).order_by("recorded_at"))


def draft_of(row: Event) -> list[Line]:
    """Lines that wait to be put right, if the reader may see them."""
    draft = SheetDraft.objects.filter(event=row).first()
    return [Line(**line) for line in draft.lines] if draft else []


def sheet_words(pack: Pack, at: datetime) -> rules.Words:
    """What may be typed in the columns of a sheet, in every language of the pack."""
    sex = words_of(pack, "sex") | {letter: code for code, letters in LETTERS.items() for letter in letters}
    return rules.Words(
        sex=sex,
        nationality=countries(pack.languages),
        language=words_of(pack, "language"),
        roles=words_of(pack, "suspect_role") | {"suspect": "unknown"},
        year=pack.calendar.local_date(at).year,
        child_under=pack.process.age.child_under,
    )


def words_of(pack: Pack, name: str) -> dict[str, str]:
    """Codes and labels of a list in small letters, to the code."""
    items = pack.codes[name].items
    said = {text.casefold(): code for code, texts in items.items() for text in texts.values()}
    return {**said, **{code.casefold(): code for code in items}}


@cache
def countries(languages: tuple[str, ...]) -> dict[str, str]:
    """Countries by ISO code and by name in several languages, in small letters."""
    known: dict[str, str] = {"xx": "XX"}
    for language in languages:
        for code, name in Locale.parse(language).territories.items():
            if len(code) == 2 and code.isalpha():
                known[name.casefold()] = code
                known[code.casefold()] = code
    return known


def checks(*, state: str = "", way: str = "") -> QuerySet[Check]:
    """Checks of the own body (the co-ordinator: of all), the next first."""
    rows = Check.objects.all()
    if way:
        rows = rows.filter(way=way)
    if state == "open":
        rows = rows.filter(done_at__isnull=True, dropped_at__isnull=True)
    elif state == "done":
        rows = rows.filter(done_at__isnull=False)
    return rows.order_by("-done_at", "planned_for", "-recorded_at")


def check_rows(rows: Iterable[Check], pack: Pack) -> list[dict[str, Any]]:
    """Checks in words."""
    shown = list(rows)
    whose = names({row.organisation for row in shown})
    return [
        {
            "row": row,
            "way": label(pack, f"codes.event_source.{row.way}"),
            "region": label(pack, f"codes.region.{row.region}"),
            "result": label(pack, f"codes.signal_result.{row.result}") if row.result else "",
            "body": in_words(whose.get(row.organisation, {})),
        }
        for row in shown
    ]


def tiles(actor: Actor) -> list[Tile]:
    """Numbers for Today: information to assess."""
    if not actor.may("event.record"):
        return []
    waiting = Signal.objects.filter(passed_to=actor.unit_id, assessed_at__isnull=True).count()
    return [Tile(N_("information to assess"), waiting, reverse("detection:signals") + "?state=new", "amber" if waiting else "neutral")]
