"""Figures: what the register counts and what others published, with status, source and period."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dayaq.count.figures.rules import Figure, Measure


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The contract: country, period, measure, dimensions; ``--protect`` for what leaves the office."""
    parser.add_argument("--pack", default="", help="country (default: the home country)")
    when = parser.add_mutually_exclusive_group()
    when.add_argument("--year", help="a year, such as 2017")
    when.add_argument("--period", help="another period: 2022-Q2, 2016-2017, 2013-H1, 2016-04")
    parser.add_argument("--measure", metavar="CODE", help="one measure (default: all)")
    parser.add_argument("--by", default="", metavar="A,B", help="dimensions, such as sex,exploitation")
    parser.add_argument("--protect", action="store_true", help="hide small counts, as in everything that leaves the office")
    parser.add_argument("--list", action="store_true", help="name the measures")
    parser.add_argument("--json", action="store_true", help="JSON on standard output")


def run(args: argparse.Namespace) -> int:
    """0 with the figures or the measures on standard output; 2 with what is wrong on standard error."""
    from dayaq.core.pack import PackFault

    try:
        found: Sequence[Any] = listed() if args.list else asked(args)
    except (ValueError, LookupError, PackFault) as error:
        print(f"dayaq figures: {error}", file=sys.stderr)
        return 2
    if args.json:
        print(json.dumps([as_json(item) for item in found], ensure_ascii=False, indent=1))
    else:
        print("\n".join(as_text(item) for item in found))
    return 0


def listed() -> list[Measure]:
    """Every measure."""
    from dayaq.count.figures.queries import measures

    return measures()


def asked(args: argparse.Namespace) -> list[Figure]:
    """The figures of the question, read as the register's own service."""
    from dayaq.base.access.context import acting
    from dayaq.base.accounts.queries import service
    from dayaq.core.pack import available
    from dayaq.core.period import Period
    from dayaq.count.figures import queries

    if not (args.year or args.period):
        raise ValueError("--year or --period is missing")
    if args.year and not (len(args.year) == 4 and args.year.isdigit()):
        raise ValueError(f"--year {args.year}: a year such as 2017 expected")
    if args.pack and args.pack not in available():
        raise LookupError(f"there is no pack {args.pack}; there are: {', '.join(available())}")
    by = tuple(dict.fromkeys(filter(None, (word.strip() for word in args.by.split(",")))))
    query = queries.Query(Period.parse(args.year or args.period), args.pack, by, protect=args.protect)
    with acting(service("register")):
        if not args.measure:
            return queries.everything(query)
        measure = queries.find(args.measure)
        if measure is None:
            raise LookupError(f"there is no measure {args.measure}; --list names them")
        return queries.cells(measure, query)


def as_json(item: Measure | Figure) -> dict[str, object]:
    """A figure in its stable shape; a measure with its label, unit and dimensions."""
    from dayaq.count.figures.rules import Figure

    if isinstance(item, Figure):
        return item.as_json()
    return {"measure": item.code, "label": dict(item.label), "unit": item.unit, "computed": item.ours, "by": list(item.dims)}


def as_text(item: Measure | Figure) -> str:
    """One line to read."""
    from dayaq.count.figures.rules import Figure

    if not isinstance(item, Figure):
        return f"{item.code:34} {item.label['en']}"
    about = ", ".join(f"{dim} {group}" for dim, group in item.dims.items())
    mark = "c" if item.status == "hidden" else "" if item.value is None else item.value
    also = "".join(f"; also {other.value} ({other.source})" for other in item.competing)
    return f"{item.measure:34} {item.period:10} {about:40} {mark!s:>10}  {item.status}, {item.source}{also}"
