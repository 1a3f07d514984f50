"""Tables of the survey: every item with its base, counts and shares."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dayaq.assess.assessment.models import Assessment
    from dayaq.assess.results.rules.keys import Split
    from dayaq.core.table import Table


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The assessment; ``--protect`` for what may leave the team, ``--by`` to split."""
    parser.add_argument("assessment", metavar="CODE", help="the assessment, such as az-2016")
    parser.add_argument("--item", metavar="ITEM", help="one item (default: all)")
    parser.add_argument("--by", metavar="PROPERTY", help="split by a property of respondents: an item of section 1, role, language")
    parser.add_argument("--protect", action="store_true", help="as it may leave the team: small numbers withheld")
    parser.add_argument("--json", action="store_true", help="JSON on standard output")


def run(args: argparse.Namespace) -> int:
    """0 with the tables; 1 when nothing asked for may leave, with the reasons; 2 with what is wrong."""
    from dayaq.site.commands.assess import at_desk

    with at_desk(args.assessment) as assessment:
        found = split(assessment, args) if args.by else whole(assessment, args)
    refused = [one for one in found if "refused" in one]
    for one in refused:
        print(f"dayaq assess tables: {one['code']} by {args.by}: {' '.join(one['refused'])}", file=sys.stderr)
    if args.json:
        print(json.dumps(found, ensure_ascii=False, indent=1))
    else:
        print("\n".join(line for one in found if "refused" not in one for line in as_text(one)))
    return 1 if refused and len(refused) == len(found) else 0


def whole(assessment: Assessment, args: argparse.Namespace) -> list[dict[str, Any]]:
    """Every item asked for over all respondents."""
    from dayaq.assess.results import queries

    known: Mapping[str, Any] = queries.leaving(assessment) if args.protect else queries.tables(assessment)
    return [known[code].as_json() for code in chosen(list(known), args.item)]


def chosen(codes: list[str], item: str | None) -> list[str]:
    """The items asked for; LookupError for one that there is not."""
    if item and item not in codes:
        raise LookupError(f"there is no item {item}")
    return [item] if item else codes


def split(assessment: Assessment, args: argparse.Namespace) -> list[dict[str, Any]]:
    """Every item asked for, split by a property: exact, or protected with the reasons where that is refused."""
    from dayaq.assess.results import queries
    from dayaq.assess.results.rules.whole import exact
    from dayaq.assess.results.rules.whole import split as protected

    answers = queries.answered(assessment)
    codes = chosen([code for code, table in answers.tables.items() if table.kind != "text"], args.item)
    if args.protect:
        return [as_split(code, protected(answers, code, args.by)) for code in codes]
    return [
        {"code": code, "by": args.by, "groups": {group: table.as_json() for group, table in exact(answers, code, args.by).items()}}
        for code in codes
    ]


def as_split(code: str, found: Split) -> dict[str, Any]:
    """A protected split in its stable shape: cells with ``null`` for hidden, or the refusal."""
    if found.refused:
        return {"code": code, "refused": [str(reason) for reason in found.refused]}
    return {"code": code, "hidden": found.hidden, "cells": [cell for table in found.tables for cell in cells(table)]}


def cells(table: Table) -> list[dict[str, Any]]:
    """The cells of a protected table."""
    return [{"dims": dict(cell.dims), "value": cell.value, "status": str(cell.status)} for cell in table.cells]


def as_text(one: Mapping[str, Any]) -> list[str]:
    """An item in lines to read."""
    if "groups" in one:
        return [f"{one['code']} {group}: {counts(table)}" for group, table in one["groups"].items()]
    if "cells" in one:
        return [
            f"{one['code']} {', '.join(f'{dim} {group}' for dim, group in cell['dims'].items()) or 'all'}: "
            f"{'c' if cell['value'] is None else cell['value']}"
            for cell in one["cells"]
        ]
    return [f"{one['code']:7} {one['text'].get('en', '')}", f"        {counts(one)}"]


def counts(one: Mapping[str, Any]) -> str:
    """Base and counts of an item in one line, or why they do not leave."""
    if one.get("withheld"):
        return " ".join(one["withheld"])
    said = ", ".join(f"{choice} {'c' if count is None else count}" for choice, count in one["counts"].items() if count != 0)
    return f"n={'c' if one['base'] is None else one['base']} of {one['respondents']}: {said}"
