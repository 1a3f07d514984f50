"""Writes of a workshop: who came, groups, ballots by link, on paper or by the facilitator, positions, what was settled."""

from __future__ import annotations

import json
import secrets
from collections.abc import Mapping, Sequence
from datetime import date, datetime

from django.db import connection
from django.db.models import F

from dayaq.assess.assessment.queries import Assessment
from dayaq.assess.assessment.rules import CATEGORIES, KINDS
from dayaq.assess.findings import actions as findings
from dayaq.assess.findings.queries import recommendation as recommended
from dayaq.assess.validation import queries, rules
from dayaq.assess.validation.access import may_run
from dayaq.assess.validation.models import Attendance, Ballot, Door, Feedback, Group, Settled, Tally, Workshop
from dayaq.base.access.context import acting
from dayaq.base.access.rules import Actor
from dayaq.base.accounts.queries import service
from dayaq.core.decision import Decision, Reason, Refused, Stale, require
from dayaq.core.words import N_

CLOSED = N_("The workshop is closed. Open it again to change something.")
VERDICTS = ("keep", "change", "drop")


def refuse(name: str, text: str, **params: object) -> Refused:
    """A refusal with one reason."""
    return Refused(Decision.refuse(Reason(name, text, params)))


def convene(*, assessment: Assessment, on: date, place: str, by: Actor, at: datetime, choices: int = 3, note: str = "") -> Workshop:
    """Record a workshop: day, place, choices a group has."""
    del at
    require(may_run(by))
    if not 1 <= choices <= len(queries.letters()):
        raise refuse("how_many_choices", N_("A group has at least one choice."))
    row = Workshop(assessment=assessment, on=on, place=place, choices=choices, note=note, by=by.user_id)
    row.save(force_insert=True)
    return row


def change_workshop(
    *, workshop: Workshop, on: date, place: str, choices: int, note: str, version: int, by: Actor, at: datetime
) -> Workshop:
    """Correct a workshop; the number of choices stays once somebody voted."""
    del at
    require(may_run(by))
    if choices != workshop.choices and queries.votes_of(workshop).groups:
        raise refuse("choices_stay", N_("Groups have voted already: the number of choices stays."))
    step(workshop, version, on=on, place=place, choices=choices, note=note)
    return workshop


def step(workshop: Workshop, version: int, **columns: object) -> None:
    """Write columns and the next version; Stale when somebody was faster."""
    if not Workshop.objects.filter(id=workshop.id, version=version).update(version=F("version") + 1, **columns):
        raise Stale
    workshop.refresh_from_db()


def attend(*, workshop: Workshop, institution: str, kind: str, persons: int, by: Actor, at: datetime) -> Attendance:
    """Record how many people of an institution came; said again, the number is replaced."""
    del at
    require(may_run(by))
    if kind not in KINDS:
        raise refuse("no_such_code", N_("There is no such code: %(codes)s."), codes=kind)
    row, _made = Attendance.objects.update_or_create(
        workshop=workshop,
        institution=institution.strip(),
        defaults={"assessment_id": workshop.assessment_id, "kind": kind, "persons": persons},
    )
    return row


def leave_out(*, attendance: Attendance, by: Actor, at: datetime) -> None:
    """Delete an entry of the attendance list."""
    del at
    require(may_run(by))
    attendance.delete()


def form_group(*, workshop: Workshop, name: str, by: Actor, at: datetime, category: str = "") -> Group:
    """Form a group that votes as one."""
    del at
    require(may_run(by))
    still_open(workshop)
    if category and category not in CATEGORIES:
        raise refuse("no_such_code", N_("There is no such code: %(codes)s."), codes=category)
    if workshop.groups.filter(name__iexact=name.strip()).exists():
        raise refuse("group_twice", N_("There is a group of this name already."))
    row = Group(assessment_id=workshop.assessment_id, workshop=workshop, name=name.strip(), category=category)
    row.save(force_insert=True)
    return row


def still_open(workshop: Workshop) -> None:
    """Refuse when the votes are closed; the row is held until the end of the transaction."""
    if Workshop.objects.select_for_update().get(id=workshop.id).closed:
        raise refuse("closed", CLOSED)


def dissolve(*, group: Group, by: Actor, at: datetime) -> None:
    """Take a group away that has not voted."""
    del at
    require(may_run(by))
    still_open(group.workshop)
    if Ballot.objects.filter(group=group).exists():
        raise refuse("has_voted", N_("The group has voted: take its ballot back first."))
    Door.objects.filter(group=group).delete()
    group.delete()


def open_door(*, group: Group, by: Actor, at: datetime) -> str:
    """Make the link of a group and return its token, which is not kept; an older link of the group ends."""
    del at
    require(may_run(by))
    still_open(group.workshop)
    if Ballot.objects.filter(group=group).exists():
        raise refuse("has_voted", N_("The group has voted: take its ballot back first."))
    token = secrets.token_urlsafe(18)
    Door.objects.filter(group=group).delete()
    Door(assessment_id=group.assessment_id, group=group, token_hash=queries.token_hash(token)).save(force_insert=True)
    return token


def enter_ballot(
    *, group: Group, chosen: Sequence[str], by: Actor, at: datetime, channel: str = "facilitator", ranked: bool = True, other: str = ""
) -> Ballot:
    """Enter a group's ballot from paper or as it says it; one a group."""
    del at
    require(may_run(by))
    still_open(group.workshop)
    require(rules.check_ballot(chosen, group.workshop.choices, queries.letters(), other))
    if Ballot.objects.filter(group=group).exists():
        raise refuse("has_voted", N_("The group has voted: take its ballot back first."))
    if Tally.objects.filter(workshop=group.workshop).exists():
        raise refuse("has_tally", N_("Votes of the whole room are entered: delete them first."))
    row = Ballot(assessment_id=group.assessment_id, group=group, choices=list(chosen), ranked=ranked, other=other.strip(), channel=channel)
    row.save(force_insert=True)
    return row


def take_back(*, group: Group, by: Actor, at: datetime) -> None:
    """Delete a group's ballot, entered wrongly; its link has to be made anew."""
    del at
    require(may_run(by))
    still_open(group.workshop)
    Ballot.objects.filter(group=group).delete()
    Door.objects.filter(group=group).delete()


def cast(*, token: str, chosen: Sequence[str], at: datetime, other: str = "") -> None:
    """A group votes by its link, once and without an account. Nobody who acts is known, so the desk takes it."""
    del at
    place = queries.behind(token)
    if place is None or place.used or place.closed:
        raise refuse("door_shut", N_("This link is not open any more. Ask the facilitator."))
    require(rules.check_ballot(chosen, place.choices, queries.letters(), other))
    with acting(service("survey")), connection.cursor() as cursor:
        words = [queries.token_hash(token), as_json(chosen), other.strip()]
        cursor.execute("SELECT guard.cast_ballot(%s, %s::jsonb, %s)", words)
        if not cursor.fetchone()[0]:
            raise refuse("door_shut", N_("This link is not open any more. Ask the facilitator."))


def as_json(chosen: Sequence[str]) -> str:
    """Letters as JSON."""
    return json.dumps(list(chosen))


def enter_tally(*, workshop: Workshop, groups: int, votes: Mapping[str, int], by: Actor, at: datetime) -> Tally:
    """Enter votes counted on paper for the whole room; a sum that cannot be is refused."""
    del at
    require(may_run(by))
    still_open(workshop)
    given = {code: n for code, n in votes.items() if n}
    require(rules.check_tally(given, groups, workshop.choices, queries.letters()))
    if Ballot.objects.filter(group__workshop=workshop).exists():
        raise refuse("has_ballots", N_("Ballots of groups are entered: they are counted by themselves."))
    Tally.objects.filter(workshop=workshop).delete()
    row = Tally(assessment_id=workshop.assessment_id, workshop=workshop, groups=groups, votes=given, by=by.user_id)
    row.save(force_insert=True)
    return row


def drop_tally(*, workshop: Workshop, by: Actor, at: datetime) -> None:
    """Delete the votes of the room."""
    del at
    require(may_run(by))
    still_open(workshop)
    Tally.objects.filter(workshop=workshop).delete()


def close(*, workshop: Workshop, version: int, by: Actor, at: datetime) -> Workshop:
    """Close the votes: every group has voted, and the sum is groups times choices."""
    del at
    require(may_run(by))
    silent = [group.name for group in queries.groups(workshop) if not hasattr(group, "ballot")]
    count = queries.votes_of(workshop)
    if silent and not Tally.objects.filter(workshop=workshop).exists():
        raise refuse("silent_groups", N_("These groups have not voted: %(groups)s."), groups=", ".join(silent))
    require(rules.check_total(count.total, count.groups, workshop.choices))
    step(workshop, version, closed=True)
    return workshop


def reopen(*, workshop: Workshop, version: int, by: Actor, at: datetime) -> Workshop:
    """Open the votes again."""
    del at
    require(may_run(by))
    step(workshop, version, closed=False)
    return workshop


def give_feedback(
    *, workshop: Workshop, code: str, institution: str, verdict: str, by: Actor, at: datetime, text: str = "", language: str = ""
) -> Feedback:
    """Record what a body wants done with a recommendation: keep, change or drop it; said again, it is replaced."""
    del at
    require(may_run(by))
    row = recommended(workshop.assessment, code)
    if row is None:
        raise refuse("no_recommendation", N_("There is no recommendation %(code)s."), code=code)
    if verdict not in VERDICTS:
        raise refuse("no_verdict", N_("Keep, change or drop?"))
    if verdict != "keep" and not text.strip():
        raise refuse("feedback_because", N_("Say what should change, or why it should be dropped."))
    Feedback.objects.filter(workshop=workshop, recommendation_id=row.id, institution=institution.strip()).delete()
    said = Feedback(
        assessment_id=workshop.assessment_id,
        workshop=workshop,
        recommendation_id=row.id,
        seen=row.version,
        institution=institution.strip(),
        verdict=verdict,
        text=text.strip(),
        language=language,
        by=by.user_id,
    )
    said.save(force_insert=True)
    return said


def settle(
    *,
    workshop: Workshop,
    code: str,
    verdict: str,
    reason: str,
    by: Actor,
    at: datetime,
    text: Mapping[str, str] | None = None,
    version: int | None = None,
) -> Settled:
    """Decide after the workshop: keep, change (with the new words) or drop; the words before stay as a version."""
    require(may_run(by))
    row = recommended(workshop.assessment, code)
    if row is None:
        raise refuse("no_recommendation", N_("There is no recommendation %(code)s."), code=code)
    before = row.version
    words = text if verdict == "change" and text else row.text
    revised = findings.revise(recommendation=row, text=words, decision=verdict, reason=reason, version=version, by=by, at=at)
    done = Settled(
        assessment_id=workshop.assessment_id,
        workshop=workshop,
        recommendation_id=row.id,
        verdict=verdict,
        before=before,
        after=revised.version,
        by=by.user_id,
    )
    done.save(force_insert=True)
    return done
