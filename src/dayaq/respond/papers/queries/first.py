"""Values of the case file, referral, screening and identification."""

from __future__ import annotations

from datetime import date

from dayaq.respond.casefile import queries as casefile
from dayaq.respond.papers.access import GROUNDS
from dayaq.respond.papers.queries.values import Asking, source
from dayaq.respond.papers.rules.filling import Rows


@source("case.code")
def _code(asking: Asking) -> str:
    return casefile.code_for(asking.case, asking.by.organisation_id)


@source("case.opened")
def _opened(asking: Asking) -> str:
    return asking.day(asking.case.opened_at)


@source("case.sex")
def _sex(asking: Asking) -> str:
    return asking.code("sex", asking.case.sex) if asking.case.sex_state == "known" else ""


@source("case.age")
def _age(asking: Asking) -> str:
    return asking.code("age_band", asking.case.age_band) if asking.case.age_band_state == "known" else ""


@source("case.nationality")
def _nationality(asking: Asking) -> str:
    return casefile.country(asking.case.nationality) if asking.case.nationality_state == "known" else ""


@source("case.languages")
def _languages(asking: Asking) -> str:
    return asking.many("language", asking.case.languages)


@source("case.statuses")
def _statuses(asking: Asking) -> Rows:
    standing = casefile.statuses(asking.case)
    return [(casefile.label(asking.pack, f"status.{one.status}"), asking.body(one.body), asking.day(one.at)) for one in standing]


@source("person.name")
def _name(asking: Asking) -> str:
    identity = getattr(asking.case, "identity", None)
    return " ".join(filter(None, (identity.given_name, identity.family_name))) if identity else ""


@source("person.born")
def _born(asking: Asking) -> str:
    identity = getattr(asking.case, "identity", None)
    if identity is None:
        return ""
    born = str(identity.birth_value)
    try:
        return asking.day(date.fromisoformat(born))
    except ValueError:  # the year alone, or year and month, or about
        return f"{asking.word('about')} {born[1:]}" if born.startswith("~") else born


@source("person.document")
def _document(asking: Asking) -> str:
    identity = getattr(asking.case, "identity", None)
    return identity.document if identity else ""


@source("maker.name")
def _maker(asking: Asking) -> str:
    return asking.by.name


@source("maker.body")
def _body(asking: Asking) -> str:
    return asking.body(asking.by.organisation)


@source("maker.unit")
def _unit(asking: Asking) -> str:
    return asking.unit(asking.by.unit_id)


@source("today")
def _today(asking: Asking) -> str:
    return asking.day(asking.at)


@source("recipient.name")
def _recipient(asking: Asking) -> str:
    return asking.recipient


@source("ground.words")
def _ground(asking: Asking) -> str:
    return asking.word(GROUNDS[asking.ground])


@source("order.number")
def _order(asking: Asking) -> str:
    return asking.order_number


@source("order.body")
def _ordered(asking: Asking) -> str:
    return asking.order_body


@source("help.given")
def _help_given(asking: Asking) -> Rows:
    given = list(asking.case.assistance.order_by("at"))
    return [
        (asking.code("first_assistance", one.kind), asking.day(one.at), asking.unit(one.organisation), outcome(asking, one.outcome))
        for one in given
    ]


def outcome(asking: Asking, code: str) -> str:
    """What became of help, a service, a goal, a step: in a plain word."""
    return asking.word(DONE.get(code, code)) if code else ""


DONE = {
    "given": "given",
    "offered": "offered",
    "refused_by_person": "refused by the person",
    "not_available": "not available",
    "reached": "reached",
    "partly": "partly reached",
    "not_reached": "not reached",
    "dropped": "given up",
    "done": "done",
    "not_possible": "not possible",
    "not_wanted": "not wanted",
}
