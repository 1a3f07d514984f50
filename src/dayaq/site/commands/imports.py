"""Load statistical tables published by others, line by line; safe to stop and to repeat."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The source and the file."""
    parser.add_argument("source", choices=["uk-nrm"], help="whose tables: uk-nrm, the referral statistics of the United Kingdom")
    parser.add_argument("file", type=Path, help="the CSV file")
    parser.add_argument("--json", action="store_true", help="report as JSON on standard output")


def run(args: argparse.Namespace) -> int:
    """0 when every line was taken in, 1 when some were not, 2 when the file is none that is known."""
    from dayaq.base.accounts.queries import service
    from dayaq.count.figures.actions import import_uk_nrm

    total = lines_in(args.file)
    report = import_uk_nrm(path=args.file, by=service("importer"), progress=lambda done: show(done, total))
    if total:
        print(file=sys.stderr)
    for fault in report.errors:
        print(f"{args.file.name}: {fault}", file=sys.stderr)
    if args.json:
        print(json.dumps(report.as_json(), ensure_ascii=False))
    else:
        print(f"{report.table}: {report.rows} rows, {report.referrals} referrals, {report.new} new, {len(report.errors)} errors")
    return 1 if report.errors else 0


def lines_in(path: Path) -> int:
    """Lines below the header, for the progress shown."""
    with path.open("rb") as stream:
        return max(sum(1 for _ in stream) - 1, 0)


def show(done: int, total: int) -> None:
    """One line of progress that replaces itself."""
    print(f"\r{done} of {max(done, total)}", end="", file=sys.stderr, flush=True)
