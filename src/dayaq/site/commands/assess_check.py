"""The check for slips: what would make the report wrong."""

from __future__ import annotations

import argparse
import json


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The assessment."""
    parser.add_argument("assessment", metavar="CODE", help="the assessment, such as az-2016")
    parser.add_argument("--json", action="store_true", help="JSON on standard output")


def run(args: argparse.Namespace) -> int:
    """0 when nothing is found, 1 with what is found, 2 with what is wrong."""
    from dayaq.assess.report.queries.manuscript import manuscript
    from dayaq.assess.report.rules.slips import found
    from dayaq.site.commands.assess import at_desk

    with at_desk(args.assessment) as assessment:
        slips = found(manuscript(assessment))
    if args.json:
        print(json.dumps({"found": len(slips), "slips": [slip.as_json() for slip in slips]}, ensure_ascii=False, indent=1))
    else:
        print("\n".join([*(f"slip {slip.number:2}  {slip.where}: {slip.what}" for slip in slips), f"{len(slips)} found"]))
    return 1 if slips else 0
