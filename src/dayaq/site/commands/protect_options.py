"""What the words of `dayaq protect` mean: filters, thresholds, groups, overrides and the file to write."""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Collection, Iterable, Sequence
from pathlib import Path
from typing import Any

from dayaq.core.decision import Reason
from dayaq.core.pack import available, load
from dayaq.core.table import CellStatus
from dayaq.core.table.cells import HIDDEN_MARK, Key
from dayaq.core.table.reading import Sheet, read_sheet
from dayaq.count.disclosure.tables.cutting import Cut, cut_out
from dayaq.count.disclosure.tables.earlier import earlier, is_wide, unread
from dayaq.count.disclosure.tables.hierarchy import read_hierarchies, read_merging
from dayaq.count.disclosure.tables.primary import Kind, checked, limit, threshold_of
from dayaq.count.disclosure.tables.relations import Release
from dayaq.count.disclosure.tables.release import Override

LONGEST = 3600.0
MANY = 8  # groups named in a message
ENDINGS = (".csv", ".xlsx", ".svg")


def cuts(args: argparse.Namespace, sheet: Sheet, where: Sequence[str] | None = None) -> tuple[Cut, ...]:
    """One cut for each --dims; their tables share the filter, the merged groups and the hierarchies."""
    found = []
    if not args.total:
        raise ValueError("--total: a word expected, such as Total")
    merge = read_merging(read_sheet(Path(args.merge)), sheet, args.total) if args.merge else {}
    for dim, into, *groups in (_joined(words) for words in args.join):
        sheet.need(dim)
        known = {line.entries[dim] for line in sheet.lines} | set(merge.get(dim, {}))
        for group in groups:
            _one_of(f"--join {dim} {into}", group, known - {""})
        merge[dim] = {**merge.get(dim, {}), **dict.fromkeys(groups, into)}
    hierarchies = read_hierarchies(read_sheet(Path(args.hierarchy)), sheet, args.total) if args.hierarchy else {}
    for text in args.dims:
        dims = tuple(filter(None, (dim.strip() for dim in text.split(","))))
        chosen = _filters(args.where if where is None else where, sheet)
        top = {dim: _whole("--top", most, f"{dim}={most}") for dim, most in (_pair("--top", word) for word in args.top)}
        sheet.need(*top)
        found.append(Cut(args.count, dims, chosen, hierarchies, merge, top, args.total, args.other))
    for word in args.top:
        _in_dims(f"--top {word}", _pair("--top", word)[0], [cut.dims for cut in found])
    return tuple(found)


def tables(sheet: Sheet, asked: Sequence[Cut]) -> tuple[Release, ...]:
    """The tables of a file, one for each cut."""
    return tuple(cut_out(sheet, cut) for cut in asked)


def full(sheet: Sheet, asked: Sequence[Cut]) -> tuple[Release, ...]:
    """The tables of a file without holes: a table is protected once, from its full numbers."""
    releases = tables(sheet, asked)
    if any(cell.status is CellStatus.HIDDEN for release in releases for cell in release.table.cells):
        count = asked[0].count
        line = next(line.number for line in sheet.lines if line.entries[count].casefold() == HIDDEN_MARK)
        text = "this number is hidden already; a table is protected once, from its full numbers (protect audit looks at a protected one)"
        raise sheet.fault(text, line, count)
    return releases


def public(args: argparse.Namespace, sheet: Sheet, asked: Sequence[Cut]) -> tuple[Release, ...]:
    """What the files of --released say of these tables; SheetFault where they say another number, or nothing at all."""
    files = [(path, read_sheet(Path(path))) for path in args.released]
    wide = any(is_wide(before, cut, sheet) for _, before in files for cut in asked)
    found: dict[tuple[str, Any], Release] = {}
    for path, before in files:
        for cut in asked:
            for release in earlier(before, cut, sheet, wide=wide):
                found[path, tuple(sorted(release.where.items()))] = release
    return tuple(found.values())


def not_read(args: argparse.Namespace, sheet: Sheet, asked: Sequence[Cut]) -> tuple[Reason, ...]:
    """What of the files of --released says nothing that can be understood."""
    files = [read_sheet(Path(path)) for path in args.released]
    found = {str(reason): reason for before in files for cut in asked for reason in unread(before, cut, sheet)}
    return tuple(found.values())


def threshold(args: argparse.Namespace) -> int:
    """The number of --threshold, or that of the pack for the kind of table."""
    if args.threshold is not None:
        return checked(_whole("--threshold", args.threshold))
    return threshold_of(_reports(args), Kind(args.kind))


def careful(args: argparse.Namespace, releases: Sequence[Release]) -> tuple[dict[str, list[str]], int]:
    """Groups that are held to a higher threshold, and that threshold; ValueError for a group that no table has."""
    groups: dict[str, list[str]] = {}
    for word in args.careful:
        dim, group = _pair("--careful", word)
        _in_dims(f"--careful {word}", dim, [release.table.dims for release in releases])
        _one_of(f"--careful {word}", group, {name for release in releases for name in release.table.groups(dim)})
        groups.setdefault(dim, []).append(group)
    return groups, threshold_of(_reports(args), Kind.MICRODATA)


def limits(args: argparse.Namespace, releases: Sequence[Release]) -> Callable[[Key], int]:
    """The smallest number of a cell that may be known."""
    least, (groups, higher) = threshold(args), careful(args, releases)
    return lambda key: limit(key, least, groups, higher)


def _in_dims(option: str, dim: str, dims: Iterable[Sequence[str]]) -> None:
    known = list(dict.fromkeys(name for names in dims for name in names))
    if dim not in known:
        raise ValueError(f"{option}: {dim} is none of --dims, which are {', '.join(known)}")


def _one_of(option: str, group: str, known: Collection[str]) -> None:
    if group not in known:
        shown = sorted(known)
        more = f" and {len(shown) - MANY} more" if len(shown) > MANY else ""
        raise ValueError(f"{option}: there is no group {group}; there are {', '.join(shown[:MANY])}{more}")


def override(args: argparse.Namespace, releases: Sequence[Release]) -> Override | None:
    """The cells of --override with who answers for them, checked against the tables."""
    if not args.override:
        return None
    path = Path(args.override)
    try:
        content = json.loads(path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError:
        raise ValueError(f"--override {args.override}: there is no such file") from None
    except OSError:
        raise ValueError(f"--override {args.override}: this cannot be read; a file expected") from None
    except RecursionError:
        raise ValueError(f"{path.name}: this is nested too deeply for an override") from None
    except ValueError as fault:
        raise ValueError(f"{path.name} is not JSON in UTF-8: {fault}") from None
    shape = '{"by": "name", "reason": "why", "cells": [{"column": "group"}]} expected'
    kinds = {name: type(value) for name, value in content.items()} if isinstance(content, dict) else {}
    if kinds != {"by": str, "reason": str, "cells": list}:
        raise ValueError(f"{path.name}: {shape}")
    cells = frozenset(_cell(path.name, cell, args.total, releases) for cell in content["cells"])
    try:
        return Override(content["by"].strip(), content["reason"].strip(), cells)
    except ValueError as fault:
        raise ValueError(f"{path.name}: {fault}") from None


def out(args: argparse.Namespace, inputs: Sequence[str]) -> Path | None:
    """Where the protected table goes; ValueError for an ending we do not write or a file that is read."""
    if not args.out:
        return None
    path = Path(args.out)
    if path.suffix.lower() not in ENDINGS:
        raise ValueError(f"--out {path.name}: a name that ends in {', '.join(ENDINGS)} expected")
    if not path.parent.is_dir():
        raise ValueError(f"--out {path.name}: there is no such folder")
    if path.is_dir():
        raise ValueError(f"--out {path.name}: this is a folder")
    if any(path.exists() and Path(name).exists() and path.samefile(name) for name in inputs):
        raise ValueError(f"--out {path.name}: this file is read; the protected table needs another name")
    return path


def seconds(args: argparse.Namespace, usual: float) -> float:
    """How long the search for fewer hidden cells may take."""
    given = time(args)
    return usual if given is None else given


def time(args: argparse.Namespace) -> float | None:
    """The time of --seconds, None when it is not said."""
    if args.seconds is None:
        return None
    if not 0 <= args.seconds <= LONGEST:  # nan is neither
        raise ValueError(f"--seconds {args.seconds}: a time from 0 to {LONGEST} expected")
    return float(args.seconds)


def _reports(args: argparse.Namespace) -> Any:
    if args.pack not in available():
        raise ValueError(f"there is no pack {args.pack}; there are: {', '.join(available())}")
    return load(args.pack).reports


def _filters(words: Sequence[str], sheet: Sheet) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for column, group in (_pair("--where", word) for word in words):
        sheet.need(column)
        found[column] = tuple(dict.fromkeys((*found.get(column, ()), group)))
    return found


def _pair(option: str, word: str) -> tuple[str, str]:
    left, sign, right = (part.strip() for part in word.partition("="))
    if not (left and sign and right):
        raise ValueError(f"{option} {word}: two words with = between them expected")
    return left, right


def _joined(words: Sequence[str]) -> tuple[str, ...]:
    if len(words) < 3:
        raise ValueError("--join: a column, the new group and the groups that become part of it expected")
    return tuple(words)


def _whole(option: str, text: str, word: str = "") -> int:
    if not (text.isascii() and text.removeprefix("-").isdigit()):
        raise ValueError(f"{option} {word or text}: a whole number expected")
    if int(text) < 1:
        raise ValueError(f"{option} {word or text}: 1 or more expected")
    return int(text)


def _cell(name: str, cell: object, total: str, releases: Sequence[Release]) -> Key:
    if not isinstance(cell, dict) or not all(isinstance(group, str) for group in cell.values()):
        raise ValueError(f'{name}: every cell is written as {{"column": "group"}}')
    key = frozenset((dim, group) for dim, group in cell.items() if group.casefold() != total.casefold())
    if not any(release.table.cell(**dict(key)) for release in releases):
        said = ", ".join(f"{dim}={group}" for dim, group in cell.items()) or "the grand total"
        raise ValueError(f"{name}: no table has the cell {said}")
    return key
