"""Build the invented national case load of 2016 and 2017 through the real actions; safe to stop and to repeat."""

from __future__ import annotations

import argparse
import json
import signal
import sys
from types import FrameType


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What to do; the demonstration only, or an evaluation that holds no real person."""
    parser.add_argument("what", choices=["build"], help="build: write what is missing of the case load")
    parser.add_argument("--yes-invented", action="store_true", help="in an evaluation: yes, it holds no real person")
    parser.add_argument("--json", action="store_true", help="report as JSON on standard output")


def run(args: argparse.Namespace) -> int:
    """0 when everything is there and the figures are those published, 1 when they are not, 2 when it was stopped or refused."""
    from dayaq.site import demo
    from dayaq.site.commands.serve import bar

    asked = Stop()
    cases = demo.build_national(bar(), asked, invented=args.yes_invented)
    if asked():
        print(f"\nstopped after {cases} cases; the next build goes on from there", file=sys.stderr)
        return 2
    figures = demo.report()
    if args.json:
        print(json.dumps({"cases": cases, **figures}))
    else:
        print("\n".join(f"{name:32} {value}" for name, value in {"cases": cases, **figures}.items()))
    wrong = demo.wrong(figures)
    for name, (ours, published) in wrong.items():
        print(f"dayaq: {name} is {ours}, published was {published}", file=sys.stderr)
    return 1 if wrong else 0


class Stop:
    """Whether Ctrl-C was pressed: the case being written is finished first, a second Ctrl-C stops at once."""

    def __init__(self) -> None:
        self.asked = False
        signal.signal(signal.SIGINT, self.note)

    def __call__(self) -> bool:
        """Whether to stop."""
        return self.asked

    def note(self, _signal: int, _frame: FrameType | None) -> None:
        """Remember it; let the next one through."""
        self.asked = True
        signal.signal(signal.SIGINT, signal.default_int_handler)
