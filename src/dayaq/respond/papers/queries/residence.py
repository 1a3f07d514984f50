"""Values of residence: the reflection period, permits, a return and what goes on after it."""

from __future__ import annotations

from typing import Any

from dayaq.base.access.rules import Group
from dayaq.respond.casefile.queries import country
from dayaq.respond.papers.queries.values import Asking, source
from dayaq.respond.papers.rules.filling import Rows
from dayaq.respond.papers.rules.sources import Blank
from dayaq.respond.residence import queries as residence
from dayaq.ui.templatetags.dayaq import codes as in_words


def coded(label: str) -> Blank:
    """A blank of coded facts."""
    return Blank(Group.G1, label)


def reflection(asking: Asking) -> Any:
    """The reflection period given last, else what the person said of it."""
    found = residence.reflections(asking.case)
    return next((one for one in found if one.outcome == "given"), found[0] if found else None)


@source("reflection.state", coded("Reflection period"))
def _state(asking: Asking) -> str:
    one = reflection(asking)
    return asking.code("reflection_outcome", one.outcome) if one else ""


@source("reflection.from", coded("Begins on"))
def _begins(asking: Asking) -> str:
    one = reflection(asking)
    return asking.day(one.at) if one else ""


@source("reflection.until", coded("Ends on"))
def _ends(asking: Asking) -> str:
    one = reflection(asking)
    return asking.day(one.ends_at) if one else ""


@source("reflection.body", coded("Given by"))
def _given_by(asking: Asking) -> str:
    one = reflection(asking)
    return asking.body(one.body) if one else ""


def permit(asking: Asking) -> Any:
    """The permit applied for last, with its words."""
    found = residence.permits(asking.case)
    return residence.permit_words(found[0], asking.pack) if found else None


@source("permit.kind", coded("Kind of permit"))
def _permit_kind(asking: Asking) -> str:
    one = permit(asking)
    return one["kind"] if one else ""


@source("permit.grounds", coded("Grounds"))
def _grounds(asking: Asking) -> str:
    one = permit(asking)
    return one["grounds"] if one else ""


@source("permit.applied", coded("Applied on"))
def _applied(asking: Asking) -> str:
    one = permit(asking)
    return asking.day(one["row"].at) if one else ""


@source("permit.all", Blank(Group.G1, "Permits", ("Kind of permit", "Applied on", "Outcome", "From", "Until")))
def _permits(asking: Asking) -> Rows:
    outcomes = {"granted": "granted", "refused": "refused", "withdrawn": "taken back"}
    return [
        (
            in_words(residence.permit_words(one, asking.pack)["kind"]),
            asking.day(one.at),
            asking.word(outcomes[one.outcome]) if one.outcome else "",
            asking.day(one.starts_on),
            asking.day(one.last_day),
        )
        for one in residence.permits(asking.case)
    ]


def journey(asking: Asking) -> Any:
    """The return begun last that was not given up."""
    return next((one for one in residence.returns(asking.case) if one.cancelled_at is None), None)


def of_journey(name: str, label: str, value: Any) -> None:
    """A blank of the return begun last."""

    def found(asking: Asking) -> str:
        one = journey(asking)
        return value(asking, one) if one else ""

    source(name, coded(label))(found)


of_journey("return.kind", "Kind of return", lambda asking, one: asking.code("return_kind", one.kind))
of_journey("return.country", "Country", lambda asking, one: country(one.country))
of_journey("return.free", "The person chose it freely", lambda asking, one: asking.yes(one.free))
of_journey("return.informed", "The person knows what awaits there", lambda asking, one: asking.yes(one.informed))
of_journey("return.advised", "Advice on how to stay safe was given", lambda asking, one: asking.yes(one.advised))
of_journey("return.papers", "Travel papers", lambda asking, one: asking.code("return_paper", one.papers))
of_journey("return.transport", "Transport", lambda asking, one: asking.code("return_transport", one.transport))
of_journey("return.paid_by", "Costs paid by", lambda asking, one: asking.many("return_payer", one.paid_by))
of_journey("return.met_by", "Met on arrival by", lambda asking, one: asking.code("met_by", one.met_by))


@source("return.risks", Blank(Group.G1, "Risks of the return", ("On", "Risk", "What speaks for it", "Trafficking again ruled out", "Safe")))
def _risks(asking: Asking) -> Rows:
    one = journey(asking)
    rows = sorted(one.risks.all(), key=lambda risk: risk.at) if one else ()
    out = {"yes": "yes", "no": "no", "not_clear": "not clear"}
    return [
        (
            asking.day(risk.at),
            asking.word(risk.level),
            asking.many("return_factor", risk.factors),
            asking.word(out.get(risk.excluded, risk.excluded)),
            asking.yes(risk.safe),
        )
        for risk in rows
    ]


@source("return.partner", Blank(Group.G2, "Who receives the person"))
def _partner(asking: Asking) -> str:
    one = journey(asking)
    return "; ".join(f"{partner.name}, {partner.contact}" for partner in one.partners.order_by("at")) if one else ""


@source("return.way", Blank(Group.G5, "Way and time of the journey", place=True))
def _way(asking: Asking) -> str:
    one = journey(asking)
    return "; ".join(plan.text for plan in one.plans.order_by("at")) if one else ""


@source("money.continuing", Blank(Group.G8, "What goes on after departure", ("What", "Acts for the person", "Paid by way of", "Until")))
def _continuing(asking: Asking) -> Rows:
    return [
        (asking.code("continuing_kind", one.kind), one.holder, asking.code("payment_route", one.route), asking.day(one.until))
        for one in residence.continuing(asking.case)
    ]
