"""How finished answers lose their origin: into the urn, and out of it together.

Every arrival writes the whole urn anew in another order, so that no row carries the transaction of the answer that
came last; every opening writes all answers of the survey anew. One lock a survey: arrivals stand in line.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from hashlib import sha256

from django.db import IntegrityError, connection, transaction

from dayaq.assess.assessment.queries import Assessment
from dayaq.assess.framework.rules.answering import cleaned, problems
from dayaq.assess.framework.rules.instrument import Value
from dayaq.assess.survey.models import Intake, Response, Survey, Urn
from dayaq.assess.survey.queries import desk, instrument_for, may_raw, reference, survey_of, urn_key
from dayaq.assess.survey.rules.sealing import seal, unseal
from dayaq.assess.survey.rules.urn import Answered, kept_back, shuffled
from dayaq.base.access.context import acting
from dayaq.base.access.rules import Actor
from dayaq.core.decision import Decision, Reason, Refused, allowed, require
from dayaq.core.words import N_

RAW = N_("Only those of the team who work with answers may do this.")
TWICE = N_("This file was taken in before. Nothing was added.")
REGION = "1.7"
SEALED = ("paper", "web")  # channels through the urn


def deposit(*, assessment: Assessment, answers: Sequence[Answered], channel: str, by: Actor, at: datetime, digest: str = "") -> int:
    """Put complete answers to those of the survey; return how many were opened thereby.

    Paper and answers of respondents wait in the urn. What came in a file is known to whoever brings it, so it is opened
    at once and never counts towards a batch: nobody can open one sealed answer by adding files to it. All or nothing: Refused names the first answers that do not fit the instrument. ``digest``: hash of the file they came
    in (channels csv, odk, deposit); the same file is refused the second time. Without a survey one is made for files.
    """
    del at
    with transaction.atomic():
        with acting(by):
            require(allowed(may_raw(assessment.id, "survey" if by.service else "raw"), "survey.raw", RAW))
            survey = survey_of(assessment) or for_files(assessment, by)
            fitting = checked(survey, answers)
            if digest:
                take_note(survey, channel, digest, len(fitting), by)
        with desk():
            return take_in(survey, fitting) if channel in SEALED else known(survey, fitting)


def known(survey: Survey, answers: Sequence[Answered]) -> int:
    """As the survey desk: open answers that are known already, past the urn."""
    stand_in_line(survey)
    if answers:
        rewrite(survey, answers)
    return len(answers)


def for_files(assessment: Assessment, by: Actor) -> Survey:
    """A survey nobody gets a link to: paper and files only, nothing to hold back."""
    country = next(iter(assessment.countries), "")
    return Survey.objects.create(
        assessment_id=assessment.id,
        instrument=reference(assessment),
        country=country,
        languages=["en", "az", "ru"],
        mode="files",
        by=by.user_id,
    )


def checked(survey: Survey, answers: Sequence[Answered]) -> list[Answered]:
    """The answers without what is empty; Refused when one of them does not fit the instrument."""
    instrument = instrument_for(survey)
    for number, one in enumerate(answers, 1):
        wrong = problems(instrument, one.answers, complete=False)
        if wrong:
            where = N_("Answers %(number)s, question %(item)s:")
            reasons = [(Reason("survey.where", where, {"number": number, "item": item}), reason) for item, reason in wrong.items()]
            raise Refused(Decision.refuse(*(part for pair in reasons for part in pair)))
    return [finished(one.language, cleaned(instrument, one.answers), one.region) for one in answers]


def finished(language: str, answers: Mapping[str, Value], region: str = "") -> Answered:
    """Answers as they go into the urn; the place of work is the one that was answered, capital or region and no finer."""
    place = answers.get(REGION, region)
    return Answered(language, place if isinstance(place, str) else "", answers)


def take_note(survey: Survey, channel: str, digest: str, number: int, by: Actor) -> None:
    """Remember a file by its hash; Refused when it is known."""
    try:
        with transaction.atomic():
            Intake.objects.create(assessment_id=survey.assessment_id, channel=channel, digest=digest, answers=number, by=by.user_id)
    except IntegrityError:
        raise Refused(Decision.refuse(Reason("survey.twice", TWICE))) from None


def mix(*, assessment: Assessment, by: Actor) -> int:
    """Open what waits, as far as the rule of batches allows; return how many answers were opened."""
    with transaction.atomic():
        with acting(by):
            require(allowed(may_raw(assessment.id, "survey" if by.service else "raw"), "survey.raw", RAW))
            survey = survey_of(assessment)
        if survey is None:
            return 0
        with desk():
            return take_in(survey, [])


def take_in(survey: Survey, arriving: Sequence[Answered]) -> int:
    """As the survey desk: add to the urn, open what may be opened; return how many were opened."""
    stand_in_line(survey)
    waiting = shuffled([*emptied(survey), *arriving])
    keep = 0 if survey.mode == "files" else kept_back(len(waiting), batch=survey.batch, running=survey.status != "closed")
    fill(survey, waiting[:keep])
    if keep < len(waiting):
        rewrite(survey, waiting[keep:])
    return len(waiting) - keep


def stand_in_line(survey: Survey) -> None:
    """One arrival at a time; the lock ends with the transaction and leaves nothing behind."""
    number = int.from_bytes(sha256(f"survey|{survey.assessment_id}".encode()).digest()[:8], "big", signed=True)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [number])


def emptied(survey: Survey) -> list[Answered]:
    """What waited; the urn is empty afterwards."""
    rows = Urn.objects.filter(assessment_id=survey.assessment_id)
    held = [Answered.unpacked(unseal(urn_key(), bytes(row.sealed), str(survey.assessment_id))) for row in rows]
    rows.delete()
    return held


def fill(survey: Survey, answers: Sequence[Answered]) -> None:
    """Seal and write what waits on: other ids, other bytes, another order than before."""
    place = str(survey.assessment_id)
    Urn.objects.bulk_create(Urn(assessment_id=survey.assessment_id, sealed=seal(urn_key(), one.packed(), place)) for one in answers)


def rewrite(survey: Survey, opened: Sequence[Answered]) -> None:
    """Every answer of the survey anew, old and new ones shuffled together, under new ids."""
    rows = Response.objects.filter(assessment_id=survey.assessment_id)
    known = [Answered(language, region, given) for language, region, given in rows.values_list("language", "region", "answers")]
    rows.delete()
    fresh = shuffled([*known, *opened])
    Response.objects.bulk_create(
        [
            Response(assessment_id=survey.assessment_id, language=one.language, region=one.region, answers=dict(one.answers))
            for one in fresh
        ],
        batch_size=500,
    )
