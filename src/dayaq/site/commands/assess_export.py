"""An assessment as one encrypted file, to be carried to another installation."""

from __future__ import annotations

import argparse
import os
import sys
from getpass import getpass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dayaq.base.access.rules import Actor


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Which assessment, where to, with what passphrase, in whose name."""
    parser.add_argument("code", help="code of the assessment")
    parser.add_argument("--out", type=Path, required=True, help="the file to write; it must not exist")
    parser.add_argument("--passphrase-file", type=Path, help="file whose first line is the passphrase; otherwise it is asked for")
    parser.add_argument("--as", dest="email", default="", help="e-mail address of the person who takes it along; otherwise its first lead")


def run(args: argparse.Namespace) -> int:
    """0 when the file is written. A file that could not be finished is removed."""
    from django.utils import timezone

    from dayaq.assess.assessment.actions.travelling import export_file
    from dayaq.assess.assessment.queries import by_code
    from dayaq.base.access.context import acting

    owner_at_hand()
    who = person(args.email) if args.email else first_lead(args.code)
    with acting(who, "command line"):
        found = by_code(args.code)
    if found is None:
        raise LookupError(f"there is no assessment {args.code} that this person works on")
    phrase = passphrase(args.passphrase_file, twice=True)
    descriptor = os.open(args.out, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(descriptor, "wb") as out:
            done = export_file(assessment=found, out=out, passphrase=phrase, by=who, at=timezone.now())
    except BaseException:
        args.out.unlink(missing_ok=True)
        raise
    print(f"{done.code}: edition {done.edition}, {sum(done.rows.values())} rows, encrypted")
    if done.waiting:
        print(f"{done.waiting} answers wait to be mixed; they stay here", file=sys.stderr)
    return 0


def owner_at_hand() -> None:
    """Refuse without the owner's address: answers are read and written as the guard."""
    from django.conf import settings

    if "owner" not in settings.DATABASES:
        raise ValueError("carrying an assessment needs DATABASE_OWNER_URL")


def first_lead(code: str) -> Actor:
    """Whoever leads the assessment; LookupError when nobody does."""
    from django.utils import timezone

    from dayaq.assess.assessment.queries import leads
    from dayaq.base.accounts.queries import actor, in_force
    from dayaq.site.commands.assess import at_desk

    with at_desk(code) as assessment:
        lead = leads(assessment, timezone.localdate()).first()
        if lead is None:
            raise LookupError(f"nobody leads {code} today: say with --as who takes it along")
        return actor(lead.user, in_force(lead.user_id).first())


def person(email: str) -> Actor:
    """Somebody who works on assessments, by e-mail address; without one the only person here who does."""
    from dayaq.base.accounts.queries import actor, in_force, role_holders, roles

    working = [code for code, role in roles().items() if "assess.work" in role.permissions and role.kind != "service"]
    people = {user.email: (user, role) for role in working for user in role_holders(role)}
    if email and email.lower() not in people:
        raise ValueError(f"{email} is nobody who works on assessments here")
    if not email and len(people) != 1:
        raise ValueError(f"{len(people)} people work on assessments here: say with --as in whose name this is done")
    user, role = people[email.lower()] if email else next(iter(people.values()))
    return actor(user, in_force(user.id).filter(role=role).first())


def passphrase(file: Path | None, *, twice: bool = False) -> str:
    """The passphrase of the file, or as typed at a terminal."""
    if file:
        lines = file.read_text(encoding="utf-8").splitlines()
        return lines[0] if lines else ""
    if not sys.stdin.isatty():
        raise ValueError("there is no terminal to ask for the passphrase: use --passphrase-file")
    typed = getpass("Passphrase: ")
    if twice and getpass("Once more: ") != typed:
        raise ValueError("the two passphrases differ")
    return typed
