"""Taking a list over, line by line: each line its own transaction, in the name of who asked, never twice."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from datetime import time as clock
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from procrastinate.contrib.django import app

from dayaq.base.access.context import acting
from dayaq.base.access.rules import Actor
from dayaq.base.accounts.queries import actor, in_force
from dayaq.base.jobs import actions as jobs
from dayaq.core.decision import Refused, allowed, require
from dayaq.core.words import N_
from dayaq.respond.casefile.actions import NewCase, assert_status, open_case, record, record_identity, record_word, search
from dayaq.respond.casefile.queries import Case
from dayaq.respond.intake.access import may_import
from dayaq.respond.intake.models import Provenance, Row, Upload
from dayaq.respond.intake.queries import Outlook, age_band, foreseen, home, key_mark, sheet, value_mark
from dayaq.respond.intake.rules.lines import Entry, read

KIND = "intake.run"
LABEL = N_("A case list is taken over")
NOON = clock(12)
QUOTA = 60.0  # seconds until a person may search again
Pause = Callable[[float], None]


@transaction.atomic
def start(*, upload: Upload, by: Actor, at: datetime) -> UUID:
    """Ask for the take-over; it runs in the background and can be stopped. What is done so far stays and can be undone."""
    require(may_import(by))
    ready = Upload.objects.select_for_update().get(id=upload.id).state == "mapped"
    require(allowed(ready, "not_ready", N_("Say first what columns and entries mean; a list is taken over once.")))
    work = jobs.ask_work(kind=KIND, label=LABEL, by=by, at=at, total=upload.lines)
    Upload.objects.filter(id=upload.id).update(state="running", work=work.id)
    app.configure_task(KIND).defer(work=str(work.id), upload=str(upload.id))
    return work.id


def carry_out(*, work: UUID, upload: UUID, pause: Pause = time.sleep) -> None:
    """Take the list over as the person who asked, with what that person may at this moment and nothing else."""
    with jobs.carrying_out(work) as row:
        by = asker(row.asked_by, upload)
        try:
            take_lines(upload=upload, by=by, told=lambda done: jobs.advance(work=work, done=done), pause=pause)
        finally:
            with acting(by):
                Upload.objects.filter(id=upload, state="running").update(state="done")


def asker(user: UUID | None, upload: UUID) -> Actor:
    """The person who asked, in the role that sees this list; LookupError when there is none any more."""
    held = in_force(user).select_related("user") if user else ()
    for by in (actor(membership.user, membership) for membership in held):
        with acting(by):
            if may_import(by) and Upload.objects.filter(id=upload).exists():
                return by
    raise LookupError("nobody may take this list over any more")


def take_lines(*, upload: UUID, by: Actor, told: Callable[[int], None] = lambda done: None, pause: Pause = time.sleep) -> None:
    """Every line that was not dealt with before."""
    with acting(by):
        row = Upload.objects.get(id=upload)
        whole, done = sheet(row), set(row.rows.values_list("line", flat=True))
    for count, line in enumerate(whole.lines, 1):
        if line.number not in done:
            take_line(row, line.number, line.entries, by, pause)
        told(count)


def take_line(row: Upload, number: int, entries: Mapping[str, str], by: Actor, pause: Pause) -> None:
    """One line in one transaction; the search that comes before every new case waits when the minute's quota is used up."""
    while True:
        try:
            with acting(by):
                one_line(row, number, entries, by)
        except Refused as refusal:
            if [reason.code for reason in refusal.decision.reasons] != ["quota"]:
                with acting(by):
                    written(row, number, "fault", faults=[{"column": "", "code": reason.code} for reason in refusal.decision.reasons])
                return
            pause(QUOTA)
        else:
            return


def one_line(row: Upload, number: int, entries: Mapping[str, str], by: Actor) -> None:
    """Look at a line and do what it asks for."""
    today = home().calendar.local_date(timezone.now())
    entry = read(number, entries, row.mapping, row.meant, today)
    if entry.said and not entry.faults:
        search(text=entry.said, born=None, by=by)  # as before every new case: owners elsewhere get their notice, nobody is told here
    look = foreseen(entry, row, by)
    case = opened(entry, row, by) if look.outcome == "opened" else None
    note(row, look, case)


def note(row: Upload, look: Outlook, case: Case | None) -> None:
    """Write what became of the line."""
    faults = [{"column": fault.column, "code": fault.reason.code} for fault in look.entry.faults]
    about = case.id if case is not None else look.case
    written(row, look.entry.line, look.outcome, faults=faults, differs=list(look.differs), case=about)


def written(
    row: Upload, line: int, outcome: str, *, faults: list[dict[str, str]], differs: list[str] | None = None, case: UUID | None = None
) -> None:
    """One row about one line."""
    Row.objects.create(upload=row, unit=row.unit, line=line, outcome=outcome, faults=faults, differs=differs or [], case_ref=case)


def opened(entry: Entry, row: Upload, by: Actor) -> Case:
    """Open the case of a line: facts, identity, the person's word on the State, and where it came from."""
    at = moment(entry, row)
    case = open_case(new=new_case(entry), by=by, at=at)
    given, family = entry.names
    if given or family or entry.birth:
        record_identity(case=case, given_name=given, family_name=family, birth=entry.birth, by=by, at=at)
    if entry.codes.get("refuses_state") == "yes":
        record_word(case=case, word="refused", by=by, at=at)
    if entry.codes.get("status", "suspected") != "suspected":
        assert_status(case=case, status=entry.codes["status"], by=by, at=at + timedelta(seconds=1), evidence="list")
    record(case=case, kind="intake.taken", by=by, at=row.at, facts={"line": entry.line})
    Provenance.objects.create(
        case=case,
        organisation=by.organisation_id,
        by=by.user_id,
        at=row.at,
        line=entry.line,
        upload=row.id,
        key_mark=key_mark(entry, by.organisation_id),
        value_mark=value_mark(entry),
    )
    return case


def moment(entry: Entry, row: Upload) -> datetime:
    """When the person came: noon of the day in the list, or when the list was brought."""
    if entry.opened is None:
        return row.at
    return min(home().calendar.at_wall(entry.opened, NOON), timezone.now() - timedelta(minutes=1))


def new_case(entry: Entry) -> NewCase:
    """The facts of a line; what the list does not say is not asked."""

    def fact(name: str) -> tuple[str, str]:
        code = entry.codes.get(name, "")
        return (code, "known") if code else ("", "unknown" if entry.values.get(name) else "not_asked")

    band = age_band(entry.age)
    return NewCase(
        source_kind=entry.codes.get("source", ""),
        sex=fact("sex"),
        nationality=fact("nationality"),
        exploitation=fact("exploitation"),
        route=fact("route"),
        age_band=(band, "known") if band else ("", "not_asked"),
        under_18="yes" if band == "child" else "no" if band == "adult" else "not_asked",
        under_18_reason="own_word" if band == "adult" else "",
        languages=(entry.codes["language"],) if entry.codes.get("language") else (),
    )
