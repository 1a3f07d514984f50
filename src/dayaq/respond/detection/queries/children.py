"""Street children and the child's path: what was decided, taken, found, and what is still to be done."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils import timezone

from dayaq.base.accounts.queries import names
from dayaq.core.clock import Deadline
from dayaq.core.decision import Decision, Reason
from dayaq.core.pack import Pack
from dayaq.core.pack.schema.bodies import selects
from dayaq.core.pack.schema.detection import AgeAssessment as AgeRule
from dayaq.core.pack.schema.detection import DetectionFile
from dayaq.core.words import N_
from dayaq.respond.casefile.queries import Case, child_mark, label, pack_of
from dayaq.respond.detection import rules
from dayaq.respond.detection.models import AgeAssessment, BestInterest, BestInterestWords, ChildStep, StreetAnswer, StreetChild
from dayaq.ui.templatetags.dayaq import codes as in_words

REFERRAL = "referral"


# --- street children ---------------------------------------------------------------------------------------------------


def street_term(pack: Pack, at: datetime) -> Deadline | None:
    """The term for a child found in the street that day; None where the country has none."""
    rule = pack.area(DetectionFile).street_child
    day = pack.calendar.local_date(at)
    if rule is None or not rule.in_force(day) or rule.clock not in pack.clocks:
        return None
    return pack.on(day).clock(rule.clock)


def refer_on(pack: Pack) -> tuple[str, ...]:
    """Questions whose "yes" asks for a referral."""
    rule = pack.area(DetectionFile).street_child
    return rule.refer_on if rule else ()


def street_stops(case: Case) -> list[StreetChild]:
    """Every stop of the child, the newest first."""
    return list(StreetChild.objects.filter(case=case).order_by("-found_at"))


def street_page(case: Case, pack: Pack, now: datetime) -> dict[str, Any]:
    """The open stop with its time, and what was answered."""
    stops = street_stops(case)
    current = next((stop for stop in stops if stop.ended_at is None), None)
    answers = {row.question: row.answer for row in StreetAnswer.objects.filter(case=case).order_by("at")}
    return {
        "stops": [stop_row(stop, pack, now) for stop in stops],
        "current": stop_row(current, pack, now) if current else None,
        "answers": [(label(pack, f"codes.street_question.{code}"), said) for code, said in answers.items()],
        "asks_for_referral": rules.asks_for_referral(answers, refer_on(pack)),
    }


def stop_row(stop: StreetChild, pack: Pack, now: datetime) -> dict[str, Any]:
    """One stop in words, with the time left or over."""
    end = stop.ended_at or now
    return {
        "row": stop,
        "left": stop.due_at - end if stop.due_at else None,
        "over": stop.due_at is not None and end > stop.due_at,
        "outcome": label(pack, f"codes.street_outcome.{stop.outcome}") if stop.outcome else "",
        "late_reason": label(pack, f"codes.street_late.{stop.late_reason}") if stop.late_reason else "",
    }


# --- the child's path --------------------------------------------------------------------------------------------------


def best_interests(case: Case, about: str = "") -> list[BestInterest]:
    """Decisions on the best interest, the newest first; ``about``: on one question only."""
    rows = BestInterest.objects.filter(case=case)
    return list((rows.filter(about=about) if about else rows).order_by("-at", "-recorded_at"))


def best_interest(case: Case, about: str) -> BestInterest | None:
    """The decision that stands on one question ("return", "placement", ...); other areas ask here."""
    return next(iter(best_interests(case, about)), None)


def refusal_supported(case: Case) -> bool:
    """Whether it was decided that not being referred is in the child's best interest: only then its no binds.

    Basis: CoE Convention, Article 10(4); CRC, Article 3.
    """
    decided = best_interest(case, REFERRAL)
    return decided is not None and decided.outcome == "not_in_interest"


def age_assessments(case: Case) -> list[AgeAssessment]:
    """Assessments of age, the newest first."""
    return list(AgeAssessment.objects.filter(case=case).order_by("-at", "-recorded_at"))


def age_rule(pack: Pack) -> AgeRule | None:
    """How the country lets an age be assessed."""
    return pack.area(DetectionFile).age_assessment


def check_child_step(pack: Pack, kind: str, detail: str, at: datetime) -> Decision:
    """Whether the step's detail fits: the patron is a body the country names, the programme runs that day (CHI-02, CHI-08)."""
    area, day = pack.area(DetectionFile), pack.calendar.local_date(at)
    if kind == "patron":
        body, rule = pack.bodies.get(detail), area.patron
        fits = bool(body and rule and any(selects(selector, detail, body) for selector in rule.bodies))
        return Decision.allow() if fits else Decision.refuse(Reason("no_patron", N_("Choose a body that may protect a child.")))
    if kind == "programme":
        programme = area.programmes.get(detail)
        if programme is None or not programme.in_force(day):
            return Decision.refuse(Reason("no_programme", N_("No such programme ran on that day.")))
    return Decision.allow()


def step_choices(pack: Pack) -> list[tuple[str, str]]:
    """Bodies that may be patrons and programmes, by code and name."""
    area = pack.area(DetectionFile)
    patrons = [
        (code, label(pack, f"bodies.{code}"))
        for code, body in pack.bodies.items()
        if area.patron and any(selects(selector, code, body) for selector in area.patron.bodies)
    ]
    return [*patrons, *((code, in_words(programme.label)) for code, programme in area.programmes.items())]


def child_page(case: Case) -> dict[str, Any]:
    """The child's path on one page: guardian, best interest, steps, age, what is still open."""
    pack = pack_of(case)
    decided, steps = best_interests(case), list(ChildStep.objects.filter(case=case).order_by("-at", "-recorded_at"))
    whose = names({row.organisation for row in decided} | {row.organisation for row in steps})
    words = {row.decision_id: row for row in BestInterestWords.objects.filter(case=case)}
    today = pack.calendar.local_date(timezone.now())
    return {
        "mark": child_mark(case),
        "decisions": [decision_row(row, words.get(row.id), pack, whose.get(row.organisation, {}), today) for row in decided],
        "steps": [step_row(row, pack, whose.get(row.organisation, {})) for row in steps],
        "ages": [age_row(row, pack) for row in age_assessments(case)],
        "guardian": guardian_state(case),
        "may_trace": rules.may_trace([row.outcome for row in decided if row.about == "family_tracing"]),
        "stops": [stop_row(stop, pack, timezone.now()) for stop in street_stops(case)],
    }


def decision_row(row: BestInterest, words: BestInterestWords | None, pack: Pack, body: Any, today: Any) -> dict[str, Any]:
    """A decision on the best interest in words."""
    return {
        "row": row,
        "body": body,
        "words": words,
        "about": label(pack, f"codes.best_interest_about.{row.about}"),
        "outcome": label(pack, f"codes.best_interest_outcome.{row.outcome}"),
        "heard": label(pack, f"codes.child_heard.{row.heard}"),
        "factors": ", ".join(label(pack, f"codes.child_factor.{code}") for code in row.factors),
        "present": ", ".join(label(pack, f"codes.present.{code}") for code in row.present),
        "look_again": row.review_on <= today,
    }


def step_row(row: ChildStep, pack: Pack, body: Any) -> dict[str, Any]:
    """A step in words."""
    detail = dict(step_choices(pack)).get(row.detail, row.detail)
    return {"row": row, "body": body, "kind": label(pack, f"codes.child_step.{row.kind}"), "detail": detail}


def age_row(row: AgeAssessment, pack: Pack) -> dict[str, Any]:
    """An assessment of age in words."""
    methods = ", ".join(label(pack, f"codes.age_method.{code}") for code in row.methods)
    return {"row": row, "methods": methods, "result": label(pack, f"codes.age_result.{row.result}")}


def guardian_state(case: Case) -> dict[str, Any]:
    """Whether a guardian stands by the child, and whether one independent of those who help is still needed."""
    found = list(case.guardians.filter(ended_at__isnull=True))
    helping = {str(one) for one in case.assistance.filter(outcome="given").values_list("organisation", flat=True)}
    bodies = [str(one.organisation) if one.organisation else None for one in found if one.independent]
    return {"any": bool(found), "independent_needed": rules.needs_independent(bodies, helping)}
