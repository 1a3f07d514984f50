"""The report of an assessment as HTML, docx and PDF; nothing is written while a number in it is wrong."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dayaq.core.report import BuildFailed

FORMATS = ("html", "docx", "pdf")
LANGUAGES = ("az", "en", "ru")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The assessment, what to make in which languages, where to put it."""
    parser.add_argument("assessment", metavar="CODE", help="the assessment, such as az-2016")
    parser.add_argument(
        "--format", action="append", choices=FORMATS, dest="formats", help="html, docx or pdf; again for more (default: all)"
    )
    parser.add_argument("--lang", action="append", choices=LANGUAGES, dest="languages", help="az, en or ru; again for more (default: en)")
    parser.add_argument("--out", required=True, metavar="DIR", help="the folder for the files")
    parser.add_argument("--draft", action="store_true", help="what is unfinished does not stop it; every page says that it is a draft")
    parser.add_argument(
        "--as-of", type=date.fromisoformat, metavar="DATE", help="the day it stands for (default: the end of the assessment)"
    )


def run(args: argparse.Namespace) -> int:
    """0 with the files; 1 with everything that stops them, on standard error; 2 with what is wrong."""
    from dayaq.core.report import BuildFailed

    target = Path(args.out)
    target.mkdir(parents=True, exist_ok=True)
    try:
        made = [path for language in args.languages or ["en"] for path in _one(args, language, target)]
    except BuildFailed as failed:
        _say(failed)
        return 1
    print("\n".join(path.name for path in made))
    return 0


def _one(args: argparse.Namespace, language: str, target: Path) -> list[Path]:
    """The files of one language, written under the wall as a lead of the assessment."""
    from django.utils import timezone

    from dayaq.assess.report.actions import build
    from dayaq.site.commands.assess import at_desk, desk

    made: list[Path] = []

    def keep(kind: str, content: bytes) -> None:
        path = target / f"{args.assessment}-{language}{'-draft' if args.draft else ''}.{kind}"
        path.write_bytes(content)
        made.append(path)

    by = desk()
    with at_desk(args.assessment) as assessment:
        as_of = args.as_of or assessment.ends or timezone.localdate()
        formats = args.formats or FORMATS
        step = _progress(f"{args.assessment} {language}", formats)
        step(0)
        said = {"language": language, "draft": args.draft, "as_of": as_of, "formats": formats}
        build(assessment=assessment, **said, keep=keep, step=step, by=by, at=timezone.now())
    return made


def _progress(about: str, formats: Sequence[str]) -> Callable[[int], None]:
    """Says on standard error which step begins."""
    steps = ("reading and checking", *(f"writing {kind}" for kind in formats))

    def step(done: int) -> None:
        if done < len(steps):
            print(f"{about}: {done + 1} of {len(steps)}, {steps[done]} ...", file=sys.stderr, flush=True)

    return step


def _say(failed: BuildFailed) -> None:
    for one in failed.faults:
        print(f"{one.weight:10} {one}", file=sys.stderr)
    print(f"{len(failed.faults)} found; nothing was written", file=sys.stderr)
