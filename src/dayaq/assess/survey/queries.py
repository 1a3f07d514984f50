"""Surveys as pages and other areas read them. Answers come without id and without order; row security shows the team's own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import connection
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.fields.json import KeyTransform
from django.utils import timezone

from dayaq.assess.assessment.queries import Assessment
from dayaq.assess.framework.queries import instrument as published
from dayaq.assess.framework.rules.instrument import Instrument
from dayaq.assess.framework.rules.loading import variants
from dayaq.assess.framework.rules.references import Reference
from dayaq.assess.survey.access import takes
from dayaq.assess.survey.models import Draft, Entry, Invitation, Link, Paper, Response, Survey, Urn, Used
from dayaq.assess.survey.rules.returns import Returns, countries, families, family, tally
from dayaq.assess.survey.rules.sealing import Broken, derived, draft_name, link_name, unseal
from dayaq.assess.survey.rules.urn import Answered, shuffled
from dayaq.base.access.context import acting
from dayaq.base.access.rules import Actor
from dayaq.base.accounts.queries import service, zone
from dayaq.core.decision import Decision

SURVEY = "ct-nat-survey"
LANGUAGES = tuple(settings.LANGUAGES)


@contextmanager
def desk() -> Iterator[Actor]:
    """Run a block as the survey desk: the service that serves respondents and alone writes answers."""
    with acting(service("survey")) as actor:
        yield actor


def today() -> date:
    """The day in the country's own time."""
    return timezone.now().astimezone(zone()).date()


def survey_of(assessment: Assessment) -> Survey | None:
    """The survey of an assessment, if one was prepared."""
    return Survey.objects.filter(assessment_id=assessment.id).first()


def reference(assessment: Assessment) -> str:
    """The instrument an assessment's survey asks with: the one it names, else ours for its country."""
    country = next(iter(assessment.countries), "")
    ours = Reference(SURVEY, 1, country if country in variants() else "")
    return str(assessment.instruments.get("survey") or ours)


def instrument_for(survey: Survey) -> Instrument:
    """The instrument a survey asks with."""
    return published(survey.instrument)


def instrument_of(assessment: Assessment) -> Instrument:
    """The instrument of an assessment's survey, prepared or still to be."""
    survey = survey_of(assessment)
    return published(survey.instrument if survey else reference(assessment))


def answers(assessment: Assessment, only: Sequence[str] = ()) -> list[Answered]:
    """Every opened answer, in an order that changes from call to call; empty for whoever may not see answers.

    ``only``: the items wanted; nothing else is read.
    """
    found = Response.objects.filter(assessment_id=assessment.id)
    if not only:
        rows = found.values_list("language", "region", "answers")
        return shuffled([Answered(language, region, given) for language, region, given in rows])
    narrow = found.values_list("language", "region", *(KeyTransform(code, "answers") for code in only))
    return shuffled([Answered(language, region, given_to(only, values)) for language, region, *values in narrow])


def given_to(items: Sequence[str], values: Sequence[Any]) -> dict[str, Any]:
    """The answers to some items; what was not answered is not there."""
    return {code: value for code, value in zip(items, values, strict=True) if value is not None}


def texts(assessment: Assessment, item: str) -> list[str]:
    """What was written to one question, for coding: each text alone, sorted by its words and by nothing else."""
    return sorted(text for one in answers(assessment) if isinstance(text := one.answers.get(item, ""), str) and text.strip())


def may_raw(assessment: UUID, need: str = "raw") -> bool:
    """Whether the acting person works with the answers of this assessment (``need``: a word of guard.assessments)."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT %s = ANY(ARRAY(SELECT guard.assessments(%s)))", [assessment, need])
        return bool(cursor.fetchone()[0])


def returns(assessment: Assessment) -> Returns:
    """How many were asked and answered; roles and languages of the opened answers, small numbers withheld."""
    with desk():
        asked = invitations(assessment)
        kinds = {kind: asked.filter(kind=kind) for kind in ("named", "forwarded", "open")}
        opened = answers(assessment)
        waiting = Urn.objects.filter(assessment_id=assessment.id).count()
        instrument = instrument_of(assessment)
        return Returns(
            invited=kinds["named"].filter(withdrawn=False).count(),
            answered=kinds["named"].filter(used=True).count(),
            open_link=kinds["open"].filter(used=True).count(),
            forwarded=kinds["forwarded"].filter(used=True).count(),
            waiting=waiting,
            opened=len(opened),
            roles=tally([family(instrument, one) for one in opened], families(instrument)),
            languages=tally([one.language for one in opened], instrument.languages),
            countries=countries(instrument, opened),
        )


STATES = {
    "answered": Q(used=True),
    "waiting": Q(used=False, withdrawn=False, sent__isnull=False),
    "unsent": Q(used=False, withdrawn=False, sent__isnull=True),
    "withdrawn": Q(withdrawn=True),
}


def invitations(assessment: Assessment, *, text: str = "", state: str = "") -> QuerySet[Any]:
    """Who is asked, with ``used``; by address. An unknown state filters nothing."""
    rows: QuerySet[Any] = Invitation.objects.filter(assessment_id=assessment.id).annotate(
        used=Exists(Used.objects.filter(invitation_id=OuterRef("id")))
    )
    if text:
        rows = rows.filter(Q(address__icontains=text) | Q(who__icontains=text))
    return rows.filter(STATES.get(state, Q())).order_by("kind", "who", "address", "id")


def to_remind(assessment: Assessment) -> QuerySet[Any]:
    """Whom a reminder reaches: invited by mail, no answer yet, not withdrawn, not reminded today."""
    return invitations(assessment, state="waiting").exclude(address="").exclude(reminded=today())


@dataclass(frozen=True, slots=True)
class Seat:
    """A link in use: the secret, the invitation behind it and its language, the survey it leads to."""

    token: str
    invitation: UUID
    survey: Survey
    used: bool
    language: str = ""

    @property
    def open(self) -> Decision:
        """Whether answers are taken through it today."""
        return takes(status=self.survey.status, opens=self.survey.opens, closes=self.survey.closes, today=today())


def seat(token: str) -> Seat | None:
    """The seat behind a link, or None for an unknown or withdrawn one. Ask as the survey desk."""
    link = Link.objects.filter(name=link_name(token), invitation__withdrawn=False).select_related("invitation").first()
    survey = Survey.objects.filter(assessment_id=link.assessment_id).first() if link else None
    if link is None or survey is None:
        return None
    used = Used.objects.filter(invitation_id=link.invitation_id).exists()
    return Seat(token, link.invitation_id, survey, used, link.invitation.language if link.invitation.kind == "named" else "")


def by_open_token(token: str) -> Survey | None:
    """The survey an open link leads to. Ask as the survey desk."""
    return Survey.objects.filter(open_token=token, mode="both").first() if token.isprintable() and token else None


def draft(token: str) -> str:
    """What is kept under a link so far, as text; empty for nothing. Ask as the survey desk."""
    row = Draft.objects.filter(name=draft_name(token)).first()
    return unseal(derived(token, "seal"), bytes(row.sealed), row.name) if row else ""


def urn_key() -> bytes:
    """The key of what waits in the urn and of paper entries: the installation's, not in the database."""
    return derived(settings.VAULT_KEY, "urn")


def papers(assessment: Assessment) -> QuerySet[Paper]:
    """The forms on paper by code, with their entries."""
    return Paper.objects.filter(assessment_id=assessment.id).prefetch_related("entries").order_by("number")


def paper(assessment: Assessment, code: str) -> Paper | None:
    """One form on paper."""
    return Paper.objects.filter(assessment_id=assessment.id, code=code).first()


def entered(entry: Entry) -> str:
    """What an entry holds, as text; empty when it was sealed by another installation."""
    try:
        return unseal(urn_key(), bytes(entry.sealed), str(entry.paper_id))
    except Broken:
        return ""
