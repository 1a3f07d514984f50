"""Values of support: needs, the plan, services, consents, appointments; health, children and the person's words apart."""

from __future__ import annotations

from typing import Any

from dayaq.base.access.rules import Group
from dayaq.respond.papers.queries.first import outcome
from dayaq.respond.papers.queries.values import Asking, source
from dayaq.respond.papers.rules.filling import Rows
from dayaq.respond.papers.rules.sources import Blank
from dayaq.respond.support import queries as support

NEEDS = ("Need", "Answer", "How soon")
SOON = {"now": "now", "weeks": "within weeks", "later": "later"}
SERVICES = ("Service", "On", "By", "Outcome", "How much", "Paid by")
CONSENTS = ("Service", "To", "What is told", "Given on", "State")
WHO = {"us": "we", "person": "the person", "together": "together"}


@source("need.day", Blank(Group.G1, "Asked about needs on"))
def _asked(asking: Asking) -> str:
    found = support.last_assessment(asking.case)
    return asking.day(found.at) if found else ""


def need(asking: Asking, one: Any) -> tuple[str, str, str]:
    """One need in words."""
    return asking.code("need_domain", one.domain), asking.yes(one.answer), asking.word(SOON[one.urgency]) if one.urgency else ""


@source("need.all", Blank(Group.G1, "Needs", NEEDS))
def _needs(asking: Asking) -> Rows:
    found = support.last_assessment(asking.case)
    return [need(asking, one) for one in found.needs.order_by("recorded_at")] if found else []


@source("need.health", Blank(Group.G4, "Needs of health", (*NEEDS, "In the person's words")))
def _health(asking: Asking) -> Rows:
    found = support.last_assessment(asking.case)
    return [(*need(asking, one), one.text) for one in found.healthneeds.order_by("recorded_at")] if found else []


@source("need.words", Blank(Group.G3, "Needs in the person's words", ("Need", "In the person's words")))
def _words(asking: Asking) -> Rows:
    found = support.last_assessment(asking.case)
    needs = found.needs.order_by("recorded_at") if found else ()
    return [(asking.code("need_domain", one.domain), text.text) for one in needs for text in one.words.order_by("at")]


@source("plan.number", Blank(Group.G1, "Plan number"))
def _number(asking: Asking) -> str:
    one = support.current_plan(asking.case)
    return str(one.number) if one else ""


@source("plan.agreed", Blank(Group.G1, "Agreed with the person on"))
def _agreed(asking: Asking) -> str:
    one = support.current_plan(asking.case)
    return asking.day(one.signed_on or one.agreed_at) if one else ""


@source("plan.review", Blank(Group.G1, "Looked at again on"))
def _review(asking: Asking) -> str:
    one = support.current_plan(asking.case)
    return asking.day(one.review_on) if one else ""


@source("plan.goals", Blank(Group.G1, "Goals and steps", ("Goal", "Step", "Who", "Until", "Outcome")))
def _goals(asking: Asking) -> Rows:
    one = support.current_plan(asking.case)
    goals = one.goals.order_by("recorded_at").prefetch_related("steps") if one else ()
    return [line for goal in goals for line in steps(asking, goal)]


def steps(asking: Asking, goal: Any) -> Rows:
    """A goal with its steps, one line a step; a goal without steps has a line of its own."""
    name = asking.code("need_domain", goal.domain)
    found = sorted(goal.steps.all(), key=lambda step: step.recorded_at)
    return [
        (
            name,
            asking.code("plan_step", step.kind),
            asking.body(step.body) or asking.word(WHO.get(step.responsible, "another body")),
            asking.day(step.due_on),
            outcome(asking, step.outcome),
        )
        for step in found
    ] or [(name, "", "", "", outcome(asking, goal.outcome))]


@source("plan.words", Blank(Group.G3, "Goals in the person's words", ("Goal", "In the person's words")))
def _goal_words(asking: Asking) -> Rows:
    one = support.current_plan(asking.case)
    goals = one.goals.order_by("recorded_at") if one else ()
    return [(asking.code("need_domain", goal.domain), text.text) for goal in goals for text in goal.words.order_by("at")]


@source("plan.health", Blank(Group.G4, "Goals of health", ("Goal", "In the person's words", "Until")))
def _health_goals(asking: Asking) -> Rows:
    one = support.current_plan(asking.case)
    goals = one.health_goals.order_by("recorded_at") if one else ()
    return [(asking.code("need_domain", goal.domain), goal.text, asking.day(goal.due_on)) for goal in goals]


def amount(asking: Asking, one: Any) -> str:
    """How much of a service: the unit before the number, so that it is right for every number in every language."""
    return ": ".join(filter(None, (asking.code("service_unit", one.unit), f"{one.amount.normalize():f}"))) if one.amount is not None else ""


def services(asking: Asking, group: str) -> Rows:
    """Services of one group, the oldest first."""
    return [
        (
            asking.code("service_kind", one.kind),
            asking.day(one.at),
            one.outside or asking.unit(one.provider),
            outcome(asking, one.outcome),
            amount(asking, one),
            asking.code("service_funding", one.funding),
        )
        for one in reversed(support.services(asking.case))
        if group == one.GROUP
    ]


@source("service.given", Blank(Group.G1, "Services", SERVICES))
def _services(asking: Asking) -> Rows:
    return services(asking, "G1")


@source("service.health", Blank(Group.G4, "Services of health", SERVICES))
def _health_services(asking: Asking) -> Rows:
    return services(asking, "G4")


@source("service.children", Blank(Group.G7, "Services to children and dependants", SERVICES))
def _children(asking: Asking) -> Rows:
    return services(asking, "G7")


def consents(asking: Asking, group: str) -> Rows:
    """Consents of one group with whether they hold."""
    found = [one for one in reversed(support.consents(asking.case)) if group == one.GROUP]
    return [
        (
            asking.code(support.consent_list(asking.pack, one.service), one.service),
            one.outside or asking.unit(one.unit or one.provider),
            ", ".join(asking.group(name) for name in one.groups),
            asking.day(one.at),
            state(asking, one),
        )
        for one in found
    ]


def state(asking: Asking, one: Any) -> str:
    """Whether a consent holds on the day of the paper."""
    if one.withdrawn_at and one.withdrawn_at <= asking.at:
        return f"{asking.word('taken back')}: {asking.day(one.withdrawn_at)}"
    over = one.expires_at and one.expires_at <= asking.at
    return f"{asking.word('ended' if over else 'holds')}{f': {asking.day(one.expires_at)}' if over else ''}"


@source("consent.given", Blank(Group.G1, "Consents", CONSENTS))
def _consents(asking: Asking) -> Rows:
    return consents(asking, "G1")


@source("consent.health", Blank(Group.G4, "Consents about health", CONSENTS))
def _health_consents(asking: Asking) -> Rows:
    return consents(asking, "G4")
