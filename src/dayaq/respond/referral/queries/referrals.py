"""One referral with its two clocks, its envelope in words, and what went wrong on a case."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from dayaq.base.access.rules import Actor
from dayaq.core.clock import ClockState, Phase
from dayaq.core.pack import Pack
from dayaq.core.words import N_
from dayaq.respond.casefile.queries import label, language, task_words
from dayaq.respond.referral import rules
from dayaq.respond.referral.models import RISKS, Breach, Message, Referral
from dayaq.respond.referral.queries.words import DECLINES, FINDER_CLOCK, OUTCOMES, OWED, RECEIVER_CLOCK, WAITING, WORDS, YES_NO, home, term


def times(referral: Referral) -> rules.Times:
    """The four times; what was sent through the system went to a recipient the law allows."""
    return rules.Times(referral.suspected_at, referral.sent_at, referral.arrived_at, referral.received_at)


def finder_clock(referral: Referral, now: datetime) -> ClockState:
    """How the finder's duty stands."""
    pack = home()
    return rules.finder_duty(times(referral), term(pack, FINDER_CLOCK, referral.suspected_at), now, pack.calendar)


def receiver_clock(referral: Referral, now: datetime) -> ClockState:
    """How the receiving unit's own measure stands; without a term in the pack no clock runs."""
    pack, begins = home(), referral.arrived_at or referral.sent_at
    return rules.receiver_measure(times(referral), term(pack, RECEIVER_CLOCK, begins or now), now, pack.calendar)


def one(referral_id: UUID) -> Referral | None:
    """One referral with its case, if the actor sees it."""
    return Referral.objects.select_related("case").filter(id=referral_id).first()


def of_case(case: Any) -> QuerySet[Referral]:
    """The referrals of a case, the newest first."""
    return Referral.objects.filter(case=case).order_by("-suspected_at", "-recorded_at", "id")


def sender_words(referral: Referral) -> str:
    """The body that sent the person, by its name; empty where nobody knows."""
    return label(home(), f"bodies.{referral.from_body}") if referral.from_body else ""


def next_step(case: Any, unit: UUID | None) -> tuple[str, Referral | None]:
    """The oldest referral of a case on which this unit has something to do, and the page that does it."""
    pages = {**dict.fromkeys(WAITING, "receive"), "received": "one", **dict.fromkeys(OWED, "answer")}
    rows = Referral.objects.filter(case=case, to_unit=unit, status__in=pages) if unit else Referral.objects.none()
    row = rows.order_by("suspected_at", "id").first()
    return (pages[row.status] if row else "of_case"), row


def messages(referral: Referral) -> list[Message]:
    """What it says beyond the envelope; empty without a grant of G3."""
    return list(Message.objects.filter(referral=referral).order_by("at"))


def breaches(case: Any) -> QuerySet[Breach]:
    """What went wrong on a case, the newest first."""
    return Breach.objects.filter(case=case).order_by("-at", "id")


def breach_rows(case: Any) -> list[dict[str, Any]]:
    """What went wrong, as entries of a timeline."""
    pack = home()
    return [
        {
            "at": row.at,
            "what": label(pack, f"codes.breach_kind.{row.kind}"),
            "by": label(pack, f"bodies.{row.by_body}") if row.by_body else "",
            "kind": "brick",
            "late": row.recorded_at,
        }
        for row in breaches(case)
    ]


def first_help() -> list[str]:
    """What is offered at once, in words. Basis: CoE Convention, Article 12(1); in pack az Cabinet Decision 131, 6.4."""
    return [text for _, text in home().codes["first_assistance"].choices(language())]


def clock_words(state: ClockState) -> dict[str, Any]:
    """A clock as the page draws it; without a term it says so and counts nothing."""
    drawn = {Phase.NOT_STARTED: "none", Phase.MET: "done", Phase.MET_LATE: "over"}.get(state.phase, "")
    said = {Phase.NOT_STARTED: N_("no term: it is only measured"), Phase.MET: N_("done in time"), Phase.MET_LATE: N_("done, but late")}
    return {"left": state.remaining if not drawn else None, "state": drawn, "words": said.get(state.phase, ""), "at": state.due}


def task_label(kind: str) -> str:
    """A task in words."""
    return task_words(kind)


def facts(referral: Referral, actor: Actor) -> list[dict[str, Any]]:
    """The envelope as a summary list: codes in words, what nobody asked as such."""
    pack, risks = home(), dict(RISKS)
    sides = [(N_("From"), referral.from_body), (N_("To"), referral.to_body)]
    rows: list[dict[str, Any]] = [
        {"label": name, "value": label(pack, f"bodies.{body}") if body else "", "state": "" if body else "unknown"} for name, body in sides
    ]
    rows.append({"label": N_("What the person says"), "value": dict(WORDS).get(referral.person_word, referral.person_word)})
    rows.append({"label": N_("Risks"), "value": ", ".join(str(risks.get(code, code)) for code in referral.risks) or "–"})
    for name, value in (
        (N_("Told what happens next"), referral.person_informed),
        (N_("Told about rights"), referral.rights_explained),
        (N_("Accompanied, unrestrained"), referral.accompanied),
        (N_("Papers handed over"), referral.papers_handed_over),
        (N_("Treated with respect on the way"), referral.dignity_checked),
    ):
        rows.append({"label": name, "value": YES_NO[value], "state": "" if value is not None else "not_asked"})
    if referral.outcome and (actor.unit_id in {referral.from_unit, referral.to_unit}):
        rows.append({"label": N_("Outcome"), "value": OUTCOMES.get(referral.outcome, referral.outcome)})
        rows.append({"label": N_("Reason"), "value": reason_words(pack, referral.outcome_reason)})
    return rows


def reason_words(pack: Pack, code: str) -> str:
    """The reason of an outcome in words."""
    met = N_("The criteria are met")
    known = {**DECLINES, "criteria_met": met, "elements_found": met}
    return known[code] if code in known else label(pack, f"codes.negative_reason.{code}")
