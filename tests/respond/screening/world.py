"""What tests of screening and identification start from: people signed in, a case of the competent body, a case an organisation referred."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.test import Client

from dayaq.base.access.context import acting
from dayaq.respond.casefile.actions import NewCase, open_case
from dayaq.respond.casefile.models import Case
from dayaq.respond.casefile.queries import code_for
from dayaq.respond.referral.models import Referral
from dayaq.respond.screening import actions
from dayaq.respond.screening.models import Screening
from tests.cast import Person, person
from tests.respond.referral.world import accepted, sent_by

BAKU = ZoneInfo("Asia/Baku")
AT = datetime(2016, 5, 2, 6, tzinfo=UTC)
HOUR = timedelta(hours=1)
ADULT = NewCase(under_18="no", under_18_reason="papers", sex=("female", "known"), age_band=("adult", "known"), languages=("ru", "az"))
BOY = NewCase(under_18="yes", sex=("male", "known"), age_band=("child", "known"), languages=("az",))
AGE_UNKNOWN = NewCase(under_18="cannot_be_excluded", age_band=("", "unknown"), languages=("az",))
CHILDS_COMPANY = actions.Sitting(
    present=("legal_representative", "psychologist"),
    absences={"doctor": "seen the day before", "patron": "the guardian is the protecting body"},
)


def client_of(who: Person) -> Client:
    made = Client()
    made.force_login(who.user)
    return made


def opened(new: NewCase = ADULT, who: str = "officer", at: datetime = AT) -> Case:
    by = person(who)
    with acting(by.actor):
        return open_case(new=new, by=by.actor, at=at)


def referred(new: NewCase = ADULT, by: str = "ngo", **words: Any) -> Case:
    """A case that an organisation sent and the competent body received and accepted."""
    referral: Referral = accepted(sent_by(by, new, person_word="agreed", **words))
    return referral.case


def code_of(case: Case, who: Person) -> str:
    with acting(who.actor):
        return code_for(case, who.actor.organisation_id)


def begun(
    case: Case, list_code: str = "az-labour", sitting: actions.Sitting | None = None, who: str = "officer", at: datetime = AT + HOUR
) -> Screening:
    by = person(who)
    with acting(by.actor):
        return actions.start(case=case, list_code=list_code, sitting=sitting or actions.Sitting(), by=by.actor, at=at)


def answered(screening: Screening, who: str = "officer", **answers: str) -> Screening:
    """Answers by the code of the item, its hyphens written as underscores."""
    by, given = person(who), {code.replace("_", "-"): (said, "") for code, said in answers.items()}
    with acting(by.actor):
        return actions.answer(screening=screening, answers=given, version=screening.version, by=by.actor, at=AT)


def finished(screening: Screening, who: str = "officer") -> Screening:
    by = person(who)
    with acting(by.actor):
        return actions.finish(screening=screening, version=screening.version, by=by.actor, at=AT + 2 * HOUR)


def moment(at: datetime = AT + HOUR) -> dict[str, str]:
    """A day and a time as a form posts them."""
    local = at.astimezone(BAKU)
    return {"day_day": str(local.day), "day_month": str(local.month), "day_year": str(local.year), "clock": local.strftime("%H:%M")}


def page_of(code: str, screening: UUID, number: int) -> str:
    return f"/cases/{code}/screening/{screening}/page/{number}/"


def posted(client: Client, url: str, data: Mapping[str, Any], **headers: Any) -> Any:
    return client.post(url, data, headers=headers)
