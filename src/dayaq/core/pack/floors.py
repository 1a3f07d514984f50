"""Floors of the base pack: values below which no country may go without two people answering for it.

Basis: coe197.10, coe197.12, coe197.13 (each floor carries its own).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from dayaq.core.duration import Duration, Unit
from dayaq.core.pack.assemble import Draft
from dayaq.core.pack.findings import Finding, Level
from dayaq.core.pack.pack import Pack
from dayaq.core.pack.schema.manifest import Floor, Override

DAYS_OF: Mapping[Unit, float] = {
    Unit.HOURS: 1 / 24,
    Unit.DAYS: 1,
    Unit.WORKING_DAYS: 1,
    Unit.MONTHS: 28,
    Unit.YEARS: 365,
}
"""The least number of days a unit can mean: a floor is compared with the worst case."""
FILE_OF = {"process": "process.yaml", "access": "access.yaml", "reports": "reports.yaml", "status": "status.yaml"}


def findings(pack: Pack, draft: Draft) -> Iterator[Finding]:
    """Values below a floor, and overrides that are not signed by two people."""
    yield from _overrides(pack, draft)
    if pack.country_process is None:
        return
    signed = {override.floor for override in pack.manifest.overrides if _signed(override)}
    for code, floor in floors_of(draft).items():
        for key, value in values_at(pack, floor.at):
            if not keeps(floor, value):
                yield _below(code, floor, key, value, code in signed)


def floors_of(draft: Draft) -> Mapping[str, Floor]:
    """The floors that bind a pack: those of its base."""
    base = draft.base.manifest if draft.base else None
    return base.floors if base else {}


def _below(code: str, floor: Floor, key: str, value: object, signed: bool) -> Finding:
    file, _, rest = key.partition(".")
    wanted = " ".join((floor.rule.replace("_", " "), _plain(floor.value)))
    text = f"{wanted} expected by the floor {code} ({', '.join(floor.basis)}), found: {_plain(value)}"
    level = Level.WARNING if signed else Level.ERROR
    text += "; set aside by a signed override" if signed else ""
    return Finding(FILE_OF[file], rest, text, level)


def _plain(value: object) -> str:
    if isinstance(value, tuple):
        return ", ".join(map(str, value)) or "nothing"
    return str(value).lower() if isinstance(value, bool) else str(value)


def _signed(override: Override) -> bool:
    people = {" ".join(approver.name.casefold().split()) for approver in override.approved_by}
    offices = {" ".join(approver.role.casefold().split()) for approver in override.approved_by}
    return len(people) >= 2 and len(offices) >= 2


def _overrides(pack: Pack, draft: Draft) -> Iterator[Finding]:
    for number, override in enumerate(pack.manifest.overrides):
        key = f"overrides[{number}]"
        if not _signed(override):
            text = "two different people in two different roles expected"
            yield Finding("pack.yaml", f"{key}.approved_by", text)
        if override.floor not in floors_of(draft):
            yield Finding("pack.yaml", f"{key}.floor", f"a floor of the base pack expected (found: {override.floor!r})")


def values_at(pack: Pack, path: str) -> list[tuple[str, object]]:
    """The values a floor looks at; ``[*]`` in a path means every entry, ``$`` a clock named by the key before it."""
    found: list[tuple[str, object]] = [("", _roots(pack))]
    for part in path.split("."):
        found = [item for key, value in found for item in _step(pack, key, value, part)]
    return [(key, value) for key, value in found if value is not None]


def _roots(pack: Pack) -> Mapping[str, object]:
    return {"process": pack.country_process, "access": pack.access, "reports": pack.reports, "status": pack.status}


def _step(pack: Pack, key: str, value: Any, part: str) -> Iterator[tuple[str, object]]:
    if part == "$":
        clock = pack.process.clocks.get(str(value))
        yield from [(f"process.clocks.{value}", clock)] if clock else []
        return
    name, every, _ = part.partition("[*]")
    inner: Any = value.get(name) if isinstance(value, Mapping) else getattr(value, name)
    here = f"{key}.{name}".lstrip(".")
    if not every:
        yield here, inner
        return
    for number, item in enumerate(inner):
        yield f"{here}[{number}]", item


def keeps(floor: Floor, value: object) -> bool:
    """Whether a value is not below its floor; durations by the fewest days they can last."""
    if floor.rule == "equals":
        return value == floor.value
    if floor.rule == "includes":
        return isinstance(value, tuple) and isinstance(floor.value, tuple) and set(floor.value) <= set(value)
    least, most = sorted((_size(value), _size(floor.value)))
    return _size(value) == (most if floor.rule == "at_least" else least)


def _size(value: object) -> float:
    if isinstance(value, str):
        length = Duration.parse(value)
        return length.count * DAYS_OF[length.unit]
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    raise TypeError(f"{value!r} has no size")


__all__ = ["findings", "keeps", "values_at"]
