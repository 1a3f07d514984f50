"""Hide in a table what would point at a person, find what a published table gives away, compare two editions.

`dayaq protect TABLE`, `dayaq protect audit TABLE`, `dayaq protect diff OLD NEW`. Needs no database.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from time import monotonic
from typing import Any

from dayaq.core.pack import PackFault
from dayaq.core.table.reading import Sheet, read_sheet
from dayaq.count.disclosure.auditing.audit import audit
from dayaq.count.disclosure.auditing.differencing import NOTED, differences
from dayaq.count.disclosure.auditing.filters import between
from dayaq.count.disclosure.auditing.findings import rest
from dayaq.count.disclosure.auditing.groups import groups
from dayaq.count.disclosure.auditing.unprinted import unprinted
from dayaq.count.disclosure.publishing.protecting import AT_LEAST, SECONDS, Result, Task, carry_out, to_hide, uncommon
from dayaq.count.disclosure.publishing.redesign import Proposal, propose
from dayaq.count.disclosure.tables.cutting import OTHER, Cut, editions
from dayaq.count.disclosure.tables.joint import not_looked_at
from dayaq.count.disclosure.tables.picture import svg_file
from dayaq.count.disclosure.tables.primary import Kind
from dayaq.count.disclosure.tables.relations import TOTAL
from dayaq.count.disclosure.tables.release import csv_file, save, xlsx_file
from dayaq.site.commands import protect_options as options
from dayaq.site.commands import protect_words as words
from dayaq.site.commands.said import Said

BASE = "intl-minimum"
TRIAL = 0.5  # seconds of hiding for each proposal


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The contract: a table, its count and dimensions; what is public already; where the protected table goes."""
    parser.add_argument("words", nargs="+", metavar="TABLE", help="CSV or XLSX; or: audit TABLE; or: diff OLD NEW")
    parser.add_argument("--count", required=True, metavar="COLUMN", help="the column with the numbers")
    parser.add_argument(
        "--dims", required=True, action="append", metavar="A,B", help="columns that divide the table; again for a linked table"
    )
    parser.add_argument(
        "--where", action="append", default=[], metavar="COLUMN=GROUP", help="only these lines; again to count several groups together"
    )
    parser.add_argument("--total", default=TOTAL, metavar="WORD", help="how the file writes a margin (default: Total)")
    parser.add_argument("--threshold", metavar="N", help="the smallest number that is shown (default: of the pack)")
    parser.add_argument("--kind", choices=[str(kind) for kind in Kind], default="people", help="whose threshold (default: people)")
    parser.add_argument("--pack", default=BASE, metavar="CODE", help="the pack with the thresholds")
    parser.add_argument("--hierarchy", metavar="FILE", help="dim,group,parent: upper groups that are shown too")
    parser.add_argument("--merge", metavar="FILE", help="dim,group,into: groups that take the place of others")
    parser.add_argument(
        "--join", nargs="+", action="append", default=[], metavar="WORD", help="DIM INTO GROUP GROUP ...: the same without a file"
    )
    parser.add_argument("--top", action="append", default=[], metavar="DIM=N", help="keep the N largest groups, the rest becomes one")
    parser.add_argument("--other", default=OTHER, metavar="WORD", help="the name of that rest (default: Other)")
    parser.add_argument("--careful", action="append", default=[], metavar="DIM=GROUP", help="a group held to the threshold of microdata")
    parser.add_argument("--released", nargs="+", action="extend", default=[], metavar="FILE", help="what is public already")
    parser.add_argument(
        "--override", metavar="FILE", help='JSON: {"by", "reason", "cells": [{DIM: GROUP}]}: small numbers shown in spite of it'
    )
    parser.add_argument(
        "--at-least", type=int, choices=(0, 1), help="1: the reader knows that no 0 is hidden (protect: 1; audit and diff: 0)"
    )
    parser.add_argument("--seconds", type=float, default=None, metavar="S", help="time for hiding as few cells as possible")
    parser.add_argument("--propose", action="store_true", help="other designs of the table, and what each saves")
    parser.add_argument(
        "--new-where", action="append", default=[], metavar="COLUMN=GROUP", help="diff: the lines of NEW, if others than of OLD"
    )
    parser.add_argument("--growing", action="store_true", help="diff: cases are only added from OLD to NEW")
    parser.add_argument("--out", metavar="FILE", help="the protected table: .csv, .xlsx or .svg")
    parser.add_argument("--json", action="store_true", help="JSON on standard output")


def run(args: argparse.Namespace) -> int:
    """0 when nothing is given away, 1 with findings, 2 with what is wrong on standard error."""
    first, *rest = args.words
    wanted = {"audit": 1, "diff": 2}.get(first, 0)
    try:
        if rest and len(rest) != wanted:
            raise ValueError("protect TABLE, protect audit TABLE or protect diff OLD NEW expected")  # noqa: TRY301 - answered like all bad input
        if not rest:
            return _protect(args, first)
        return _audit(args, rest[0]) if first == "audit" else _diff(args, *rest)
    except BrokenPipeError:
        raise  # whoever reads has seen enough; the command line answers that
    except (ValueError, LookupError, OSError, PackFault) as fault:
        print(f"dayaq protect: {fault}", file=sys.stderr)
        return 2


def _protect(args: argparse.Namespace, file: str) -> int:
    """Protect, prove, write, say. The file is written last, so that nothing half done is found there."""
    said = Said()
    target = options.out(args, [file, *args.released])
    sheet = read_sheet(Path(file))
    asked = options.cuts(args, sheet)
    releases = options.full(sheet, asked)
    careful, higher = options.careful(args, releases)
    task = Task(
        releases,
        options.threshold(args),
        options.override(args, releases),
        options.public(args, sheet, asked),
        careful,
        higher,
        AT_LEAST if args.at_least is None else args.at_least,
        options.not_read(args, sheet, asked),
    )
    result = carry_out(task, seconds=options.seconds(args, SECONDS), said=said, part=said.part)
    remarks = groups([*result.protection.releases])
    found = words.of_result(task, result, args.total) | words.of_groups(releases, remarks, args.total)
    if args.propose:
        found["proposals"] = [words.of_proposal(one) for one in _proposals(sheet, asked, task.threshold, said)]
    if target:
        files = _files(target, result, args.total)
        _save(files)
        found["files"] = [path.name for path in files]
    _print(args, found, words.said_of_result(found))
    return 0 if result.safe else 1


def _save(files: dict[Path, bytes]) -> None:
    try:
        save(files)
    except OSError as fault:
        names = ", ".join(path.name for path in files)
        raise ValueError(f"--out {names}: this file cannot be written there ({fault.strerror or type(fault).__name__})") from fault


def _proposals(sheet: Sheet, asked: Sequence[Cut], threshold: int, said: Said) -> list[Proposal]:
    found: list[Proposal] = []
    for cut in asked:
        found += propose(sheet, cut, threshold, lambda release: to_hide(release, threshold, TRIAL), progress=said.part)
    return found


def _files(target: Path, result: Result, total: str) -> dict[Path, bytes]:
    """The files to write: a workbook holds all tables, of the other kinds each table has its own."""
    kind = target.suffix.lower()
    if kind == ".xlsx":
        return {target: xlsx_file(result.publications, total)}
    make = csv_file if kind == ".csv" else svg_file
    several = len(result.publications) > 1
    names = [target.with_stem(f"{target.stem}-{number}") if several else target for number in range(1, len(result.publications) + 1)]
    return {name: make(publication, total) for name, publication in zip(names, result.publications, strict=True)}


def _audit(args: argparse.Namespace, file: str) -> int:
    """The interval of every hidden cell; 1 when one of them is a single number."""
    said, began = Said(), monotonic()
    sheet = read_sheet(Path(file))
    asked = options.cuts(args, sheet)
    releases = options.tables(sheet, asked)
    public = options.public(args, sheet, asked)
    time = options.time(args)
    intervals = audit([*releases, *public], at_least=args.at_least or 0, progress=said.part, seconds=time)
    limit = options.limits(args, releases)
    told = [
        *unprinted([*releases, *public], limit, at_least=args.at_least or 0, seconds=time),
        *(rest(pair.whole, pair.part, people) for pair, people in between([*releases, *public], limit)),
    ]
    unseen = [*uncommon(not_looked_at([*releases, *public])), *options.not_read(args, sheet, asked)]
    remarks = groups([*releases, *public])
    found = (
        words.of_audit(releases, intervals, args.total)
        | words.of_told(releases, told, unseen, args.total)
        | words.of_groups(releases, remarks, args.total)
        | {"seconds": round(monotonic() - began, 3)}
    )
    _print(args, found, words.said_of_audit(found))
    return 1 if found["exact"] or told or not_looked_at([*releases, *public]) else 0


def _diff(args: argparse.Namespace, old: str, new: str) -> int:
    """What two editions give away together; 1 when they point at fewer people than the threshold."""
    began, least = monotonic(), options.threshold(args)
    before, after = (read_sheet(Path(file)) for file in (old, new))
    asked = zip(options.cuts(args, before), options.cuts(args, after, args.new_where or args.where), strict=True)
    pairs = [editions(before, after, first, second) for first, second in asked]
    firsts, seconds = [first for first, _ in pairs], [second for _, second in pairs]
    findings = differences(firsts, seconds, least, args.growing, at_least=args.at_least or 0, seconds=options.time(args))
    found = words.of_findings(seconds, findings, args.total) | {"threshold": least, "seconds": round(monotonic() - began, 3)}
    _print(args, found, words.said_of_findings(found))
    return 1 if any(one.code != NOTED for one in findings) else 0


def _print(args: argparse.Namespace, found: dict[str, Any], text: str) -> None:
    print(json.dumps(found, ensure_ascii=False, indent=1) if args.json else text)
