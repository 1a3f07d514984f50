"""Reads of residence: reflection, permits, alerts before a removal, returns; lists of what is due."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Q, QuerySet
from django.utils import timezone

from dayaq.base.access.rules import Actor
from dayaq.base.accounts.queries import names
from dayaq.core.pack import Pack
from dayaq.core.pack.schema.residence import PermitKind, ResidenceFile
from dayaq.respond.casefile.queries import Case, codes, country, known_ages, label, pack_of, statuses
from dayaq.respond.detection.queries import best_interest
from dayaq.respond.identification.queries import removal_answer
from dayaq.respond.residence import rules
from dayaq.respond.residence.models import Continuing, Permit, Reflection, RemovalAlert, Return, ReturnCost, ReturnNote, ReturnRisk
from dayaq.respond.residence.rules import OpenClaim
from dayaq.ui.templatetags.dayaq import codes as in_words

__all__ = ["OpenClaim", "claim_sources", "continuing", "register_claims", "removal_alerts"]
ClaimSource = Callable[[Case], Iterable[OpenClaim]]
claim_sources: list[ClaimSource] = []
DECIDED = {"in_interest": "yes", "not_in_interest": "no"}
SOON = timedelta(days=60)


def register_claims(source: ClaimSource) -> None:
    """Let an area above tell of claims that are open (in its ``apps.ready``): they raise an alert before a removal."""
    if source not in claim_sources:
        claim_sources.append(source)


def file_of(pack: Pack) -> ResidenceFile:
    """What the country says about residence."""
    return pack.area(ResidenceFile)


# --- reflection ------------------------------------------------------------------------------------------------------


def reflections(case: Case) -> list[Reflection]:
    """Every reflection period given or declined, the newest first."""
    return list(Reflection.objects.filter(case=case).order_by("-at", "-recorded_at"))


def running(case: Case, now: datetime) -> Reflection | None:
    """The reflection period that runs at ``now``."""
    rows = Reflection.objects.filter(case=case, outcome="given", at__lte=now, ends_at__gt=now)
    return rows.filter(Q(ended_at__isnull=True) | Q(ended_at__gt=now)).first()


def reflecting(case: Case, now: datetime) -> bool | None:
    """Whether a reflection period runs; None where none was ever given here, so that the notice alone speaks."""
    if not Reflection.objects.filter(case=case, outcome="given", at__lte=now).exists():
        return None
    return running(case, now) is not None


def granted_on(case: Case, pack: Pack, at: datetime) -> Mapping[str, Any]:
    """What the rule needs to know of the case on the day ``at``."""
    rule = pack.process.reflection
    return {
        "term": pack.on(pack.calendar.local_date(at)).reflection,
        "standing": [word.status for word in statuses(case) if word.at <= at],
        "given_on": rule.given_on,
        "granting": pack.bodies_meant(rule.grant_by),
        "covered": rules.in_scope(rule.scope, nationality=case.nationality, home=pack.manifest.country or ""),
        "disputed": rule.scope_disputed is not None,
        "basis": "; ".join(rule.basis),
    }


# --- permits ---------------------------------------------------------------------------------------------------------


def permits(case: Case) -> list[Permit]:
    """Every permit applied for, the newest first."""
    return list(Permit.objects.filter(case=case).order_by("-at", "-recorded_at"))


def kind_of(pack: Pack, code: str, day: date) -> PermitKind | None:
    """A kind of permit if it was in force that day."""
    kind = file_of(pack).permits.get(code)
    return kind if kind is not None and kind.in_force(day) else None


def card_text(pack: Pack, language: str) -> str:
    """What stands on the card: neutral words, the same for everybody."""
    card = file_of(pack).card
    return (card.text.get(language) or in_words(card.text)) if card else ""


def expiring(until: datetime) -> QuerySet[Permit]:
    """Permits that run and end before ``until``, the next first; row security chooses the cases."""
    rows = Permit.objects.filter(outcome="granted", ended_at__isnull=True, ends_at__isnull=False, ends_at__lte=until)
    return rows.select_related("case").order_by("ends_at")


def applications() -> QuerySet[Permit]:
    """Applications nobody has decided on."""
    return Permit.objects.filter(outcome="").select_related("case").order_by("at")


# --- what a removal would cut off ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Alert:
    """Something open that speaks against a removal: what, since when, and whether it is stored as an alert already."""

    kind: str
    since: datetime
    reference: UUID | None
    stored: UUID | None = None


def alerts_about(case: Case, about: UUID) -> list[RemovalAlert]:
    """Alerts that stand because of one claim."""
    return list(RemovalAlert.objects.filter(case=case, about=about, ended_at__isnull=True))


def removal_alerts(case: Case) -> list[Alert]:
    """What is open and would be cut off by a removal: claims other areas tell of, and alerts that were raised.

    Whatever the person's status: an exploited migrant who was not recognised has wages to claim, too (RET, LEG-07).
    """
    raised = [Alert(row.kind, row.at, row.about, row.id) for row in RemovalAlert.objects.filter(case=case, ended_at__isnull=True)]
    known = {(one.kind, one.reference) for one in raised}
    told = [claim for source in claim_sources for claim in source(case)]
    more = [Alert(claim.kind, claim.since, claim.reference) for claim in told if (claim.kind, claim.reference) not in known]
    return sorted([*raised, *more], key=lambda one: one.since)


def continuing(case: Case) -> list[Continuing]:
    """Who acts for the person and how money reaches her after she left, as far as the reader may know (G8)."""
    return list(Continuing.objects.filter(case=case, ended_at__isnull=True).order_by("at"))


@dataclass(frozen=True, slots=True)
class Answer:
    """The neutral answer to a body that plans a removal: hold or not, and whom to call."""

    hold: bool
    office: str


def checked(code: str, now: datetime) -> tuple[bool, bool, UUID] | None:
    """For a code on a card: whether reflection runs, whether a claim is open, and the office. None: nothing known or to be known."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT reflecting, claims, office FROM guard.residence_check(%s, %s)", [code, now])
        row: tuple[bool, bool, UUID] | None = cursor.fetchone()
    return row


def reflecting_by_code(code: str, now: datetime) -> bool:
    """Whether a reflection period runs for the person with this code."""
    found = checked(code, now)
    return found is not None and found[0]


def hold_answer(code: str, pack: Pack, now: datetime) -> Answer:
    """Hold yes or no for a code on a card, and the office to call; never why. Nothing known and nothing to be known are one."""
    found = checked(code, now)
    standing = removal_answer(code, pack, now)
    if found is None or not (found[0] or found[1] or (standing is not None and not standing.ok)):
        return Answer(False, "")
    return Answer(True, in_words(names([found[2]]).get(found[2], {})))


# --- returns ---------------------------------------------------------------------------------------------------------


def returns(case: Case) -> list[Return]:
    """Every return that was begun, the newest first."""
    rows = Return.objects.filter(case=case).prefetch_related("risks", "views", "follow_ups")
    return list(rows.order_by("-at", "-recorded_at"))


def last_risk(journey: Return, before: datetime | None = None) -> ReturnRisk | None:
    """The last assessment, or the last one before a moment."""
    rows = [risk for risk in journey.risks.all() if before is None or risk.at <= before]
    return max(rows, key=lambda risk: (risk.at, risk.recorded_at), default=None)


def return_notes(case: Case) -> dict[UUID, list[dict[str, Any]]]:
    """Reasons of assessments and a child's own words by return, the newest first, for readers of the story (G3)."""
    rows, found = list(ReturnNote.objects.filter(case=case).order_by("-at", "-recorded_at")), dict[UUID, list[dict[str, Any]]]()
    who, pack = names({row.by for row in rows}), pack_of(case)
    for row in rows:
        written = label(pack, f"codes.language.{row.language}")
        found.setdefault(row.journey_id, []).append({"row": row, "who": in_words(who.get(row.by, {})), "language": written})
    return found


def return_costs(case: Case) -> dict[UUID, list[dict[str, Any]]]:
    """What each return cost and who paid, for readers of money (G8)."""
    found, pack = dict[UUID, list[dict[str, Any]]](), pack_of(case)
    for row in ReturnCost.objects.filter(case=case).order_by("at", "recorded_at"):
        said = {"kind": label(pack, f"codes.return_cost.{row.kind}"), "payer": label(pack, f"codes.return_payer.{row.payer}")}
        found.setdefault(row.journey_id, []).append({"row": row, **said})
    return found


def last_view(journey: Return) -> str:
    """What the child said last; empty where nobody heard it."""
    rows = sorted(journey.views.all(), key=lambda view: (view.at, view.recorded_at))
    return rows[-1].view if rows else ""


def best_interests(case: Case, risk: ReturnRisk | None) -> str:
    """Whether a return is in the child's best interests: as it was decided on its own page, else as the assessment names it."""
    decided = best_interest(case, "return")
    if decided is not None:
        return DECIDED.get(decided.outcome, "not_decided")
    return (risk.best_interests if risk else "") or "not_decided"


def child_ready(case: Case, journey: Return, at: datetime) -> rules.ChildReady:
    """What is known about a child that is to return; the date of birth counts where the reader sees it."""
    ages = known_ages(case, pack_of(case).calendar.local_date(at), getattr(case, "identity", None))
    risk = last_risk(journey, at)
    low, high = ages if ages else (None, None)
    return rules.ChildReady(low, high, last_view(journey), risk.excluded if risk else "", best_interests(case, risk))


def under_way() -> QuerySet[Return]:
    """Returns begun and not arrived, cases the reader sees."""
    rows = Return.objects.filter(arrived_at__isnull=True, cancelled_at__isnull=True, forced=False)
    return rows.select_related("case").order_by("planned_at", "at")


# --- rows of pages ---------------------------------------------------------------------------------------------------


def permit_words(permit: Permit, pack: Pack) -> dict[str, Any]:
    """A permit in words."""
    kind = file_of(pack).permits.get(permit.kind)
    grounds = file_of(pack).grounds
    return {
        "row": permit,
        "kind": in_words(kind.label) if kind else permit.kind,
        "grounds": ", ".join(in_words(grounds[code].label) if code in grounds else code for code in permit.grounds),
        "body": label(pack, f"bodies.{permit.body}") if permit.body else "",
        "reason": label(pack, f"codes.permit_refusal.{permit.reason}") if permit.reason else "",
        "ending": label(pack, f"codes.permit_ending.{permit.ended_reason}") if permit.ended_reason else "",
        "remedy": in_words(kind.remedy) if kind and permit.outcome == "refused" else "",
        "left": permit.ends_at - timezone.now() if permit.ends_at and not permit.ended_at else None,
    }


def listed(rows: Iterable[Any], actor: Actor) -> list[dict[str, Any]]:
    """Rows of a list with the code of their case in the reader's organisation."""
    shown = list(rows)
    known = codes([row.case_id for row in shown], actor.organisation_id)
    return [{"row": row, "code": known[row.case_id]} for row in shown if row.case_id in known]


def return_words(journey: Return, pack: Pack) -> dict[str, Any]:
    """A return in words."""

    def said(codes_list: str, code: str) -> str:
        return label(pack, f"codes.{codes_list}.{code}") if code else ""

    risk = last_risk(journey)
    return {
        "row": journey,
        "kind": said("return_kind", journey.kind),
        "country": country(journey.country),
        "papers": said("return_paper", journey.papers),
        "transport": said("return_transport", journey.transport),
        "paid_by": ", ".join(said("return_payer", code) for code in journey.paid_by),
        "met_by": said("met_by", journey.met_by),
        "risk": risk,
        "factors": ", ".join(said("return_factor", code) for code in risk.factors) if risk else "",
        "view": last_view(journey),
        "follow_ups": [
            {"row": row, "outcome": said("return_outcome", row.outcome), "through": said("return_contact", row.through)}
            for row in sorted(journey.follow_ups.all(), key=lambda row: row.at)
        ],
    }
