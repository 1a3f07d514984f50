"""Every write of files: keep one, replace it by a newer version, mark it as recorded in error."""

from __future__ import annotations

import hashlib
import shlex
import subprocess
from datetime import datetime
from uuid import UUID

from django.conf import settings

from dayaq.base.access.queries import groups_of
from dayaq.base.access.rules import Actor, Group
from dayaq.base.documents import rules
from dayaq.base.documents.models import File, Piece
from dayaq.core.decision import Decision, Reason, Refused, allowed, require
from dayaq.core.words import N_

PATIENCE = 60  # seconds a virus check may take


def keep(
    *,
    case_id: UUID,
    group: Group,
    kind: str,
    name: str,
    content: bytes,
    by: Actor,
    at: datetime,
    title: str = "",
    language: str = "",
    replaces: File | None = None,
) -> File:
    """Keep a file under one group of a case; ``name`` is only read for its ending and not kept.

    Refused when it is too large, of another form than its name says, or not clean. Basis: THB Law, Article 6.3.
    """
    require(rules.check(name, content))
    require(allowed(by.may("case.write") and len(group.names) == 1, "one_group", N_("A file belongs to one part of the case.")))
    require(current(replaces, case_id, group))
    checked = virus_check(content)
    form = rules.recognise(name, content)
    row = File(
        case_id=case_id,
        group=group.name or "",
        kind=kind,
        title=title,
        language=language,
        form=form.ending if form else "",
        size=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
        checked=checked,
        at=at,
        organisation=by.organisation_id,
        by=by.user_id,
        replaces=replaces,
    )
    row.save(force_insert=True)
    for number, data in enumerate(rules.pieces(content)):
        Piece(file=row, case_id=case_id, group=row.group, by=by.user_id, number=number, data=data).save(force_insert=True)
    return row


def current(replaces: File | None, case_id: UUID, group: Group) -> Decision:
    """A newer version stays in its place, and replaces the newest."""
    if replaces is None:
        return Decision.allow()
    same = replaces.case_id == case_id and replaces.group == group.name
    if not same:
        return Decision.refuse(Reason("other_place", N_("A newer version stays with the case and the part of the file it replaces.")))
    taken = File.objects.filter(replaces=replaces).exists() or replaces.removed_at is not None
    return allowed(not taken, "not_newest", N_("There is a newer version already. Open it and replace that one."))


def virus_check(content: bytes) -> str:
    """Ask the program named by the setting VIRUS_CHECK, which reads the file and ends with 0 when it is clean.

    Without the setting a file is kept and marked as not checked; a program that does not answer refuses it.
    """
    command = getattr(settings, "VIRUS_CHECK", "")
    if not command:
        return "not_checked"
    try:
        asked = shlex.split(command)
        ended = subprocess.run(asked, input=content, capture_output=True, timeout=PATIENCE, check=False).returncode  # noqa: S603 - the installation's own setting, never a user's word
    except (OSError, subprocess.TimeoutExpired):
        ended = 2
    if ended == 0:
        return "clean"
    if ended == 1:
        raise Refused(Decision.refuse(Reason("not_clean", N_("The virus check found something in this file. It was not kept."))))
    raise Refused(Decision.refuse(Reason("no_check", N_("The virus check does not answer. Try again, or tell your administrator."))))


def remove(*, row: File, reason: str, by: Actor, at: datetime) -> None:
    """Mark a file of one's own body as recorded in error: it is kept with its reason and shown no more."""
    require(allowed(row.organisation == by.organisation_id, "file_of_another_body", N_("Only the body that kept it may mark it.")))
    require(allowed(reason in rules.REMOVAL_REASONS, "reason_needed", N_("Say why this was recorded in error.")))
    done = File.objects.filter(id=row.id, removed_at__isnull=True).update(removed_at=at, removed_reason=reason)
    require(allowed(bool(done) and bool(groups_of(row.case_id)), "removed_already", N_("It is marked already.")))
