"""From outside the house: accreditation, monitoring visits, findings and their follow-up, the calendar of reports."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from dayaq.base.access.rules import Actor
from dayaq.core.decision import Stale, allowed, require
from dayaq.core.pack.schema.shelter import ShelterFile
from dayaq.core.words import N_
from dayaq.respond.shelter import rules
from dayaq.respond.shelter.access import may_accredit, may_keep, may_visit
from dayaq.respond.shelter.actions.places import once
from dayaq.respond.shelter.actions.shared import listed, one_side, today, written
from dayaq.respond.shelter.models import Accreditation, Finding, Reply, Report, Visit
from dayaq.respond.shelter.queries.words import home


def accredit(*, provider: UUID, kind: str, outcome: str, reason: str, expires_on: date | None, by: Actor, at: datetime) -> Accreditation:
    """Give or refuse an accreditation, with the reason and the last day. SHE-08."""
    require(may_accredit(by, one_side(by, provider, at)))
    listed("shelter_accreditation", kind)
    listed("shelter_accreditation_reason", reason)
    require(rules.may_accredit(home(), today(at), kind, outcome, reason))
    require(allowed(outcome != "given" or expires_on is None or expires_on > today(at), "ends_before", N_("It would be over already.")))
    ends = expires_on if outcome == "given" else None
    values = {"provider": provider, "kind": kind, "outcome": outcome, "reason": reason, "expires_on": ends}
    return Accreditation.objects.create(at=at, **values, **written(by))


def withdraw(*, accreditation: Accreditation, reason: str, on: date, by: Actor, at: datetime) -> None:
    """Take an accreditation back, with the reason."""
    require(may_accredit(by, one_side(by, accreditation.provider, at)))
    listed("shelter_accreditation_reason", reason)
    if not Accreditation.objects.filter(id=accreditation.id, outcome="given", withdrawn_on__isnull=True).update(
        withdrawn_on=on, withdrawn_reason=reason
    ):
        raise Stale


def visit(*, provider: UUID, place: UUID | None, announced: bool, residents: int, staff: int, by: Actor, at: datetime) -> Visit:
    """Record a visit to another body's house, with or without notice. Whoever was spoken to is a number. SHE-08, A22 (MON-02)."""
    require(may_visit(by, one_side(by, provider, at)))
    values = {"provider": provider, "place": place, "announced": announced, "residents_heard": residents, "staff_heard": staff}
    return Visit.objects.create(at=at, **values, **written(by))


def find(*, visit: Visit, standard: str, result: str, text: str, due_on: date | None, by: Actor, at: datetime) -> Finding:
    """What a visit found on one standard of the pack; what is not met gets a day."""
    require(may_visit(by, one_side(by, visit.provider, at)))
    known = standard in home().area(ShelterFile).standards
    require(allowed(known, "unknown_standard", N_("Choose from the list.")))
    listed("shelter_finding_result", result)
    require(rules.check_finding(result, due_on))
    row = Finding(visit=visit, provider=visit.provider, standard=standard, result=result, text=text, due_on=due_on, **written(by))
    return once(row, N_("This standard has its finding already."))


def settle(*, finding: Finding, on: date, by: Actor, at: datetime) -> None:
    """The monitor saw that it was put right."""
    require(may_visit(by, one_side(by, finding.provider, at)))
    if not Finding.objects.filter(id=finding.id, settled_on__isnull=True).exclude(result=rules.MET).update(settled_on=on):
        raise Stale


def reply(*, finding: Finding, agrees: bool, text: str, by: Actor, at: datetime) -> Reply:
    """The visited body answers a finding."""
    require(may_keep(by))
    require(allowed(finding.provider == by.organisation_id, "not_yours", N_("Only the body that was visited answers.")))
    return Reply.objects.create(finding=finding, at=at, agrees=agrees, text=text, **written(by))


def hand_in(*, kind: str, due_on: date, by: Actor, at: datetime) -> Report:
    """A report of the calendar was handed in. SHE-09."""
    ok = by.may("shelter.manage") or by.may("shelter.accredit")
    require(allowed(ok, "keeps_no_house", N_("Your role keeps no shelter.")))
    known = home().area(ShelterFile).reports.get(kind)
    on_list = known is not None and due_on in rules.report_days(known, max(today(at), due_on))
    require(allowed(on_list, "unknown_report", N_("Choose from the list.")))
    return once(Report(kind=kind, due_on=due_on, at=at, **written(by)), N_("This report was handed in already."))
