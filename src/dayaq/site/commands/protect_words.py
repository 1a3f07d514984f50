"""What `dayaq protect` answers: the stable shape for machines, and the same for reading."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from shlex import join
from typing import Any

from dayaq.core.decision import Reason
from dayaq.core.table.cells import Key
from dayaq.count.disclosure.auditing.audit import Interval
from dayaq.count.disclosure.auditing.findings import Finding
from dayaq.count.disclosure.publishing.protecting import Result, Task
from dayaq.count.disclosure.publishing.redesign import Outcome, Proposal
from dayaq.count.disclosure.tables.relations import Release
from dayaq.count.disclosure.tables.release import labels

SHOWN = 40  # lines of one list in the readable answer; --json has all
Answer = dict[str, Any]


def of_result(task: Task, result: Result, total: str) -> Answer:
    """The shape of the contract, then what else is known."""
    found = result.protection
    hidden = [
        {"dims": labels(cell.key, release.table.dims, total), "reason": "primary" if release.key(cell.key) in result.small else "secondary"}
        | _table(task.releases, number)
        for number, (release, publication) in enumerate(zip(task.releases, result.publications, strict=True), 1)
        for cell in publication.table.cells
        if cell.text() == "c"
    ]
    return {
        "cells": result.cells,
        "primary": len(result.small),
        "secondary": len(found.secondary),
        "exactly_recoverable_before": result.before,
        "exactly_recoverable_after": len(result.left),
        "hidden": hidden,
        "gap": round(found.gap, 4),
        "seconds": round(result.seconds, 3),
        "bound": found.bound,
        "threshold": task.threshold,
        "exact_if_no_zero_is_hidden": result.stronger,
        "zeros_hidden": found.zeros,
        "derived": _derived(task.releases, result.derived, total),
        "already_public": [{"dims": _named(task.releases, key, total)} for key in found.already_public],
        "override": task.override.as_json(_dims(task.releases), total) if task.override else None,
        "findings": [{"code": reason.code, "text": str(reason)} for reason in result.findings],
        "remarks": list(dict.fromkeys(str(remark) for publication in result.publications for remark in publication.remarks)),
    }


def said_of_result(found: Answer) -> str:
    """The answer for reading."""
    lines = [
        f"{found['cells']} cells; {found['primary']} are small (below {found['threshold']}), {found['secondary']} more are hidden with them.",
        f"With only the small ones hidden, {found['exactly_recoverable_before']} of them could be computed; now {found['exactly_recoverable_after']}.",
        f"At least {found['bound']} cells must be hidden; gap {found['gap']:.1%}, {found['seconds']} seconds.",
    ]
    lines += _listed(finding["text"] for finding in found["findings"])
    lines += _listed(f"c  {_cell(cell['dims'])}  ({cell['reason']})" for cell in found["hidden"])
    lines += _listed(one["text"] for one in found["groups"] if one["code"] != "zeros")
    lines += [f"{outcome['text']} {outcome['saves']} fewer hidden cells: {outcome['options']}" for outcome in found.get("proposals", ())]
    lines += ["No other design hides fewer cells."] if found.get("proposals") == [] else []
    lines += found["remarks"]
    return "\n".join([*lines, *(f"written: {name}" for name in found.get("files", ()))])


def of_groups(releases: Sequence[Release], remarks: Sequence[Finding], total: str) -> Answer:
    """What the shown numbers say of everybody in a group; that is for the publisher to judge and makes no exit code."""
    return {"groups": _findings(releases, remarks, total)}


def of_audit(releases: Sequence[Release], intervals: Sequence[Interval], total: str) -> Answer:
    """Every hidden cell with its interval; ``high`` is null where there is no upper end."""
    hidden = [
        {"dims": _named(releases, one.key, total), "low": one.low, "high": one.high, "exact": one.exact, "proved": one.proved}
        for one in intervals
    ]
    return {
        "cells": sum(len(release.table.cells) for release in releases),
        "hidden": hidden,
        "exact": sum(one.exact for one in intervals),
    }


def of_told(releases: Sequence[Release], told: Sequence[Finding], remarks: Sequence[Reason], total: str) -> Answer:
    """Small numbers that nobody prints and everybody can work out; and what was not looked at."""
    return {
        "derived": _derived(releases, told, total),
        "findings": [{"code": one.code, "text": str(one)} for one in (*_reasons(told), *remarks)],
    }


def said_of_audit(found: Answer) -> str:
    """The answer for reading: what can be computed first."""
    cells = sorted(found["hidden"], key=lambda cell: not cell["exact"])
    lines = [f"{found['cells']} cells, {len(cells)} hidden, {found['exact']} of them can be computed."]
    lines += _listed(finding["text"] for finding in found["findings"])
    lines += _listed(f"{_interval(cell)}  {_cell(cell['dims'])}" for cell in cells)
    return "\n".join([*lines, *_listed(one["text"] for one in found["groups"])])


def of_findings(releases: Sequence[Release], findings: Sequence[Finding], total: str) -> Answer:
    """What two editions give away."""
    return {"findings": _findings(releases, findings, total)}


def said_of_findings(found: Answer) -> str:
    """The answer for reading."""
    texts = [one["text"] for one in found["findings"]]
    return "\n".join(_listed(texts) if texts else ["The two editions point at nobody."])


def of_proposal(proposal: Proposal) -> Answer:
    """Another design: its sentence, what it saves, and the options that ask for it."""
    return {
        "kind": proposal.kind,
        "text": str(proposal.what),
        "saves": proposal.saves,
        "before": _outcome(proposal.before),
        "after": _outcome(proposal.after),
        "options": options(proposal),
    }


def options(proposal: Proposal) -> str:
    """How the command asks for a proposal; options left out stay as they were."""
    what, cut = proposal.what.params, proposal.cut
    dim = str(what["dim"])
    if proposal.kind == "drop":
        return join(["--dims", ",".join(cut.dims)])
    if proposal.kind == "top":
        return join(["--top", f"{dim}={what['count']}"])
    if proposal.kind == "pool":
        return join([word for group in cut.where[dim] for word in ("--where", f"{dim}={group}")])
    into: dict[str, list[str]] = {}
    for group, target in cut.merge[dim].items():
        into.setdefault(target, []).append(group)
    kept = ["--top", f"{dim}={cut.top[dim]}"] if dim in cut.top else []
    return join([*kept, *(word for target, parts in into.items() for word in ("--join", dim, target, *parts))])


def _outcome(one: Outcome) -> Answer:
    return {"cells": one.cells, "hidden": one.hidden, "numbers": one.numbers, "people_shown": round(one.people, 4)}


def _findings(releases: Sequence[Release], findings: Iterable[Finding], total: str) -> list[Answer]:
    return [{"code": one.code, "text": str(one.reason), "dims": _named(releases, one.key, total), "people": one.people} for one in findings]


def _derived(releases: Sequence[Release], told: Sequence[Finding], total: str) -> list[Answer]:
    return [{"dims": _named(releases, one.key, total), "people": one.people} for one in told]


def _reasons(told: Sequence[Finding]) -> list[Reason]:
    return [one.reason for one in told]


def _table(releases: Sequence[Release], number: int) -> Answer:
    """Which table a cell is of, where there are several."""
    return {"table": number} if len(releases) > 1 else {}


def _named(releases: Sequence[Release], key: Key, total: str) -> dict[str, str]:
    """The groups of a cell with every dimension of its table; the filter is the same for all and left out."""
    for release in releases:
        own = frozenset(pair for pair in key if pair not in release.where.items())
        if release.table.cell(**dict(own)) is not None and release.key(own) == key:
            return labels(own, release.table.dims, total)
    return dict(sorted(key))


def _dims(releases: Sequence[Release]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(dim for release in releases for dim in release.table.dims))


def _cell(dims: Mapping[str, str]) -> str:
    return ", ".join(f"{dim}={group}" for dim, group in dims.items())


def _interval(cell: Mapping[str, Any]) -> str:
    high = "and more" if cell["high"] is None else f"to {cell['high']}"
    return f"exactly {cell['low']}" if cell["exact"] and cell["low"] == cell["high"] else f"{cell['low']} {high}"


def _listed(texts: Iterable[str]) -> list[str]:
    """The texts, the end of a long list only counted."""
    every = list(texts)
    return every[:SHOWN] + ([f"... and {len(every) - SHOWN} more (--json has all)"] if len(every) > SHOWN else [])
