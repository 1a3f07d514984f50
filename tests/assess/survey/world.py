"""An assessment with a survey, and invented respondents."""

from __future__ import annotations

from datetime import date, datetime
from random import Random
from typing import Any

from django.utils import timezone

from dayaq.assess.assessment.models import Assessment
from dayaq.assess.framework.rules.answering import open_choices, opened
from dayaq.assess.framework.rules.instrument import NOT_MY_FIELD, Instrument, Value
from dayaq.assess.framework.rules.loading import common
from dayaq.assess.survey import actions
from dayaq.assess.survey.actions.planning import Plan
from dayaq.assess.survey.models import Survey
from dayaq.assess.survey.queries import desk
from dayaq.assess.survey.rules.urn import Answered
from dayaq.base.access.context import acting
from dayaq.base.accounts.models import Organisation
from tests import cast

SURVEY = common("ct-nat-survey", "AZ")
CAST = {"coordinator", "consultant", "analyst"}


def now() -> datetime:
    return timezone.now()


def consultant() -> Any:
    return cast.person("consultant").actor


def stranger() -> Any:
    """A consultant of another team: the outsider of these tests."""
    return cast.person("stranger", "iom", "consultant").actor


def assessment(code: str = "az-test") -> Assessment:
    """An assessment the consultant leads."""
    by = consultant()
    with acting(by):
        return Assessment.objects.create(
            code=code,
            title={"en": "Invented"},
            countries=["AZ"],
            commissioner=Organisation.objects.get(code="nc"),
            by=by.user_id,
            starts=date(2026, 1, 1),
        )


def running(one: Assessment, *, mode: str = "invited", batch: int = 5) -> Survey:
    """Its survey, open."""
    by = consultant()
    with acting(by):
        plan = Plan(languages=["en", "az", "ru"], mode=mode, batch=batch, contact="questions@example.invalid")
        survey = actions.prepare(assessment=one, plan=plan, by=by, at=now())
        actions.open_survey(survey=survey, by=by, at=now())
    return survey


def tokens(survey: Survey, number: int) -> list[str]:
    """Links given out by hand."""
    by = consultant()
    with acting(by):
        return [actions.invite(survey=survey, guest=actions.Guest(who=f"Guest {n}"), by=by, at=now()) for n in range(number)]


def given(seed: int, instrument: Instrument = SURVEY) -> dict[str, Value]:
    """The answers of one invented respondent: every kind of item, some left out."""
    chance, answers = Random(seed), {}  # noqa: S311 - invented answers, the same every time
    for item in instrument.items:
        if chance.random() < 0.1:
            continue
        offered = [choice.code for choice in open_choices(instrument, item, answers)]
        if item.kind == "text":
            answers[item.code] = f"Invented words {seed} şğıəü жизнь"
        elif item.kind == "rank":
            answers[item.code] = chance.sample(offered, len(offered))
        elif item.kind in {"many", "top"}:
            chosen = chance.sample(offered, item.most or 2)
            answers[item.code] = chosen if item.kind == "top" else sorted(chosen, key=offered.index)  # ticks have no order
        elif item.kind == "scale":
            answers[item.code] = chance.choice([*offered, NOT_MY_FIELD])
        elif offered:
            answers[item.code] = chance.choice(offered)
        if not item.among and opened(instrument, item, answers):
            answers[f"{item.code}.other"] = "something else"
    return answers


def answered(seed: int) -> Answered:
    answers = given(seed)
    return Answered(("en", "az", "ru")[seed % 3], str(answers.get("1.7", "")), answers)


def send(token: str, answers: dict[str, Value], language: str = "en") -> None:
    """Answer page by page through the actions, then send."""
    from dayaq.assess.survey.rules import page

    held = page.fields(SURVEY, answers)
    for section in SURVEY.sections:
        actions.keep(token=token, section=section.code, fields=page.typed(SURVEY, section, held), language=language)
    actions.send(token=token, language=language)


def in_urn(one: Assessment) -> int:
    from dayaq.assess.survey.models import Urn

    with desk():
        return Urn.objects.filter(assessment_id=one.id).count()
