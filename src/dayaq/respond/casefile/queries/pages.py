"""Rows ready for pages: the timeline, the list, who has access, who opened it, the history of a section, tasks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext

from dayaq.base.access.queries import grants
from dayaq.base.access.rules import Actor, Group
from dayaq.base.accounts.queries import names
from dayaq.base.audit.queries import openings
from dayaq.core.pack import Pack
from dayaq.core.words import N_
from dayaq.respond.casefile.models import Assertion, Case, SearchNotice, Task, TimelineEvent
from dayaq.respond.casefile.queries.cases import child_mark, codes, pack_of
from dayaq.respond.casefile.queries.head import case_url, label
from dayaq.respond.casefile.queries.words import AREAS, FACT_LISTS, OUTCOMES, WORDS, deed, event_words, task_words
from dayaq.ui.templatetags.dayaq import codes as in_words

PAGE = 50
LATE = timedelta(hours=1)
BASES = {
    "owner": N_("the body that keeps the file"),
    "consent": N_("consent of the person"),
    "statutory_handover": N_("hand-over by law"),
    "order": N_("order of the competent authority"),
}


def timeline(case: Case, *, kind: str = "", organisation: UUID | None = None) -> QuerySet[TimelineEvent]:
    """Everything that happened, by event time, the newest first; ``kind`` is an area or a full kind."""
    rows = TimelineEvent.objects.filter(case=case).order_by("-at", "-recorded_at", "id")
    if kind:
        rows = rows.filter(kind__startswith=f"{kind}.") if "." not in kind else rows.filter(kind=kind)
    return rows.filter(organisation=organisation) if organisation else rows


def timeline_page(case: Case, number: object, *, kind: str = "", organisation: UUID | None = None) -> Page[TimelineEvent]:
    """One page of the timeline."""
    return Paginator(timeline(case, kind=kind, organisation=organisation), PAGE).get_page(number)  # type: ignore[arg-type]  # any text is taken


def timeline_rows(case: Case, events: Iterable[TimelineEvent]) -> list[dict[str, Any]]:
    """Entries as ``ui/components/timeline.html`` wants them, codes in words."""
    shown, pack = list(events), pack_of(case)
    bodies = names({event.organisation for event in shown})
    return [
        {
            "at": event.at,
            "what": " · ".join(filter(None, [gettext(event_words(event.kind)), facts_words(pack, event)])),
            "where": in_words(bodies.get(event.organisation, {})),
            "kind": event_mark(event),
            "late": event.recorded_at if event.recorded_at - event.at > LATE else None,
        }
        for event in shown
    ]


def event_mark(event: TimelineEvent) -> str:
    """The mark of an entry: help given, help not available, closed to the State, anything else."""
    if event.kind == "casefile.help":
        return {"given": "leaf", "not_available": "brick"}.get(event.facts.get("outcome", ""), "neutral")
    return "plum" if event.kind == "casefile.closed_to_state" else "neutral"


def facts_words(pack: Pack, event: TimelineEvent) -> str:
    """The codes of an entry in words, as far as lists know them."""
    facts, parts = event.facts, []
    if "status" in facts:
        parts.append(label(pack, f"status.{facts['status']}"))
    if "help" in facts:
        parts += [label(pack, f"codes.first_assistance.{facts['help']}"), gettext(OUTCOMES.get(facts.get("outcome", ""), ""))]
    if "word" in facts:
        parts.append(gettext(WORDS.get(facts["word"], facts["word"])))
    if event.kind == "casefile.stage":
        parts.append(label(pack, f"stages.{facts['to']}"))
    if "step" in facts:
        parts.append(step_words(pack, facts["step"]))
    if "task" in facts:
        parts.append(gettext(task_words(facts["task"])))
    parts += [label(pack, f"codes.{name}.{code}") for name, code in facts.items() if name in FACT_LISTS and code]
    return ", ".join(filter(None, parts))


def step_words(pack: Pack, code: str) -> str:
    """A step of identification by the name the country's process gives it."""
    routes = pack.process.identification.routes.values()
    return next((in_words(route.steps[code].label) for route in routes if code in route.steps), "")


def timeline_choices(case: Case) -> dict[str, list[tuple[str, str]]]:
    """Areas and organisations that occur in the timeline, for its filter."""
    pairs = TimelineEvent.objects.filter(case=case).values_list("kind", "organisation").distinct()
    areas = sorted({kind.partition(".")[0] for kind, _body in pairs})
    bodies = names({body for _kind, body in pairs})
    return {
        "areas": [(area, gettext(AREAS.get(area, area))) for area in areas],
        "bodies": [(str(body), in_words(text)) for body, text in sorted(bodies.items(), key=lambda item: in_words(item[1]))],
    }


def list_rows(page: Iterable[Case], actor: Actor) -> list[dict[str, Any]]:
    """Rows of the case list; a constant number of queries for any number of rows."""
    cases = list(page)
    ids = [case.id for case in cases]
    written, now = codes(ids, actor.organisation_id), timezone.now()
    said = _by_case(Assertion.objects.filter(case__in=ids, superseded_by__isnull=True, removed_at__isnull=True).order_by("at", "id"))
    due = _by_case(Task.objects.filter(case__in=ids, done_at__isnull=True, due_at__isnull=False).order_by("due_at", "id"))
    return [_list_row(case, written.get(case.id, ""), said.get(case.id, []), due.get(case.id, []), now) for case in cases]


def _by_case(rows: Iterable[Any]) -> dict[UUID, list[Any]]:
    sorted_out: dict[UUID, list[Any]] = {}
    for row in rows:
        sorted_out.setdefault(row.case_id, []).append(row)
    return sorted_out


def _list_row(case: Case, code: str, said: list[Assertion], due: list[Task], now: datetime) -> dict[str, Any]:
    pack = pack_of(case)
    words = ", ".join(dict.fromkeys(label(pack, f"status.{word.status}") for word in said))
    child = {"yes": gettext("child"), "possible": gettext("may be a child"), "no": gettext("adult")}[child_mark(case)]
    clock: Any = ""
    if due and due[0].due_at:
        clock = {"label": gettext(task_words(due[0].kind)), "left": due[0].due_at - now, "state": ""}
    return {
        "url": case_url("case", code) if code else "",
        "cells": [
            code or "–",
            {"label": words},
            {"label": label(pack, f"stages.{case.stage}")},
            {"label": child},
            {"at": case.opened_at},
            clock,
        ],
    }


def task_rows(tasks: Iterable[Task], actor: Actor, written: Mapping[UUID, str]) -> list[dict[str, Any]]:
    """Open tasks with their clocks in words and the page that does them; ``written``: the codes of their cases."""
    now = timezone.now()
    return [
        {
            "task": task,
            "label": gettext(task_words(task.kind)),
            "left": task.due_at - now if task.due_at else None,
            "url": where_done(task.kind, written.get(task.case_id, ""), actor),
            "tick": (done := deed(task.kind)) is None or not done.ends,
        }
        for task in tasks
    ]


def where_done(kind: str, code: str, actor: Actor) -> str:
    """The address of the page that does a task; empty where there is none for this role."""
    done = deed(kind)
    return reverse(done.page, args=[code]) if done and code and actor.may(done.permission) else ""


def today_tasks(actor: Actor, tasks: Iterable[Task]) -> list[dict[str, Any]]:
    """Tasks of several cases, each named by its case code."""
    shown = list(tasks)
    written = codes({task.case_id for task in shown}, actor.organisation_id)
    rows = task_rows(shown, actor, written)
    for row in rows:
        row["hint"] = code = written.get(row["task"].case_id, "")
        row["case_url"] = case_url("case", code) if code else ""
    return rows


def access_rows(case: Case) -> list[dict[str, Any]]:
    """Who has access: body or person, groups in words, basis and until when."""
    rows, pack = list(grants(case.id)), pack_of(case)
    who = names({row.subject_unit for row in rows if row.subject_unit} | {row.subject_user for row in rows if row.subject_user})
    return [
        {
            "who": in_words(who.get(row.subject_unit or row.subject_user, {})),  # type: ignore[arg-type]  # one of the two is set
            "groups": ", ".join(label(pack, f"groups.{name}").partition(":")[0] for name in Group(row.reads).names),
            "purpose": label(pack, f"purposes.{row.purpose}"),
            "basis": gettext(BASES[row.basis]) if row.basis in BASES else label(pack, f"grounds.{row.basis}"),
            "since": row.valid_from,
            "until": row.valid_to,
        }
        for row in rows
    ]


def access_short(rows: Iterable[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """Each body once for each basis: two grants that say the same to a reader are one line."""
    return list({(row["who"], row["basis"], row["until"]): row for row in rows}.values())


def opening_rows(case: Case, number: object) -> tuple[Page[Any], list[dict[str, Any]]]:
    """Who opened the case: time, person, body, groups shown."""
    page, pack = Paginator(openings(case.id), PAGE).get_page(number), pack_of(case)  # type: ignore[arg-type]  # any text is taken
    who = names({part for event in page for part in (event.actor, event.organisation) if part})
    rows = [
        {
            "at": event.at,
            "who": in_words(who.get(event.actor, {})) if event.actor else "–",
            "body": in_words(who.get(event.organisation, {})) if event.organisation else "–",
            "what": event.action,
            "groups": ", ".join(label(pack, f"groups.{name}").partition(":")[0] for name in event.group.split()),
        }
        for event in page
    ]
    return page, rows


def notices(case: Case) -> list[dict[str, Any]]:
    """Searches for this person by others that the owner has not seen yet."""
    rows = list(SearchNotice.objects.filter(case=case, seen_at__isnull=True).order_by("-at"))
    bodies = names({row.organisation for row in rows})
    return [{"at": row.at, "body": in_words(bodies.get(row.organisation, {}))} for row in rows]
