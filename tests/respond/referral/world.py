"""What the tests of referrals start from: people, a suspicion, a case of an organisation."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from dayaq.base.access.context import acting
from dayaq.base.accounts.models import Organisation
from dayaq.respond.casefile.actions import NewCase, open_case
from dayaq.respond.referral import actions
from dayaq.respond.referral.actions import Envelope
from dayaq.respond.referral.models import Referral
from tests import cast

BAKU = ZoneInfo("Asia/Baku")
SUSPECTED = datetime(2016, 1, 14, 10, tzinfo=BAKU)
HOUR = timedelta(hours=1)
SECOND = timedelta(seconds=1)
LATER = datetime(2016, 1, 20, tzinfo=UTC)
ADULT = NewCase(under_18="no", under_18_reason="papers", sex=("female", "known"), age_band=("adult", "known"))
CHILD = NewCase(under_18="yes", sex=("male", "known"), age_band=("child", "known"))


def duty_unit() -> Any:
    """Where the law wants people handed over."""
    return Organisation.objects.get(code="ctmd").units.get(receives_referrals=True)


def unit_of(body: str) -> Any:
    """The first unit of a body."""
    return Organisation.objects.get(code=body).units.order_by("code").first()


def case_by(name: str, new: NewCase = ADULT, at: datetime = SUSPECTED) -> Any:
    """A case opened by one of the company."""
    by = cast.person(name).actor
    with acting(by):
        return open_case(new=new, by=by, at=at)


def suspected_by(name: str, new: NewCase = ADULT, at: datetime = SUSPECTED) -> Referral:
    """A suspicion noted: the finder's clock runs."""
    by = cast.person(name).actor
    case = case_by(name, new, at)
    with acting(by):
        return actions.note_suspicion(case=case, suspected_at=at, by=by, at=at)


def sent_by(name: str, new: NewCase = ADULT, at: datetime = SUSPECTED, sent: datetime | None = None, **words: Any) -> Referral:
    """A referral that was sent to the officer on duty."""
    by = cast.person(name).actor
    case = case_by(name, new, at)
    with acting(by):
        return actions.send(case=case, to_unit=duty_unit(), suspected_at=at, by=by, at=sent or at + HOUR, envelope=Envelope(**words))


def received(referral: Referral, at: datetime | None = None, by: str = "duty") -> Referral:
    """The same referral as the receiving side has it after the receipt."""
    actor = cast.person(by).actor
    with acting(actor):
        row = Referral.objects.select_related("case").get(id=referral.id)
        actions.receive(referral=row, by=actor, at=at or SUSPECTED + 3 * HOUR)
        return row


def accepted(referral: Referral, at: datetime | None = None) -> Referral:
    """Received and accepted."""
    row, actor = received(referral), cast.person("duty").actor
    with acting(actor):
        actions.accept(referral=row, by=actor, at=at or SUSPECTED + 4 * HOUR)
        return row
