"""What goes on although the person is to leave, or has left: alerts before a removal, who acts for her, how money reaches her."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from dayaq.base.access.rules import Actor, Group
from dayaq.core.decision import Stale, allowed, require
from dayaq.core.words import N_
from dayaq.respond.casefile.actions import record
from dayaq.respond.casefile.queries import Case, pack_of, writes_of
from dayaq.respond.residence import access
from dayaq.respond.residence.models import Continuing, RemovalAlert
from dayaq.respond.residence.queries import file_of

MONEY = Group.G1 | Group.G8


def may_speak(by: Actor, case: Case) -> None:
    """Whoever writes the core or the claims of the case may raise an alert: nobody has to ask first."""
    ok = bool(writes_of(case.id) & MONEY)
    require(allowed(ok, "may_not_write", N_("You may not change this part of the case."), "thb-law.6.3"))


def raise_alert(*, case: Case, kind: str, by: Actor, at: datetime, about: UUID | None = None) -> RemovalAlert:
    """Say that a claim of this kind is open: before a removal somebody calls. The same alert is raised once.

    Basis: CoE Convention, Article 15; the pack's kinds of claims, whatever the person's status (RET, LEG-07).
    """
    may_speak(by, case)
    rule = file_of(pack_of(case)).claims
    require(access.known(rule is not None and kind in rule.kinds))
    standing = RemovalAlert.objects.filter(case=case, kind=kind, about=about, ended_at__isnull=True).first()
    if standing is not None:
        return standing
    made = RemovalAlert(case=case, kind=kind, about=about, at=at, organisation=by.organisation_id, by=by.user_id)
    made.save(force_insert=True)
    if writes_of(case.id) & Group.G1:
        record(case=case, kind="residence.alert", by=by, at=at)
    return made


def end_alert(*, alert: RemovalAlert, by: Actor, at: datetime) -> None:
    """The claim is settled or was withdrawn: nothing of it is cut off by a removal any more."""
    may_speak(by, alert.case)
    if not RemovalAlert.objects.filter(id=alert.id, ended_at__isnull=True).update(ended_at=at, ended_by=by.user_id):
        raise Stale
    if writes_of(alert.case_id) & Group.G1:
        record(case=alert.case, kind="residence.alert_ended", by=by, at=at)


def keep_going(
    *, case: Case, kind: str, by: Actor, at: datetime, holder: str = "", route: str = "", detail: str = "", until: date | None = None
) -> Continuing:
    """Record who acts for the person, or how money reaches her, after departure. Basis: THB Law, Article 19; CoE Convention, Article 15."""
    ok = by.may("residence.work") or by.may("fund.request") or by.may("legal.work")
    require(allowed(ok and bool(writes_of(case.id) & Group.G8), "may_not_write", N_("You may not change this part of the case.")))
    lists = pack_of(case).codes
    known = kind in lists["continuing_kind"].items and (not route or route in lists["payment_route"].items)
    require(access.known(known))
    text = N_("Name who acts for the person, or the way of payment.")
    require(allowed(bool(holder.strip()) if kind == "power_of_attorney" else bool(route), "holder_or_route", text))
    row = Continuing(
        case=case,
        kind=kind,
        at=at,
        organisation=by.organisation_id,
        by=by.user_id,
        holder=holder,
        route=route,
        detail=detail,
        until=until,
    )
    row.save(force_insert=True)
    if writes_of(case.id) & Group.G1:
        record(case=case, kind="residence.goes_on", by=by, at=at, facts={"kind": kind})
    return row


def stop_going(*, row: Continuing, by: Actor, at: datetime) -> None:
    """A power of attorney or a way of payment is over; it stays readable."""
    require(allowed(bool(writes_of(row.case_id) & Group.G8), "may_not_write", N_("You may not change this part of the case.")))
    if not Continuing.objects.filter(id=row.id, ended_at__isnull=True).update(ended_at=at, ended_by=by.user_id):
        raise Stale
