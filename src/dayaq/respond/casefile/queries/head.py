"""The sticky head of a case page: code, a line without a name, stepper, clocks, child mark, what the reader sees."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from babel import Locale
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext

from dayaq.base.access.queries import groups_of
from dayaq.base.access.rules import Actor, Group
from dayaq.core.pack import Pack
from dayaq.respond.casefile import rules
from dayaq.respond.casefile.models import Assertion, Assistance, Case, Task, TimelineEvent
from dayaq.respond.casefile.queries.cases import child_mark, code_for, pack_of, statuses, writes_of
from dayaq.respond.casefile.queries.words import task_words

# Where a stage is worked on; a stage of another country's process that is not named here is no link.
STAGE_PAGES = {
    rules.FIRST_ASSISTANCE: "casefile:help",
    "referral": "referral:of_case",
    "inquiry": "identification:index",
    "screening": "screening:index",
    "decision": "identification:index",
}
STEP_STATES = {rules.Position.DONE: "done", rules.Position.CURRENT: "todo", rules.Position.AHEAD: "todo"}


@dataclass(frozen=True, slots=True)
class Header:
    """What ``ui/components/record_header.html`` draws, and what the page may offer."""

    code: str
    line: str
    child: str
    sees: list[str]
    steps: list[dict[str, str]]
    clocks: list[dict[str, Any]]
    chips: list[dict[str, str]]
    reads: Group
    writes: Group
    unit: UUID | None = None
    tasks: list[Task] = field(default_factory=list)


def language() -> str:
    """The reader's language for labels of the pack."""
    return (get_language() or "en").split("-")[0]


def country(code: str) -> str:
    """A country by its ISO 3166 code in the reader's language; XX is stateless."""
    return gettext("stateless") if code == "XX" else str(Locale.parse(language()).territories.get(code, code))


def label(pack: Pack, key: str) -> str:
    """A pack's label in the reader's language; the bare code where the pack has none."""
    try:
        return pack.label(key, language())
    except KeyError:
        return key.rpartition(".")[2]


def header(case: Case, actor: Actor) -> Header:
    """Everything the head of a case page shows; six queries, whatever the case holds."""
    pack, standing, reads = pack_of(case), statuses(case), groups_of(case.id)
    code = code_for(case, actor.organisation_id)
    tasks = list(Task.objects.filter(case=case, done_at__isnull=True).order_by("due_at", "started_at"))
    return Header(
        code=code,
        line=person_line(case, pack, standing),
        child=child_mark(case),
        sees=[label(pack, f"groups.{name}").partition(":")[0] for name in reads.names],
        steps=steps(case, pack, code),
        clocks=clocks(pack, tasks, timezone.now()),
        chips=chips(case, pack, standing),
        reads=reads,
        writes=writes_of(case.id) if actor.may("case.write") else Group(0),
        unit=actor.unit_id,
        tasks=tasks,
    )


def person_line(case: Case, pack: Pack, standing: list[Assertion]) -> str:
    """Sex, age group and what is said, as words; never a name or a date of birth."""
    parts = [
        label(pack, f"codes.sex.{case.sex}") if case.sex else "",
        label(pack, f"codes.age_band.{case.age_band}") if case.age_band else "",
    ]
    said = dict.fromkeys(label(pack, f"status.{word.status}") for word in standing)
    return " · ".join(filter(None, [", ".join(filter(None, parts)), ", ".join(said)]))


def chips(case: Case, pack: Pack, standing: list[Assertion]) -> list[dict[str, str]]:
    """States beside the line: kept from the State, closed, several bodies saying different things."""
    del pack
    marks = []
    if case.ngo_only:
        marks.append({"label": gettext("closed to the State"), "kind": "plum"})
    if case.closed_at:
        marks.append({"label": gettext("case closed"), "kind": "neutral"})
    if len({word.status for word in standing}) > 1:
        marks.append({"label": gettext("several statuses side by side"), "kind": "amber"})
    return marks


def steps(case: Case, pack: Pack, code: str) -> list[dict[str, str]]:
    """The stepper in the pack's order, first assistance first; what was passed stays done out of order."""
    left = TimelineEvent.objects.filter(case=case, kind="casefile.stage").values_list("facts__from", flat=True)
    done = set(left)
    if Assistance.objects.filter(case=case, outcome="given").exists():
        done.add(rules.FIRST_ASSISTANCE)
    done.discard(case.stage) if case.stage != rules.FIRST_ASSISTANCE else None
    placed = rules.positions(pack.process.stages, done)
    pages = {stage: reverse(name, args=[code]) for stage, name in STAGE_PAGES.items()} if code else {}
    return [
        {
            "label": label(pack, f"stages.{stage}"),
            "url": pages.get(stage, ""),
            "state": "now" if stage == case.stage else STEP_STATES[position],
        }
        for stage, position in placed
    ]


def clocks(pack: Pack, tasks: list[Task], now: datetime) -> list[dict[str, Any]]:
    """The next three terms that are running, in the pack's words."""
    due = [task for task in tasks if task.due_at]
    return [
        {
            "label": label(pack, f"clocks.{task.rule}") if task.rule else gettext(task_words(task.kind)),
            "left": (task.due_at or now) - now,
            "at": task.due_at,
        }
        for task in due[:3]
    ]


def case_url(name: str, code: str) -> str:
    """The address of one page of a case."""
    return reverse(f"casefile:{name}", args=[code])
