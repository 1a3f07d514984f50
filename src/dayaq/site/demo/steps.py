"""Steps of a person's way as the demonstration tells them: each is one real action under whoever takes it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from dayaq.base.access.context import acting
from dayaq.base.access.rules import Actor
from dayaq.base.accounts.queries import receiving_units
from dayaq.respond.casefile import actions as casefile
from dayaq.respond.casefile.actions import NewCase
from dayaq.respond.identification import actions as identification
from dayaq.respond.identification.actions import NewDecision, Told
from dayaq.respond.referral import actions as referral
from dayaq.respond.referral.actions import Envelope, Receipt

MARK = "demo.invented"  # the timeline entry every case of the demonstration carries; it says which one it is
BESIDE_A_CHILD: dict[str, Any] = {
    "present": ("legal_representative", "psychologist"),
    "absences": {"doctor": "seen the day before", "patron": "guardian is present"},
}
SLIP = Receipt(papers_handed_over=True, dignity_checked=True)


def known(value: str) -> tuple[str, str]:
    """A fact that is known."""
    return value, "known"


def adult(sex: str, country: str, source: str, **more: Any) -> NewCase:
    """A grown-up person as first met; ``more``: further facts of the case."""
    facts = {"age_band": known("adult"), "under_18": "no", "under_18_reason": "papers", "languages": ("az",), **more}
    return NewCase(source_kind=source, sex=known(sex), nationality=known(country), **facts)


def guarded(who: Actor, case: Any, at: datetime) -> None:
    """Appoint a guardian for a child."""
    with acting(who):
        casefile.appoint_guardian(case=case, name="Uydurma Qəyyumzadə", kind="guardian", by=who, at=at)


def opened(who: Actor, at: datetime, new: NewCase, mark: str | int) -> Any:
    """Open a case and mark it as invented."""
    with acting(who):
        case = casefile.open_case(new=new, by=who, at=at)
        casefile.record(case=case, kind=MARK, by=who, at=at, facts={"demo": mark})
    return case


def named(who: Actor, case: Any, at: datetime, given: str, family: str, birth: str = "") -> None:
    """Write who the person is."""
    with acting(who):
        casefile.record_identity(case=case, given_name=given, family_name=family, birth=birth, by=who, at=at)


def assisted(who: Actor, case: Any, at: datetime) -> None:
    """First assistance as the country's first step of identification: begun and, for now, done."""
    with acting(who):
        step = identification.begin_stage(case=case, code="first_assistance", by=who, at=at)
        identification.finish_stage(stage=step, by=who, at=at)


def helped(who: Actor, case: Any, at: datetime, *kinds: str, outcome: str = "given", reason: str = "") -> None:
    """Give, or try to give, several kinds of help."""
    with acting(who):
        for kind in kinds:
            casefile.give_help(case=case, kind=kind, outcome=outcome, reason=reason, by=who, at=at)


def referred(who: Actor, case: Any, suspected: datetime, at: datetime, **words: Any) -> Any:
    """Refer to the officer on duty with the person's agreement, unless ``words`` say otherwise."""
    envelope = Envelope(**{"person_word": "agreed", "person_informed": True, "rights_explained": True, "accompanied": True, **words})
    with acting(who):
        return referral.send(case=case, to_unit=receiving_units()[0], suspected_at=suspected, by=who, at=at, envelope=envelope)


def received(duty: Actor, sent: Any, at: datetime, *, accepted: datetime | None = None) -> None:
    """Receive the person; take the case on at ``accepted``."""
    with acting(duty):
        referral.receive(referral=sent, by=duty, at=at, receipt=SLIP)
        if accepted:
            referral.accept(referral=sent, by=duty, at=accepted)


def inquired(officer: Actor, case: Any, begun: datetime, done: datetime | None, **company: Any) -> None:
    """Lead the inquiry, to its end if ``done``."""
    with acting(officer):
        stage = identification.begin_stage(case=case, code="inquiry", by=officer, at=begun, **company)
        if done:
            identification.finish_stage(stage=stage, by=officer, at=done)


def decided(officer: Actor, case: Any, at: datetime, *, exploitation: str, route: str, reason: str = "") -> Any:
    """Decide: positive without ``reason``, else negative for it."""
    positive = not reason
    found = "yes" if positive else "unknown"
    words = "Invented case: act, means and purpose were found." if positive else "Invented case: the elements were not found together."
    new = NewDecision(
        positive=positive,
        act="yes",
        means=found,
        purpose=found,
        reasons=words,
        exploitation=exploitation,
        route=route,
        reason_code=reason,
    )
    with acting(officer):
        return identification.decide(case=case, new=new, by=officer, at=at)


def told(officer: Actor, case: Any, decision: Any, at: datetime, language: str) -> None:
    """Tell the person of the decision in a language he or she understands."""
    notice = Told(language=language, method="spoken", decision=decision)
    with acting(officer):
        identification.notify_person(case=case, told=notice, by=officer, at=at)


def answered(duty: Actor, sent: Any, at: datetime, reason: str = "") -> None:
    """Tell the referrer how it ended: recognised without ``reason``, else not, for it."""
    outcome = "not_identified" if reason else "identified"
    with acting(duty):
        referral.feed_back(referral=sent, outcome=outcome, reason=reason or "criteria_met", by=duty, at=at)


def closed(who: Actor, case: Any, at: datetime) -> None:
    """Move the stepper to its end and close the case."""
    with acting(who):
        casefile.set_stage(case=case, stage="closed", by=who, at=at)
        casefile.close_case(case=case, by=who, at=at)


def seen_to(who: Actor, case: Any, at: datetime, *kinds: str) -> None:
    """Tasks of these kinds are done."""
    with acting(who):
        for kind in kinds:
            casefile.finish_tasks(case=case, kind=kind, by=who, at=at)


def set_stage(who: Actor, case: Any, stage: str, at: datetime) -> None:
    """Move the stepper."""
    with acting(who):
        casefile.set_stage(case=case, stage=stage, by=who, at=at)
