"""A person's part in a proceeding: linked, asked, called to a hearing. A changed word ends no help: nothing reads it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from dayaq.base.access.rules import Actor
from dayaq.core.decision import allowed, require
from dayaq.core.words import N_
from dayaq.respond.casefile.queries import Case, writes_of
from dayaq.respond.justice import access, rules
from dayaq.respond.justice.actions.steps import coded, noted, step, written
from dayaq.respond.justice.models import Appearance, Hearing, Party, Proceeding, Statement

ROLES = ("victim", "witness", "both")


def link_person(*, case: Case, proceeding: Proceeding, role: str, consent: str, by: Actor, at: datetime) -> Party:
    """Link a person to a proceeding as victim or witness; somebody known to an organisation only is never linked without a yes."""
    require(access.may_write(by, writes_of(case.id)))
    require(rules.may_link(ngo_only=case.ngo_only, consent=consent))
    require(allowed(role in ROLES, "role", N_("Choose the person's part.")))
    known = Party.objects.filter(case=case, proceeding=proceeding).exists()
    require(allowed(not known, "linked", N_("This person is linked already.")))
    row = Party.objects.create(case=case, proceeding=proceeding, role=role, consent=consent, at=at, **written(by))
    noted(case, "linked", by, at, {"role": role})
    return row


def change_word(*, party: Party, word: str, version: int, by: Actor, at: datetime) -> Party:
    """Record what the person now says in the proceeding. It ends no help and closes no file: no rule reads it (``RFL-06``)."""
    require(access.may_write(by, writes_of(party.case_id)))
    coded(change_of_word=word)
    row = step(party, version, word=word)
    noted(party.case, "word", by, at)
    return row


def end_part(*, party: Party, version: int, by: Actor, at: datetime) -> Party:
    """The person's part in the proceeding is over."""
    require(access.may_write(by, writes_of(party.case_id)))
    require(allowed(party.ended_at is None, "over", N_("This part is over already.")))
    require(allowed(at >= party.at, "order", N_("The dates do not follow each other.")))
    return step(party, version, ended_at=at)


def record_statement(
    *, case: Case, method: str, asked_by: str, consent: str, by: Actor, at: datetime, present: Sequence[str] = (), **more: Any
) -> Statement:
    """Record that the person was asked: who, of which sex, who was there, how; why, if it was not the first time.

    Basis: CoE Convention, Articles 28 and 30 (protection of victims, children and witnesses in proceedings).
    """
    require(access.may_write(by, writes_of(case.id)))
    coded(
        statement_method=method,
        asker_kind=asked_by,
        asker_reason=more.get("again_why", ""),
        present=list(present),
        language=more.get("language", ""),
    )
    before = Statement.objects.filter(case=case, at__lt=at, uses__isnull=True).exists()
    uses = more.get("uses")
    require(rules.check_statement(consent=consent, method=method, uses=uses is not None, again=before, again_why=more.get("again_why", "")))
    require(allowed(uses is None or uses.recorded, "which_recording", N_("That time nothing was recorded.")))
    row = Statement.objects.create(
        case=case, method=method, asked_by=asked_by, consent=consent, at=at, present=list(present), **more, **written(by)
    )
    noted(case, "asked", by, at, {"method": method})
    return row


def appear(
    *,
    case: Case,
    hearing: Hearing,
    must_attend: bool,
    by: Actor,
    at: datetime,
    asked: Sequence[str] = (),
    granted: Sequence[str] = (),
    refused: Sequence[str] = (),
    **more: Any,
) -> Appearance:
    """Note a hearing for the person: must she come, what was asked for her and granted, whether it could be done (``VWP-02``)."""
    require(access.may_write(by, writes_of(case.id)))
    coded(court_measure=[*asked, *granted, *refused])
    require(rules.check_measure(asked, granted, refused))
    columns = {"must_attend": must_attend, "asked": list(asked), "granted": list(granted), "refused": list(refused), **more}
    row = Appearance.objects.filter(case=case, hearing=hearing).first()
    if row is None:
        row = Appearance.objects.create(case=case, hearing=hearing, **columns, **written(by))
    else:
        step(row, row.version, **columns)
    noted(case, "hearing", by, at, {"asked": list(asked), "granted": list(granted)})
    return row
