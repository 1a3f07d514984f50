"""A file into this installation: an assessment that was carried here, or answers to its survey."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The file, and what it needs."""
    parser.add_argument("file", type=Path, help="an assessment written by 'assess export', or answers: a table or ODK submissions")
    parser.add_argument("--assessment", default="", help="code of the assessment whose answers the file holds")
    parser.add_argument("--passphrase-file", type=Path, help="file whose first line is the passphrase; otherwise it is asked for")
    parser.add_argument(
        "--as", dest="email", default="", help="e-mail address of the person who reads an assessment in; needed when there are several"
    )
    parser.add_argument("--replace", action="store_true", help="take the file's copy although the one here was changed since it left")
    parser.add_argument("--json", action="store_true", help="report as JSON on standard output")


def run(args: argparse.Namespace) -> int:
    """0 when everything was read in, 2 when nothing was."""
    from dayaq.assess.assessment.rules.sealing import is_sealed

    with args.file.open("rb") as stream:
        sealed = is_sealed(stream)
    return carried(args) if sealed else answers(args)


def carried(args: argparse.Namespace) -> int:
    """Read an assessment in."""
    from django.utils import timezone

    from dayaq.assess.assessment.actions.travelling import import_file
    from dayaq.site.commands.assess_export import owner_at_hand, passphrase, person

    owner_at_hand()
    who, phrase = person(args.email), passphrase(args.passphrase_file)
    with args.file.open("rb") as stream:
        done = import_file(stream=stream, passphrase=phrase, by=who, at=timezone.now(), replace_changed=args.replace)
    report = {"assessment": done.code, "edition": done.edition, "replaced": done.replaced, "rows": done.rows}
    words = f"{done.code}: edition {done.edition}, {sum(done.rows.values())} rows" + (", the older copy replaced" if done.replaced else "")
    print(json.dumps(report) if args.json else words)
    return 0


def answers(args: argparse.Namespace) -> int:
    """Put answers into the urn of a survey."""
    from dayaq.site.commands.assess import at_desk, desk
    from dayaq.site.commands.assess_answers import load

    if not args.assessment:
        raise ValueError("these are answers: say with --assessment to which survey they belong")
    with at_desk(args.assessment) as assessment:
        count = load(args.file, assessment, by=desk())
    print(json.dumps({"assessment": args.assessment, "answers": count}) if args.json else f"{count} answers taken in")
    if not count:
        print("the file holds no answer", file=sys.stderr)
    return 0
