"""Courses, work, reintegration, the look back a year on, and what people say of the help."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import F

from dayaq.base.access.rules import Actor, Group
from dayaq.core.decision import Decision, Reason, Refused, Stale, allowed, require
from dayaq.core.pack import Pack
from dayaq.core.words import N_
from dayaq.respond.casefile.actions import finish_tasks, set_task
from dayaq.respond.casefile.queries import Case, pack_of
from dayaq.respond.support import queries, rules
from dayaq.respond.support.access import may_hold_courses
from dayaq.respond.support.actions.planning import known, note, writing, written
from dayaq.respond.support.models import Course, Feedback, FollowUp, Job, Reintegration, Seat

FOLLOW_UP_TASK, AGAIN_TASK = "support.follow_up", "support.retrafficked"


def offer_course(*, kind: str, title: str, language: str, minimum: int, places: int, by: Actor, at: datetime) -> Course:
    """Offer a course of the own body; people wait for it until enough do."""
    del at  # when it was written down is the database's to say
    require(may_hold_courses(by))
    known(queries.home(), "course_kind", kind)
    require(allowed(1 <= minimum <= places, "places", N_("A course has at least as many places as it needs people.")))
    made = Course(kind=kind, title=title, language=language, minimum=minimum, places=places, organisation=by.organisation_id, by=by.user_id)
    made.save(force_insert=True)
    return made


def start_course(*, course: Course, version: int, by: Actor, at: datetime) -> None:
    """The course begins: as many people wait as it needs."""
    own_course(course, by)
    state = queries.course_state(course)
    text = N_("%(missing)s more people are needed before the course begins.")
    if not state.may_start:
        raise Refused(Decision.refuse(Reason("too_few", text, {"missing": state.missing})))
    change_course(course, version, started_at=at)


def end_course(*, course: Course, version: int, by: Actor, at: datetime) -> None:
    """The course is over."""
    own_course(course, by)
    require(allowed(course.started_at is not None, "not_started", N_("The course begins when enough people wait for it.")))
    change_course(course, version, ended_at=at)


def cancel_course(*, course: Course, version: int, by: Actor, at: datetime) -> None:
    """The course does not take place."""
    own_course(course, by)
    change_course(course, version, cancelled_at=at)


def own_course(course: Course, by: Actor) -> None:
    """Refuse another body's course."""
    require(may_hold_courses(by))
    require(allowed(course.organisation == by.organisation_id, "course_of_another", N_("This is another body's course.")))


def change_course(course: Course, version: int, **changed: Any) -> None:
    """Write a change; Stale when somebody was faster."""
    open_ones = Course.objects.filter(id=course.id, version=version, ended_at__isnull=True, cancelled_at__isnull=True)
    if not open_ones.update(**changed, version=F("version") + 1):
        raise Stale
    course.refresh_from_db()


def wait_for_course(*, case: Case, course: Course, by: Actor, at: datetime) -> Seat:
    """Put the person on the list of a course of any body."""
    writing(case, Group.G1, by)
    over = course.ended_at is not None or course.cancelled_at is not None
    require(allowed(not over, "course_over", N_("This course is over.")))
    there = Seat.objects.filter(case=case, course=course).exists()
    require(allowed(not there, "waits_already", N_("The person is on this list already.")))
    made = Seat(course=course, **written(case, by, at))
    made.save(force_insert=True)
    note(case, "support.course_wanted", by=by, at=at, facts={"course": course.kind})
    return made


def take_seat(*, seat: Seat, by: Actor, at: datetime) -> None:
    """The person takes part: the course began and a place is left."""
    writing(seat.case, Group.G1, by)
    course = seat.course
    over = course.ended_at is not None or course.cancelled_at is not None
    require(rules.may_take_seat(queries.course_state(course), started=course.started_at is not None, over=over))
    try:
        with transaction.atomic():
            change_seat(seat, ("waiting",), "taken", at)
    except IntegrityError:  # the guard counts also those whom the actor does not see
        require(rules.may_take_seat(rules.CourseState(0, 0, 0), started=True, over=False))
    note(seat.case, "support.course_taken", by=by, at=at, facts={"course": course.kind})


def close_seat(*, seat: Seat, state: str, by: Actor, at: datetime, certificate: bool = False) -> None:
    """Finished, dropped, or no longer wanted."""
    writing(seat.case, Group.G1, by)
    require(allowed(state in ("finished", "dropped", "given_up"), "no_state", N_("Say what became of it.")))
    change_seat(seat, ("waiting",) if state == "given_up" else ("taken",), state, at, certificate=certificate and state == "finished")
    note(seat.case, "support.course_over", by=by, at=at, facts={"state": state})


def change_seat(seat: Seat, before: tuple[str, ...], state: str, at: datetime, **more: Any) -> None:
    """Write a step of a seat; Stale when it stands elsewhere."""
    if not Seat.objects.filter(id=seat.id, state__in=before).update(state=state, changed_at=at, **more):
        raise Stale


def record_job(
    *,
    case: Case,
    occupation: str,
    found_by: str,
    outcome: str,
    by: Actor,
    at: datetime,
    contract: bool | None = None,
    started_on: date | None = None,
) -> Job:
    """Record work offered, begun or declined; where it is stands nowhere."""
    writing(case, Group.G1, by)
    known(pack_of(case), "occupation", occupation)
    known(pack_of(case), "job_source", found_by)
    require(allowed(outcome in ("offered", "started", "declined"), "no_outcome", N_("Say what became of it.")))
    require(allowed(outcome != "started" or started_on is not None, "no_start", N_("Write the day on which the work began.")))
    said = {"occupation": occupation, "found_by": found_by, "outcome": outcome, "contract": contract, "started_on": started_on}
    made = Job(**said, **written(case, by, at))
    made.save(force_insert=True)
    note(case, "support.job", by=by, at=at, facts={"outcome": outcome, "occupation": occupation})
    return made


def end_job(*, job: Job, ended_on: date, reason: str, by: Actor, at: datetime) -> None:
    """The work ended, and why: bad conditions and unpaid wages are a warning."""
    writing(job.case, Group.G1, by)
    known(pack_of(job.case), "job_end", reason)
    require(allowed(job.started_on is None or ended_on >= job.started_on, "before_begin", N_("Work ends after it begins.")))
    if not Job.objects.filter(id=job.id, ended_on__isnull=True).update(ended_on=ended_on, end_reason=reason):
        raise Stale
    note(job.case, "support.job_ended", by=by, at=at, facts={"reason": reason})


def begin_reintegration(*, case: Case, begun_on: date, by: Actor, at: datetime) -> Reintegration:
    """From this day the looks back run; each is a task at the pack's date.

    Rule: ASS-10. Basis: CoE Convention, Article 16(5); in pack az ICMPD model indicators.
    """
    writing(case, Group.G1, by)
    running = Reintegration.objects.filter(case=case, ended_on__isnull=True).exists()
    require(allowed(not running, "running", N_("Reintegration is under way already.")))
    pack = pack_of(case)
    start = pack.calendar.day_start(begun_on)
    made = Reintegration(begun_on=begun_on, **written(case, by, at))
    made.save(force_insert=True)
    note(case, "support.reintegration", by=by, at=at)
    for clock, due in queries.follow_up_days(pack, begun_on):
        if by.unit_id:
            set_task(case=case, kind=FOLLOW_UP_TASK, unit=by.unit_id, started_at=start, due_at=due, rule=clock, by=by)
    return made


def end_reintegration(*, row: Reintegration, ended_on: date, by: Actor, at: datetime) -> None:
    """The way on the own feet was broken off or is over."""
    writing(row.case, Group.G1, by)
    require(allowed(ended_on >= row.begun_on, "before_begin", N_("It ends after it begins.")))
    if not Reintegration.objects.filter(id=row.id, ended_on__isnull=True).update(ended_on=ended_on):
        raise Stale
    finish_tasks(case=row.case, kind=FOLLOW_UP_TASK, by=by, at=at)


def follow_up(*, over: Reintegration, clock: str, contact: str, answers: Mapping[str, str], by: Actor, at: datetime) -> FollowUp:
    """Look back: work, home, people around, trafficked again; a lost contact is an answer too. Trafficked again opens a task at once.

    Rule: ASS-10.
    """
    writing(over.case, Group.G1, by)
    pack = pack_of(over.case)
    require(allowed(clock in dict(queries.follow_up_days(pack, over.begun_on)), "no_such_date", N_("Choose which look back this is.")))
    require(rules.check_follow_up(contact, answers))
    done = FollowUp.objects.filter(reintegration=over, clock=clock).exists()
    require(allowed(not done, "done_already", N_("This look back is recorded already.")))
    said = {name: answers.get(name, "not_asked") for name in rules.ASKED}
    made = FollowUp(reintegration=over, clock=clock, contact=contact, **said, **written(over.case, by, at))
    made.save(force_insert=True)
    note(over.case, "support.followed_up", by=by, at=at, facts={"clock": clock, "contact": contact})
    close_look(over.case, clock, by, at)
    if said["retrafficked"] == "yes" and by.unit_id:
        set_task(case=over.case, kind=AGAIN_TASK, unit=by.unit_id, started_at=at, due_at=at, by=by)
    return made


def close_look(case: Case, clock: str, by: Actor, at: datetime) -> None:
    """End the task of this look back; the others stay."""
    case.tasks.filter(kind=FOLLOW_UP_TASK, rule=clock, done_at__isnull=True).update(done_at=at, done_by=by.user_id)


def give_feedback(
    *,
    about: UUID,
    answers: Mapping[str, int],
    channel: str,
    language: str,
    by: Actor,
    at: datetime,
    text: str = "",
    pack: Pack | None = None,
) -> Feedback:
    """Keep what somebody says of a body's help, without case or name. Monitors read it; the body hears a number, from five upward (MON-04)."""
    questions = (pack or queries.home()).codes["feedback_question"].items
    whole = bool(answers) and all(name in questions and 1 <= value <= 5 for name, value in answers.items())
    require(allowed(whole, "no_answers", N_("Answer at least one question from one to five.")))
    require(allowed(channel in ("paper", "worker", "tablet", "window"), "no_channel", N_("Say how it was given.")))
    said = {"about": about, "answers": dict(answers), "channel": channel, "language": language, "text": text}
    made = Feedback(at=at, organisation=by.organisation_id, by=by.user_id, **said)
    made.save(force_insert=True)
    return made
