"""Rows for the pages of a case. A section is a heading, a table and what may be added; a deed is (word, what, row id)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from dayaq.base.access.queries import groups_of
from dayaq.base.access.rules import Group
from dayaq.base.accounts.queries import names
from dayaq.core.pack import Pack
from dayaq.core.pack.schema.support import SupportFile
from dayaq.respond.casefile.queries import Case, label, pack_of
from dayaq.respond.support import rules
from dayaq.respond.support.models import (
    Appointment,
    Assessment,
    Charge,
    Dependant,
    FollowUp,
    HealthGoal,
    HealthNeed,
    Interpreting,
    Job,
    Need,
    Plan,
    Reintegration,
    Seat,
    Waiting,
)
from dayaq.respond.support.queries import reads
from dayaq.ui.templatetags.dayaq import codes as in_words
from dayaq.ui.templatetags.dayaq import figure

Deed = tuple[str, str, Any]


@dataclass(frozen=True, slots=True)
class Section:
    """One part of a page."""

    id: str
    title: str
    columns: Sequence[str] = ()
    rows: Sequence[dict[str, Any]] = ()
    add: Sequence[Deed] = ()
    note: str = ""
    empty: str = field(default="")


def answers() -> dict[str, str]:
    """The answers to a question about a need in words."""
    return {"yes": _("yes"), "no": _("no"), "unknown": _("unknown"), "not_asked": _("not asked"), "refused": _("refused to say"), "": "–"}


def urgencies() -> dict[str, str]:
    """How soon a need has to be met."""
    return {"now": _("now"), "weeks": _("within weeks"), "later": _("later"), "": ""}


def changes() -> dict[str, str]:
    """How an answer stands against the one before."""
    return {
        "first": _("asked first"),
        "new": _("new"),
        "worse": _("more urgent"),
        "better": _("less urgent"),
        "met": _("met"),
        "same": _("as before"),
    }


def outcomes() -> dict[str, str]:
    """What became of a service, a goal, a step or a seat."""
    return {
        "given": _("given"), "offered": _("offered"), "refused_by_person": _("refused by the person"), "not_available": _("not available"),
        "reached": _("reached"), "partly": _("partly reached"), "not_reached": _("not reached"), "dropped": _("given up"), "done": _("done"),
        "not_possible": _("not possible"), "not_wanted": _("not wanted"), "waiting": _("waits"), "taken": _("takes part"), "finished": _("finished"),
        "given_up": _("no longer wanted"), "refused": _("refused"), "needed": _("needed"), "booked": _("booked"), "not_found": _("not found"),
        "cancelled": _("no longer needed"), "planned": _("planned"), "kept": _("took place"), "missed": _("the person did not come"),
        "cancelled_by_us": _("cancelled by us"), "cancelled_by_person": _("cancelled by the person"), "open": _("open"), "asked": _("asked back"),
        "refunded": _("paid back"), "started": _("began"), "declined": _("declined"), "draft": _("draft"), "agreed": _("agreed"), "lost": _("contact lost"), "unsafe": _("no safe contact"),
    }  # fmt: skip


def need_rows(case: Case) -> Section:
    """The last two assessments compared; the person's words where the reader sees them."""
    pack, may = pack_of(case), groups_of(case.id)
    found = list(Assessment.objects.filter(case=case).order_by("-at", "-recorded_at")[:2])
    now = reads.needs_of(found[0]) if found else {}
    now |= {row.domain: (row.answer, row.urgency) for row in HealthNeed.objects.filter(case=case).order_by("at")}
    before = reads.needs_of(found[1]) if len(found) > 1 else {}
    said = need_words(found[0]) if found and Group.G3 in may else {}
    said |= {row.domain: row.text for row in HealthNeed.objects.filter(case=case).order_by("at")}
    rows = [
        {
            "cells": [
                label(pack, f"codes.need_domain.{one.domain}"),
                _need_cell(now[one.domain]),
                changes()[one.kind] if before else "",
                {"text": said.get(one.domain, "")},
            ]
        }
        for one in rules.compared(before, now)
    ]
    add = [(_("Ask what is needed"), "assess", "")] if Group.G1 in may else []
    if pack.area(SupportFile).health_domains and Group.G4 in may:
        add.append((_("Ask about health"), "assess_health", ""))
    columns = [_("Area"), _("Needed"), _("Since the last time"), _("In the person's words")]
    return Section("needs", _("What the person needs"), columns, rows, add, empty=_("Needs were not asked yet. Help goes on meanwhile."))


def need_words(assessment: Assessment) -> dict[str, str]:
    """What the person said, by domain."""
    rows = Need.objects.filter(assessment=assessment).prefetch_related("words")
    return {row.domain: " ".join(text.text for text in row.words.all()) for row in rows}


def _need_cell(said: tuple[str, str]) -> dict[str, str]:
    answer, urgency = said
    words = f"{answers()[answer]}, {urgencies()[urgency]}" if urgency else answers()[answer]
    return {"label": words, "kind": {"now": "brick", "weeks": "amber"}.get(urgency, "neutral")}


def plan_page(case: Case, version: Plan | None = None) -> dict[str, Any]:
    """The plan that holds with goals and steps, and the versions before it."""
    pack, shown = pack_of(case), version or reads.current_plan(case)
    goals: list[dict[str, Any]] = []
    if shown:
        rows = shown.goals.order_by("recorded_at").prefetch_related("steps", "words")
        goals = [_goal(pack, goal, list(goal.words.all()), list(goal.steps.all())) for goal in rows]
        goals += [_goal(pack, goal, [goal], []) for goal in HealthGoal.objects.filter(plan=shown).order_by("recorded_at")]
    bodies = names({row.organisation for row in Plan.objects.filter(case=case)})
    versions = [
        {"row": row, "body": in_words(bodies.get(row.organisation, {})), "state": outcomes()[row.state]} for row in reads.plans(case)
    ]
    return {"plan": shown, "plan_state": outcomes()[shown.state] if shown else "", "goals": goals, "versions": versions}


def _goal(pack: Pack, goal: Any, words: Iterable[Any], steps: Iterable[Any]) -> dict[str, Any]:
    who = {"us": _("we"), "person": _("the person"), "together": _("together"), "other_body": _("another body")}
    return {
        "row": goal,
        "health": isinstance(goal, HealthGoal),
        "domain": label(pack, f"codes.need_domain.{goal.domain}"),
        "words": [(text.text, text.language) for text in words],
        "outcome": outcomes()[goal.outcome] if goal.outcome else "",
        "steps": [
            {
                "row": step,
                "label": label(pack, f"codes.plan_step.{step.kind}"),
                "who": label(pack, f"bodies.{step.body}") if step.body else who[step.responsible],
                "outcome": outcomes()[step.outcome] if step.outcome else "",
            }
            for step in sorted(steps, key=lambda step: step.recorded_at)
        ],
    }


def whose(ids: Iterable[Any]) -> dict[Any, str]:
    """Bodies by their ids in the reader's language."""
    return {key: in_words(text) for key, text in names({one for one in ids if one}).items()}


def how_much(pack: Pack, row: Any) -> str:
    """The unit before the number, so that it is right for every number in every language."""
    return (
        ": ".join(filter(None, (reads.code_words(pack, "service_unit", row.unit), figure(row.amount.normalize()))))
        if row.amount is not None
        else ""
    )


def service_rows(case: Case) -> list[Section]:
    """Services, dependants with what they wait for, interpreters, charges: what the reader sees of each."""
    pack, may = pack_of(case), groups_of(case.id)
    found = reads.services(case)
    who = whose(row.provider for row in found)
    rows = [
        {
            "cells": [
                reads.code_words(pack, "service_kind", row.kind),
                {"at": row.at},
                who.get(row.provider, row.outside),
                outcomes()[row.outcome] + (f" · {reads.code_words(pack, 'service_reason', row.reason)}" if row.reason else ""),
                how_much(pack, row),
                f"{figure(row.cost)} {row.currency}" if row.cost is not None else "",
                reads.code_words(pack, "service_funding", row.funding),
            ]
        }
        for row in found
    ]
    columns = [_("Service"), _("When"), _("By"), _("Outcome"), _("How much"), _("Cost"), _("Paid by")]
    add = [(_("Record a service"), "service", "")] if may & (Group.G1 | Group.G4) else []
    sections = [Section("services", _("Services"), columns, rows, add, empty=_("No service is recorded. Help waits for no decision."))]
    return [*sections, *_family(case, pack, may), _interpreters(case, pack), *_charges(case, pack, may)]


def _family(case: Case, pack: Pack, may: Group) -> list[Section]:
    if Group.G7 not in may:
        return []
    rows = []
    waits = list(Waiting.objects.filter(case=case).order_by("at"))
    for one in Dependant.objects.filter(case=case).order_by("number"):
        mine = [wait for wait in waits if wait.dependant_id == one.id]
        words = ", ".join(f"{reads.code_words(pack, 'waiting_kind', wait.kind)}: {outcomes()[wait.state]}" for wait in mine)
        deeds = [(_("Record a service"), "child_service", one.id), (_("Wait for a place"), "wait", one.id)]
        deeds += [(_("The waiting ended"), "waited", wait.id) for wait in mine if wait.state == "waiting"]
        name = f"{reads.code_words(pack, 'dependant_kind', one.kind)} {one.number}"
        rows.append(
            {"cells": [name, str(one.birth_year or "–"), reads.code_words(pack, "dependant_lives", one.lives), words], "deeds": deeds}
        )
    columns = [_("Dependant"), _("Born"), _("Lives"), _("Waits for")]
    add = [(_("Add a dependant"), "dependant", "")]
    return [
        Section(
            "family",
            _("Children and other dependants"),
            columns,
            rows,
            add,
            note=_("They have a right to help of their own. No names here."),
        )
    ]


def _interpreters(case: Case, pack: Pack) -> Section:
    found = list(Interpreting.objects.filter(case=case).order_by("-at"))
    rows = [
        {
            "cells": [
                reads.code_words(pack, "interpreting_kind", row.kind),
                reads.code_words(pack, "language", row.language),
                reads.code_words(pack, "sex", row.sex_wished) or "–",
                outcomes()[row.state],
            ],
            "deeds": [(_("What became of it"), "interpreted", row.id)] if row.state in ("needed", "booked") else [],
        }
        for row in found
    ]
    columns = [_("Help with language"), _("Language"), _("Sex the person wishes"), _("State")]
    return Section("language", _("Interpreters and mediators"), columns, rows, [(_("An interpreter is needed"), "interpreter", "")])


def _charges(case: Case, pack: Pack, may: Group) -> list[Section]:
    if Group.G8 not in may:
        return []
    rows = [
        {
            "cells": [
                reads.code_words(pack, "medical_institution", row.institution),
                {"at": row.at},
                f"{figure(row.amount)} {row.currency}",
                _("receipt kept") if row.receipt else _("no receipt"),
                outcomes()[row.state],
            ],
            "deeds": [(_("Asked back"), "refund", row.id)] * (row.state == "open")
            + [(_("Paid back or refused"), "refunded", row.id)] * (row.state in ("open", "asked")),
        }
        for row in Charge.objects.filter(case=case).order_by("-at")
    ]
    columns = [_("Asked by"), _("When"), _("Amount"), _("Receipt"), _("State")]
    return [Section("charges", _("Money asked for medical care"), columns, rows, [(_("Money was asked for care"), "charge", "")])]


def consent_rows(case: Case) -> Section:
    """Consents with what they cover and whether they hold."""
    pack, found = pack_of(case), reads.consents(case)
    who = whose([row.unit or row.provider for row in found])
    rows = [
        {
            "cells": [
                reads.consent_words(pack, row.service),
                who.get(row.unit or row.provider, row.outside) or _("this organisation"),
                ", ".join(label(pack, f"groups.{name}").partition(":")[0] for name in row.groups) or _("nothing is given on"),
                {"at": row.at},
                {"label": _("taken back"), "kind": "amber"} if row.withdrawn_at else {"label": _("holds"), "kind": "leaf"},
            ],
            "deeds": [] if row.withdrawn_at else [(_("The person takes it back"), "withdraw", row.id)],
        }
        for row in found
    ]
    columns = [_("Service"), _("Provider"), _("What is given on"), _("Given"), _("State")]
    return Section(
        "consents",
        _("Consents"),
        columns,
        rows,
        [(_("Record a consent"), "consent", "")],
        note=_("A consent taken back ends access at once."),
    )


def appointment_rows(case: Case) -> Section:
    """Appointments, the next ones first."""
    pack = pack_of(case)
    rows = [
        {
            "cells": [
                reads.code_words(pack, "appointment_kind", row.kind),
                {"at": row.starts},
                reads.code_words(pack, "appointment_place", row.place),
                outcomes()[row.state],
            ],
            "deeds": [(_("Move it"), "move", row.id), (_("What became of it"), "kept", row.id)] if row.state == "planned" else [],
        }
        for row in Appointment.objects.filter(case=case).order_by("-starts")
    ]
    columns = [_("Appointment"), _("When"), _("Place"), _("State")]
    return Section(
        "appointments",
        _("Appointments"),
        columns,
        rows,
        [(_("Make an appointment"), "appointment", "")],
        empty=_("No appointment is made."),
    )


def job_rows(case: Case) -> Section:
    """Work found, offered, ended."""
    pack = pack_of(case)
    rows = [
        {
            "cells": [
                reads.code_words(pack, "occupation", row.occupation),
                reads.code_words(pack, "job_source", row.found_by),
                outcomes()[row.outcome],
                str(row.started_on or "–"),
                f"{row.ended_on} · {reads.code_words(pack, 'job_end', row.end_reason)}" if row.ended_on else "–",
            ],
            "deeds": [(_("It ended"), "job_end", row.id)] if row.outcome == "started" and not row.ended_on else [],
        }
        for row in Job.objects.filter(case=case).order_by("-at")
    ]
    columns = [_("Work"), _("Found by"), _("Outcome"), _("Since"), _("Ended")]
    return Section("jobs", _("Work"), columns, rows, [(_("Record work"), "job", "")])


def way_page(case: Case) -> list[Section]:
    """Courses, work, reintegration with its looks back."""
    pack = pack_of(case)
    seats = [
        {
            "cells": [row.course.title, reads.code_words(pack, "course_kind", row.course.kind), outcomes()[row.state]],
            "deeds": [(_("Takes part"), "seat", row.id)] * (row.state == "waiting")
            + [(_("It is over"), "seat_end", row.id)] * (row.state in ("waiting", "taken")),
        }
        for row in Seat.objects.filter(case=case).select_related("course").order_by("-at")
    ]
    courses = Section("courses", _("Courses"), [_("Course"), _("Kind"), _("State")], seats, [(_("Wait for a course"), "course", "")])
    return [courses, job_rows(case), *_looks(case, pack)]


def _looks(case: Case, pack: Pack) -> list[Section]:
    running = Reintegration.objects.filter(case=case, ended_on__isnull=True).first()
    rows = []
    for row in FollowUp.objects.filter(case=case).order_by("-at"):
        said = [answers()[getattr(row, name)] for name in rules.ASKED]
        rows.append({"cells": [label(pack, f"clocks.{row.clock}"), {"at": row.at}, outcomes()[row.contact], *said]})
    columns = [_("Look back"), _("When"), _("Contact"), _("Work"), _("Home"), _("People around"), _("Trafficked again")]
    add: list[Deed] = [(_("Reintegration begins"), "reintegration", "")]
    if running:
        add = [(_("Look back"), "look", running.id), (_("It ended"), "reintegration_end", running.id)]
    note = _("Reach the person only in the way kept as safe.")
    return [Section("after", _("After reintegration"), columns, rows, add, note=note)]
