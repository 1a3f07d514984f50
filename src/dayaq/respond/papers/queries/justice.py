"""Values of justice: the wish for a lawyer, the lawyer, questionings and hearings of the person."""

from __future__ import annotations

from typing import Any

from dayaq.base.access.rules import Group
from dayaq.respond.justice import queries as justice
from dayaq.respond.papers.queries.values import Asking, source
from dayaq.respond.papers.rules.filling import Rows
from dayaq.respond.papers.rules.sources import Blank

ANY = {"any": "either"}


def wish(asking: Asking) -> Any:
    """The last wish for a lawyer."""
    return next(iter(justice.wishes(asking.case)), None)


def mandate(asking: Asking) -> Any:
    """The mandate that runs, else the last one."""
    found = justice.mandates(asking.case)
    return next((one for one in found if one.ended_at is None), found[0] if found else None)


def sex(asking: Asking, code: str) -> str:
    """Which sex the person chose."""
    return asking.word(ANY[code]) if code in ANY else asking.code("sex", code)


def of(taken: Any, group: Group, name: str, label: str, value: Any) -> None:
    """A blank of the wish or of the mandate."""

    def found(asking: Asking) -> str:
        one = taken(asking)
        return value(asking, one) if one else ""

    source(name, Blank(group, label))(found)


of(wish, Group.G1, "wish.day", "The person asked for a lawyer on", lambda asking, one: asking.day(one.at))
of(wish, Group.G1, "wish.scopes", "For what", lambda asking, one: asking.many("legal_scope", one.scopes))
of(wish, Group.G1, "wish.sex", "Sex the person chose", lambda asking, one: sex(asking, one.sex_wished))
of(wish, Group.G1, "wish.language", "Language", lambda asking, one: asking.code("language", one.language))
of(wish, Group.G1, "wish.told", "Told what it costs", lambda asking, one: asking.yes(one.told_cost))
of(mandate, Group.G8, "lawyer.name", "Lawyer", lambda asking, one: one.lawyer.name)
of(mandate, Group.G8, "lawyer.bar", "Member of the bar", lambda asking, one: one.lawyer.bar_number or asking.yes(one.lawyer.bar_member))
of(mandate, Group.G8, "lawyer.scopes", "Acts in", lambda asking, one: asking.many("legal_scope", one.scopes))
of(mandate, Group.G8, "lawyer.scheme", "Paid by", lambda asking, one: asking.code("legal_scheme", one.scheme))
of(mandate, Group.G8, "lawyer.free", "Free for the person", lambda asking, one: asking.yes(one.free))
of(mandate, Group.G8, "lawyer.since", "Since", lambda asking, one: asking.day(one.at))
of(mandate, Group.G8, "lawyer.attorney", "Power of attorney signed on", lambda asking, one: asking.day(one.attorney_at))


@source("statement.all", Blank(Group.G6, "Questionings", ("On", "Asked by", "Sex chosen and met", "Interpreter", "Present", "Method")))
def _statements(asking: Asking) -> Rows:
    return [
        (
            asking.time(one.at),
            asking.code("asker_kind", one.asked_by),
            " / ".join(filter(None, (sex(asking, one.sex_wished), asking.code("sex", one.asker_sex)))),
            asking.yes(one.interpreter),
            asking.many("present", one.present),
            asking.code("statement_method", one.method),
        )
        for one in justice.statements(asking.case)
    ]


@source("hearing.all", Blank(Group.G6, "Hearings", ("On", "Kind", "Has to come", "Asked for", "Granted")))
def _hearings(asking: Asking) -> Rows:
    return [
        (
            asking.time(one.hearing.at),
            asking.code("hearing_kind", one.hearing.kind),
            asking.yes(one.must_attend),
            asking.many("court_measure", one.asked),
            asking.many("court_measure", one.granted),
        )
        for one in justice.appearances(asking.case)
    ]
