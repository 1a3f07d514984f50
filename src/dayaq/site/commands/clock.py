"""Work out when a term of a pack ends that starts at a given moment."""

from __future__ import annotations

import argparse
import json
import sys
from datetime import datetime
from typing import Any

from dayaq.core.clock import Deadline, due, last_day
from dayaq.core.pack import Pack, PackFault, UnknownPack, available, load
from dayaq.core.pack.show import term


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The contract: pack, rule and start; a time without a zone is local to the country of the pack."""
    parser.add_argument("--pack", required=True, metavar="CODE")
    parser.add_argument("--rule", required=True, metavar="CODE", help="such as referral, reflection, shelter_child")
    parser.add_argument("--from", required=True, dest="start", type=datetime.fromisoformat, metavar="TIME")
    parser.add_argument("--json", action="store_true", help="as JSON")


def run(args: argparse.Namespace) -> int:
    """0 with the moment; 1 if no rule with a number was in force that day; 2 usage."""
    try:
        pack = load(args.pack)
        answer = worked_out(pack, args.rule, args.start)
    except UnknownPack:
        return _wrong(f"no pack {args.pack!r}; there are: {', '.join(available())}")
    except PackFault as fault:
        return _wrong(str(fault))
    except KeyError:
        return _wrong(f"pack {args.pack} has no clock {args.rule!r}; it has: {', '.join(pack.clocks) or 'none'}")
    if args.json:
        print(json.dumps(answer, ensure_ascii=False, indent=2))
    elif answer["due"]:
        print(f"{answer['due']} {answer['kind']}, {answer['basis']} ({answer['confidence']})")
    else:
        print(answer["note"], file=sys.stderr)
    return 0 if answer["due"] else 1


def _wrong(text: str) -> int:
    print(f"dayaq clock: {text}", file=sys.stderr)
    return 2


def worked_out(pack: Pack, rule: str, start: datetime) -> dict[str, Any]:
    """The term in force on the day of ``start`` and its end; KeyError for an unknown rule."""
    calendar = pack.calendar
    began = calendar.at_wall(start.date(), start.time()) if start.tzinfo is None else calendar.local(start)
    head = {"pack": pack.code, "rule": rule, "start": began.isoformat()}
    found = pack.on(began.date()).clock(rule)
    if found is None:
        note = f"no {rule} with a number was in force in pack {pack.code} on {began.date()}"
        return {**head, "due": None, "kind": None, "basis": None, "confidence": None, "note": note}
    return {**head, **_ending(pack, found, began)}


def _ending(pack: Pack, found: Deadline, began: datetime) -> dict[str, Any]:
    ends = due(found, began, pack.calendar)
    days = {"due": ends.isoformat(), "last_day": last_day(found, ends, pack.calendar).isoformat()}
    return days | term(pack, found)
