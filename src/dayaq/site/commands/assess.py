"""Assessments: tables of the survey, the check for slips, the report, files in and out."""

from __future__ import annotations

import argparse
import importlib
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from types import ModuleType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dayaq.assess.assessment.models import Assessment
    from dayaq.base.access.rules import Actor

WORDS = ("tables", "check", "report", "import", "export")  # each has a module assess_<word>


def module(word: str) -> ModuleType:
    """The module of a sub-command."""
    return importlib.import_module(f"dayaq.site.commands.assess_{word}")


def offered() -> tuple[str, ...]:
    """The sub-commands that this installation has: one alone on a laptop may lack some."""
    return tuple(word for word in WORDS if find_spec(f"dayaq.site.commands.assess_{word}"))


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """One sub-command and its own arguments."""
    parts = parser.add_subparsers(dest="part", required=True, metavar="WHAT")
    for word in offered():
        part = module(word)
        part.add_arguments(parts.add_parser(word, help=(part.__doc__ or "").split("\n")[0]))


def run(args: argparse.Namespace) -> int:
    """The exit code of the sub-command."""
    return int(module(args.part).run(args))


@contextmanager
def at_desk(code: str) -> Iterator[Assessment]:
    """The assessment ``code``, read by the assessment desk; LookupError when there is none.

    A command is used inside the office, by whoever may start it with the database's address. It acts in nobody's name:
    the desk is a service actor that cannot sign in, and the trail says "command line".
    """
    from dayaq.assess.assessment.queries import by_code
    from dayaq.base.access.context import acting

    with acting(desk(), "command line"):
        found = by_code(code)
        if found is None:
            raise LookupError(f"there is no assessment {code}")
        yield found


def desk() -> Actor:
    """The service actor that commands about assessments act as."""
    from dayaq.base.accounts.queries import service

    return service("desk")
