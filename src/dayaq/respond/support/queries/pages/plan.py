"""Needs and the plan made with the person."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _

from dayaq.base.access.queries import groups_of
from dayaq.base.access.rules import Group
from dayaq.base.accounts.queries import names
from dayaq.core.pack import Pack
from dayaq.core.pack.schema.support import SupportFile
from dayaq.respond.casefile.queries import Case, label, pack_of
from dayaq.respond.support import rules
from dayaq.respond.support.models import Assessment, HealthGoal, HealthNeed, Need, Plan
from dayaq.respond.support.queries import reads
from dayaq.respond.support.queries.pages.sections import Section, answers, changes, outcomes, urgencies
from dayaq.ui.templatetags.dayaq import codes as in_words


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
