"""Builders of case files for counting: rows as the areas write them, made as the acting person."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

from django.db import connection

from dayaq.base.access.context import acting
from dayaq.base.access.rules import Actor
from dayaq.base.accounts.models import Organisation
from dayaq.respond.casefile.models import Assertion, Assistance, Case
from dayaq.respond.identification.models import FormalDecision
from dayaq.respond.referral.models import Breach, Referral

BAKU = ZoneInfo("Asia/Baku")


def baku(year: int, month: int = 1, day: int = 1, hour: int = 10, minute: int = 0) -> datetime:
    """A moment by the wall clock of Baku."""
    return datetime(year, month, day, hour, minute, tzinfo=BAKU).astimezone(UTC)


def known(**facts: str) -> dict[str, Any]:
    """Facts that are known: value and state."""
    return {name: value for fact, given in facts.items() for name, value in ((fact, given), (f"{fact}_state", "known"))}


def case(by: Actor, at: datetime, *, closed: bool = False, **columns: Any) -> Case:
    """A case opened by ``by``'s unit."""
    file = uuid4()
    with acting(by), connection.cursor() as cursor:
        cursor.execute("SELECT guard.open_case(%s, %s, %s)", [file, at, closed])
        made = Case(id=file, pack="az", pack_version="test", opened_at=at, opened_unit=by.unit_id, **columns)
        made.save(force_insert=True)
    return made


def decide(by: Actor, about: Case, at: datetime, outcome: str = "positive", **columns: Any) -> FormalDecision:
    """The competent body's decision."""
    values = {"act": "yes", "means": "yes", "purpose": "yes", "reason_code": "elements_met", "step": "indicators", **columns}
    with acting(by):
        return FormalDecision.objects.create(
            case=about, outcome=outcome, at=at, organisation=by.organisation_id, body=by.organisation, by=by.user_id, **values
        )


def assert_status(by: Actor, about: Case, at: datetime, status: str, **columns: Any) -> Assertion:
    """One body's word on the status."""
    with acting(by):
        return Assertion.objects.create(
            case=about, status=status, at=at, organisation=by.organisation_id, body=by.organisation, by=by.user_id, **columns
        )


def refer(by: Actor, about: Case, at: datetime, *, to: str = "ctmd", **columns: Any) -> Referral:
    """A referral sent by ``by``'s body."""
    receiver = Organisation.objects.get(code=to)
    unit = receiver.units.order_by("-receives_referrals", "code").first()
    assert unit
    values = {"from_kind": "ngo", "status": "sent", "sent_at": at, **columns}
    with acting(by):
        return Referral.objects.create(
            case=about, from_unit=by.unit_id, from_organisation=by.organisation_id, from_body=by.organisation,
            to_unit=unit.id, to_organisation=receiver.id, to_body=to, suspected_at=at, **values,
        )  # fmt: skip


def help_given(by: Actor, about: Case, at: datetime, kind: str = "food", outcome: str = "given") -> Assistance:
    """First assistance."""
    with acting(by):
        return Assistance.objects.create(case=about, kind=kind, at=at, outcome=outcome, organisation=by.organisation_id, by=by.user_id)


def breach(by: Actor, about: Case, at: datetime, kind: str = "wrong_station") -> Breach:
    """An unlawful step that happened."""
    with acting(by):
        return Breach.objects.create(
            case=about,
            kind=kind,
            at=at,
            by_body="district_police",
            reason="handed_over",
            recorded_by=by.user_id,
            organisation=by.organisation_id,
        )


def change(by: Actor, model: Any, key: UUID, **columns: Any) -> None:
    """Correct columns of a record as ``by``."""
    with acting(by):
        assert model.objects.filter(pk=key).update(**columns) == 1
