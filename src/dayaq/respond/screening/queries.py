"""Reads of screenings: the pack's lists in their order, drafts, results, rows for pages. Row security hides them without G3."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Count, Q, QuerySet
from django.urls import reverse

from dayaq.base.access.rules import Actor
from dayaq.core.pack import Pack
from dayaq.core.pack.schema import indicators as listed
from dayaq.core.tile import Tile
from dayaq.core.words import N_
from dayaq.respond.casefile.queries import Case, child_mark, codes, label
from dayaq.respond.screening import rules
from dayaq.respond.screening.models import Answer, Screening

OTHER = "other"


@dataclass(frozen=True, slots=True)
class Choice:
    """One list to choose: whether it belongs to the country's identification, can be used, and what is missing of it."""

    code: str
    title: Mapping[str, str]
    version: str
    items: int
    of_step: bool
    complete: bool
    because: Mapping[str, str]
    persons: str
    fits: bool


@dataclass(frozen=True, slots=True)
class Group:
    """One page of a form: the items of one dimension (or without any), with their answers."""

    code: str
    items: tuple[tuple[str, listed.Indicator], ...]


def step_lists(pack: Pack) -> list[str]:
    """Codes of the lists the identification steps name, in the pack's order."""
    steps = [step for route in pack.process.identification.routes.values() for step in route.steps.values()]
    return list(dict.fromkeys(code for step in steps for code in step.lists))


def choices(pack: Pack, *, child: bool) -> list[Choice]:
    """Every list: those of the identification steps first, usable ones before those whose items are not at hand."""
    first = step_lists(pack)
    order = [*first, *(code for code in pack.indicators if code not in first)]
    found = [choice(code, pack.indicators[code], of_step=code in first, child=child) for code in order]
    return sorted(found, key=lambda one: (not one.of_step, not one.items))


def choice(code: str, source: listed.IndicatorList, *, of_step: bool, child: bool) -> Choice:
    """One list as a page offers it."""
    fits = source.persons in ("any", "child" if child else "adult")
    because = source.incomplete_because or {}
    return Choice(code, source.title, source.version, len(source.items), of_step, not source.incomplete, because, source.persons, fits)


def indicator_list(pack: Pack, code: str) -> rules.IndicatorList:
    """The list as the rules read it; KeyError for an unknown code."""
    source = pack.indicators[code]
    items = tuple(
        rules.Indicator(
            item,
            rules.Dimension(entry.dimension) if entry.dimension else None,
            rules.Weight(entry.weight) if entry.weight else None,
        )
        for item, entry in source.items.items()
    )
    return rules.IndicatorList(code, source.version, rules.ListKind(source.profile), items, not source.incomplete)


def groups(pack: Pack, code: str) -> list[Group]:
    """The pages of a form in their order: one dimension a page, the items without a dimension last."""
    items = pack.indicators[code].items
    keys = [*rules.Dimension, None]
    parts = [(key, tuple((c, item) for c, item in items.items() if item.dimension == key)) for key in keys]
    return [Group(str(key) if key else OTHER, part) for key, part in parts if part]


def participants(pack: Pack) -> tuple[rules.Participant, ...]:
    """Who has to stand by a child, as the pack names them."""
    rows = pack.process.identification.child_participants
    return tuple(rules.Participant(code, entry.obligatory) for code, entry in rows.items())


def is_child(case: Case) -> bool:
    """Whether the rules for children hold: under age, or that cannot be excluded."""
    return child_mark(case) != "no"


def of_case(case: Case) -> QuerySet[Screening]:
    """Screenings of a case the reader sees, the newest first."""
    return (
        Screening.objects.filter(case=case)
        .annotate(said=Count("answers", filter=~Q(answers__answer="not_asked")))
        .order_by("-at", "-recorded_at")
    )


def finished(case: Case) -> list[Screening]:
    """Finished screenings that no later one corrects, the newest first."""
    return list(of_case(case).filter(finished_at__isnull=False, corrected_by__isnull=True))


def by_id(case: Case, screening_id: UUID) -> Screening | None:
    """One screening of the case, if the reader sees it."""
    return of_case(case).select_related("case", "corrects").filter(id=screening_id).first()


def answers_of(screening: Screening) -> dict[str, Answer]:
    """Answers by the code of the item."""
    return {answer.code: answer for answer in Answer.objects.filter(screening=screening)}


def given(screening: Screening) -> dict[str, rules.Answer]:
    """Answers as the rules read them."""
    return {code: rules.Answer(answer.answer) for code, answer in answers_of(screening).items()}


def circumstances(screening: Screening) -> rules.Circumstances:
    """What was asked beside the list."""
    return rules.Circumstances(frozenset(screening.acts), screening.purpose, child=screening.child)


def judged(screening: Screening, pack: Pack) -> rules.Screening:
    """Both results as the answers stand now."""
    return rules.screen(indicator_list(pack, screening.list_code), given(screening), circumstances(screening))


def consent_basis(pack: Pack) -> str:
    """The law by which consent changes nothing, as the pack cites it."""
    return "; ".join(pack.process.identification.test.basis)


def item_words(pack: Pack, code: str) -> Mapping[str, str] | str:
    """The words of an item of any list, or of an act, a purpose; the bare code where a later version dropped it."""
    for source in pack.indicators.values():
        if code in source.items:
            return source.items[code].label
    for codes_ in ("act", "exploitation"):
        if code in pack.codes[codes_].items:
            return pack.codes[codes_].items[code]
    return code


def dimension_rows(pack: Pack, result: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The six dimensions of a stored result with the words of the answers that drove each."""
    return [
        {
            "code": code,
            "label": label(pack, f"dimensions.{code}"),
            "positive": row["positive"],
            "counts": [(weight, row[weight]) for weight in ("strong", "medium", "weak") if row[weight]],
            "drivers": [item_words(pack, item) for item in row["drivers"]],
            "open": len(row["unanswered"]),
        }
        for code, row in result["dimensions"].items()
    ]


def missing_rows(pack: Pack, result: Mapping[str, Any]) -> list[dict[str, Any]]:
    """What would change a result: the hint with its dimension in words, topics, open items."""
    return [
        {
            "hint": rules.Reason("missing", row["hint"], in_words(pack, row["params"])),
            "topics": row["topics"],
            "open": [item_words(pack, item) for item in row["unanswered"]],
        }
        for row in result["missing"]
    ]


def in_words(pack: Pack, params: Mapping[str, str]) -> dict[str, str]:
    """Codes of dimensions in a hint as words."""
    return {name: ", ".join(label(pack, f"dimensions.{code}") for code in text.split(", ")) for name, text in params.items()}


def element_rows(pack: Pack, result: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Act, means and purpose of a stored result, each with what drove it."""
    test, driven = result["element_test"], result["driven_by"]
    states = {"act": "yes" if test["act"] else "no", "means": test["means"], "purpose": "yes" if test["purpose"] else "no"}
    words = {"act": N_("Act"), "means": N_("Means"), "purpose": N_("Purpose")}
    return [
        {"label": words[part], "state": state, "drivers": [item_words(pack, code) for code in driven.get(part, ())]}
        for part, state in states.items()
    ]


def differences(older: Screening, newer: Screening, pack: Pack) -> list[dict[str, Any]]:
    """Items that were answered differently in two screenings of one case."""
    was, now = given(older), given(newer)
    order = [code for source in pack.indicators.values() for code in source.items if code in was or code in now]
    pairs = [(code, was.get(code, rules.Answer.NOT_ASKED), now.get(code, rules.Answer.NOT_ASKED)) for code in dict.fromkeys(order)]
    return [{"item": item_words(pack, code), "was": str(old), "now": str(new)} for code, old, new in pairs if old != new]


def progress(screening: Screening, pack: Pack) -> dict[str, int]:
    """How many items are answered, unknown and not asked yet."""
    total = len(pack.indicators[screening.list_code].items)
    said = Counter(str(answer) for answer in given(screening).values())
    asked = sum(said[answer] for answer in ("yes", "no", "unknown"))
    return {"asked": asked, "unknown": said["unknown"], "left": total - asked, "total": total}


def drafts(actor: Actor) -> QuerySet[Screening]:
    """Unfinished screenings of the actor's body, the oldest first."""
    return (
        Screening.objects.filter(finished_at__isnull=True, organisation=actor.organisation_id, case__closed_at__isnull=True)
        .select_related("case")
        .order_by("at")
    )


def draft_rows(screenings: Iterable[Screening], actor: Actor, pack: Pack) -> list[dict[str, Any]]:
    """Unfinished screenings with the code of their case, for a list."""
    shown = list(screenings)
    known = codes([row.case_id for row in shown], actor.organisation_id)
    return [
        {"code": known[row.case_id], "at": row.at, "list": label(pack, f"indicators.{row.list_code}"), "id": row.id}
        for row in shown
        if row.case_id in known
    ]


def tiles(actor: Actor) -> list[Tile]:
    """Unfinished screenings of the own body; none for roles that screen nobody."""
    if not actor.may("screening.fill"):
        return []
    waiting = drafts(actor).count()
    return [Tile(N_("screenings not finished"), waiting, reverse("screening:drafts"), "amber" if waiting else "neutral")]
