"""What respondents do: keep a page, send the whole, ask for a link. Everything runs as the survey desk and leaves no trail."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import IntegrityError, transaction

from dayaq.assess.framework.rules.answering import cleaned, problems
from dayaq.assess.framework.rules.instrument import Instrument, Value
from dayaq.assess.survey.access import ENOUGH, USED, takes
from dayaq.assess.survey.actions.depositing import finished, take_in
from dayaq.assess.survey.actions.inviting import new_link
from dayaq.assess.survey.models import Draft, Invitation, Survey, Used
from dayaq.assess.survey.queries import Seat, desk, draft, instrument_for, seat, today
from dayaq.assess.survey.rules import page
from dayaq.assess.survey.rules.sealing import derived, draft_name, seal
from dayaq.core.decision import Decision, Reason, Refused, require

A_DAY = 200  # links a day that a survey gives to people nobody invited; beyond it somebody plays


@dataclass(frozen=True, slots=True)
class Kept:
    """What was filled in so far: fields as typed, by section, and the language last used."""

    pages: Mapping[str, Mapping[str, Sequence[str]]] = field(default_factory=dict)
    language: str = ""

    @classmethod
    def read(cls, text: str) -> Kept:
        """From the sealed draft's text."""
        return cls(**json.loads(text)) if text else cls()

    def written(self) -> str:
        """As text, for sealing."""
        return json.dumps({"pages": self.pages, "language": self.language}, ensure_ascii=False)

    @property
    def fields(self) -> dict[str, Sequence[str]]:
        """All fields together."""
        return {name: values for fields in self.pages.values() for name, values in fields.items()}

    def answers(self, instrument: Instrument) -> dict[str, Value]:
        """The answers these fields amount to."""
        return page.answers(instrument, self.fields)


def kept(token: str) -> Kept:
    """What is kept under a link."""
    with desk():
        return Kept.read(draft(token))


def usable(token: str) -> Seat:
    """The seat of a link that may still answer; Refused otherwise. Ask as the survey desk."""
    found = seat(token)
    if found is None or found.used:
        raise Refused(Decision.refuse(Reason("survey.used", USED)))
    require(found.open)
    return found


@transaction.atomic
def keep(*, token: str, section: str, fields: Mapping[str, Sequence[str]], language: str) -> Kept:
    """Keep one page as it was typed, complete or not; the other pages stay."""
    with desk():
        found, name = usable(token), draft_name(token)
        row = Draft.objects.select_for_update().filter(name=name).first()
        before = Kept.read(draft(token)) if row else Kept()
        now = Kept({**before.pages, section: dict(fields)}, language)
        sealed = seal(derived(token, "seal"), now.written(), name)
        if row:
            Draft.objects.filter(name=name).update(sealed=sealed)
        else:
            Draft.objects.create(name=name, assessment_id=found.survey.assessment_id, sealed=sealed)
        return now


@transaction.atomic
def send(*, token: str, language: str) -> None:
    """Send what is kept: into the urn, the link is used up, the draft is gone. Refused with the questions to look at."""
    with desk():
        found = usable(token)
        instrument = instrument_for(found.survey)
        given = Kept.read(draft(token)).answers(instrument)
        wrong = problems(instrument, given, complete=True)
        if wrong:
            raise Refused(Decision.refuse(*wrong.values()))
        mark_used(found)
        Draft.objects.filter(name=draft_name(token)).delete()
        take_in(found.survey, [finished(language, cleaned(instrument, given))])


def mark_used(found: Seat) -> None:
    """Note that the answer came; the database lets this happen once, even for two clicks at the same moment."""
    try:
        with transaction.atomic():
            Used.objects.create(assessment_id=found.survey.assessment_id, invitation_id=found.invitation, day=today())
    except IntegrityError:
        raise Refused(Decision.refuse(Reason("survey.used", USED))) from None


@transaction.atomic
def start(*, survey: Survey) -> str:
    """An own link for somebody who came by the open one."""
    with desk():
        return unasked(survey, "open")


@transaction.atomic
def forward(*, survey: Survey) -> str:
    """A link for a colleague; who asked for it is not written down."""
    with desk():
        return unasked(survey, "forwarded")


def unasked(survey: Survey, kind: str) -> str:
    """A new invitation without a name, and its link; Refused when too many were asked for today."""
    require(takes(status=survey.status, opens=survey.opens, closes=survey.closes, today=today()))
    rows: Any = Invitation.objects.filter(assessment_id=survey.assessment_id, kind__in=("open", "forwarded"), sent=today())
    if rows.count() >= A_DAY:
        raise Refused(Decision.refuse(Reason("survey.enough", ENOUGH)))
    invitation = Invitation.objects.create(assessment_id=survey.assessment_id, kind=kind, sent=today())
    return new_link(invitation, today())
