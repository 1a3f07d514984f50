"""A referral in six fields, as it is made with a telephone in the hand."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils import timezone

from dayaq.base.access.rules import Actor, Group
from dayaq.respond.casefile import actions as casefile
from dayaq.respond.casefile.queries import language, writes_of
from dayaq.respond.network.models import Encounter
from dayaq.respond.referral.actions import Envelope, report_person


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """The six fields: where, since when, sex, could be under 18, what was seen, leaflet given. ``nonce`` is made with the form."""

    place: str
    suspected_at: datetime
    sex: str
    under_18: str
    under_18_reason: str = ""
    seen: str = ""
    leaflet: str = ""
    leaflet_language: str = ""
    nonce: UUID


def report_quickly(*, report: Report, to_unit: Any, by: Actor, at: datetime) -> Encounter:
    """Report a person to whom the law names; the same form sent twice after a lost connection is one report (REF-01, REF-02).

    What was seen goes as the message of the referral; an organisation keeps it as the account in its own file, because it gives
    it away only on the person's consent.
    """
    known = Encounter.objects.filter(nonce=report.nonce, by=by.user_id).select_related("case").first()
    if known is not None:
        return known
    sex = (report.sex, "known") if report.sex else ("", "not_asked")
    new = casefile.NewCase(sex=sex, under_18=report.under_18, under_18_reason=report.under_18_reason)
    goes = by.state and bool(Group.G3 & by.writes)
    envelope = Envelope(message=report.seen if goes else "", language=language())
    referral = report_person(new=new, to_unit=to_unit, suspected_at=report.suspected_at, by=by, at=at, envelope=envelope)
    case = referral.case
    if report.seen.strip() and not goes and writes_of(case.id) & Group.G3:
        casefile.add_story(case=case, text=report.seen.strip(), language=language(), by=by, at=at)
    met = Encounter(
        case=case, organisation=by.organisation_id, place=report.place, leaflet=report.leaflet,
        leaflet_language=report.leaflet_language if report.leaflet else "", nonce=report.nonce, at=report.suspected_at, by=by.user_id,
    )  # fmt: skip
    met.save(force_insert=True)
    facts = {"place": report.place, "leaflet": report.leaflet}
    casefile.record(case=case, kind="network.encounter", by=by, at=min(report.suspected_at, timezone.now()), facts=facts)
    return met
