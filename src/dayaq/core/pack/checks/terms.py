"""Checks of statuses, clocks and amounts: names lead somewhere, and one day has one value."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from dayaq.core.pack.assemble import Draft
from dayaq.core.pack.findings import Finding
from dayaq.core.pack.pack import Pack
from dayaq.core.pack.schema.base import Binding
from dayaq.core.pack.schema.indicators import IndicatorList


def statuses(pack: Pack, draft: Draft) -> Iterator[Finding]:
    """Statuses named by rights, routes, steps and protections are statuses of the pack."""
    for file, place, code in _status_names(pack):
        if code not in pack.status:
            yield Finding(file, place, f"a status of status.yaml expected (found: {code!r})")


def _status_names(pack: Pack) -> Iterator[tuple[str, str, str]]:
    for code, right in pack.entitlements.items():
        for status in right.statuses:
            yield "entitlements.yaml", f"entitlements.{code}.statuses", status
    if pack.country_process is None:
        return
    for status in pack.process.reflection.given_on:
        yield "process.yaml", "reflection.given_on", status
    for status in pack.process.removal.blocked_while:
        if status != "reflection":
            yield "process.yaml", "removal.blocked_while", status
    for code, route in pack.process.identification.routes.items():
        place = f"identification.routes.{code}"
        yield "process.yaml", f"{place}.positive", route.positive
        yield "process.yaml", f"{place}.negative", route.negative
        for name, step in route.steps.items():
            yield from [("process.yaml", f"{place}.steps.{name}.sets", step.sets)] if step.sets else []


def clocks(pack: Pack, draft: Draft) -> Iterator[Finding]:
    """Clocks named by the process and by rights are there."""
    for file, place, code in _clock_names(pack):
        if code not in pack.clocks:
            yield Finding(file, place, f"a clock of process.yaml expected (found: {code!r})")


def stages(pack: Pack, draft: Draft) -> Iterator[Finding]:
    """Help comes first; a stage waits only for stages there are."""
    if pack.country_process is None:
        return
    codes = list(pack.process.stages)
    for code, stage in pack.process.stages.items():
        for wanted in stage.waits_for:
            if wanted not in pack.process.stages:
                text = f"the code of a stage expected (found: {wanted!r})"
                yield Finding("process.yaml", f"stages.{code}.waits_for", text)
    if codes[0] != "first_assistance":
        yield Finding("process.yaml", "stages", f"first_assistance as the first stage expected (found: {codes[0]!r})")


def lists(pack: Pack, draft: Draft) -> Iterator[Finding]:
    """Indicator lists named by steps are there, and no two files hold the same list."""
    files = {name: part.code for name, part in draft.parts.items() if isinstance(part, IndicatorList)}
    for name, code in files.items():
        if list(files.values()).count(code) > 1:
            yield Finding(f"{name}.yaml", "code", f"a code that no other list has expected (found: {code!r})")
    broken = any(name.startswith("indicators/") and name not in draft.parts for name in draft.raw)
    if pack.country_process is None or broken:
        return
    for code, route in pack.process.identification.routes.items():
        for name, step in route.steps.items():
            for wanted in step.lists:
                if wanted not in pack.indicators:
                    place = f"identification.routes.{code}.steps.{name}.lists"
                    yield Finding("process.yaml", place, f"the code of an indicator list expected (found: {wanted!r})")


def _clock_names(pack: Pack) -> Iterator[tuple[str, str, str]]:
    for code, right in pack.entitlements.items():
        if right.clock:
            yield "entitlements.yaml", f"entitlements.{code}.clock", right.clock
    if pack.country_process is None:
        return
    process = pack.process
    named = {
        "reflection.clock": process.reflection.clock,
        "shelter.adult": process.shelter.adult,
        "shelter.adult_cap": process.shelter.adult_cap,
        "shelter.child": process.shelter.child,
        "shelter.extend_by": process.shelter.extend_by,
        "inspection.clock": process.inspection.clock,
        "identification.review.clock": process.identification.review.clock if process.identification.review else None,
    }
    yield from (("process.yaml", place, code) for place, code in named.items() if code)
    for route, rule in process.identification.routes.items():
        for name, step in rule.steps.items():
            if step.clock:
                yield "process.yaml", f"identification.routes.{route}.steps.{name}.clock", step.clock


def overlaps(pack: Pack, draft: Draft) -> Iterator[Finding]:
    """A clock has one term a day."""
    for code, rule in pack.clock_rules.items():
        yield from _one_a_day("process.yaml", f"clocks.{code}.terms", rule.terms)


def amounts(pack: Pack, draft: Draft) -> Iterator[Finding]:
    """An entitlement has one amount a day; an amount of money needs the pack's currency."""
    for code, right in pack.entitlements.items():
        yield from _one_a_day("entitlements.yaml", f"entitlements.{code}.amounts", right.amounts)
        if right.amounts and not pack.currency:
            yield Finding("pack.yaml", "currency", f"a currency expected, {code} has amounts")


def _one_a_day(file: str, place: str, values: Sequence[Binding]) -> Iterator[Finding]:
    for number, value in enumerate(values):
        for other in values[:number]:
            if _meet(value.valid, other.valid):
                yield Finding(file, f"{place}[{number}].valid", "dates that do not meet those of another entry expected")


def _meet(one: tuple[date | None, date | None], other: tuple[date | None, date | None]) -> bool:
    starts = max(one[0] or date.min, other[0] or date.min)
    return starts < min(one[1] or date.max, other[1] or date.max)
