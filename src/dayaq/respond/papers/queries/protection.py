"""Values of protection: risk, the safety plan, threats, measures, non-punishment, the address for letters."""

from __future__ import annotations

from typing import Any

from dayaq.base.access.rules import Group
from dayaq.respond.papers.queries.values import Asking, source
from dayaq.respond.papers.rules.filling import Rows
from dayaq.respond.papers.rules.sources import Blank
from dayaq.respond.protection import queries as protection


def risk(asking: Asking) -> Any:
    """The last risk assessment, in words."""
    found = protection.risks(asking.case.id)
    return protection.risk_words(found[0], asking.pack) if found else None


def of_risk(name: str, label: str, value: Any) -> None:
    """A blank of the last risk assessment."""

    def found(asking: Asking) -> str:
        one = risk(asking)
        return value(asking, one) if one else ""

    source(name, Blank(Group.G1, label))(found)


of_risk("risk.day", "Assessed on", lambda asking, one: asking.day(one["row"].at))
of_risk("risk.level", "Risk", lambda asking, one: asking.word(one["row"].level))
of_risk("risk.factors", "What speaks for it", lambda asking, one: one["factors"])
of_risk("risk.answers", "What lowers it", lambda asking, one: one["mitigations"])
of_risk("risk.review", "Looked at again on", lambda asking, one: asking.day(one["row"].next_review))


@source("risk.notes", Blank(Group.G3, "Reasons", ("On", "Reasons")))
def _notes(asking: Asking) -> Rows:
    notes = sorted(protection.note_of(asking.case.id).values(), key=lambda note: note.at)
    return [(asking.day(note.at), note.text) for note in notes if note.about == "risk"]


@source("safety.agreed", Blank(Group.G1, "Agreed with the person on"))
def _agreed(asking: Asking) -> str:
    one = protection.plan(asking.case.id)
    return asking.day(one.at) if one and one.agreed else ""


def words_of_plan(asking: Asking, column: str) -> str:
    """A part of what the safety plan says, for whoever sees places."""
    one = protection.plan(asking.case.id)
    words = getattr(one, "words", None) if one else None
    return getattr(words, column) if words else ""


@source("safety.steps", Blank(Group.G5, "Steps", place=True))
def _steps(asking: Asking) -> str:
    return words_of_plan(asking, "steps")


@source("safety.contacts", Blank(Group.G5, "Whom to call", place=True))
def _contacts(asking: Asking) -> str:
    return words_of_plan(asking, "contacts")


@source("safety.word", Blank(Group.G5, "Code word", place=True))
def _code_word(asking: Asking) -> str:
    return words_of_plan(asking, "code_word")


@source("threat.all", Blank(Group.G1, "Threats", ("On", "Against", "By", "How", "Told to", "Done")))
def _threats(asking: Asking) -> Rows:
    rows = [protection.threat_words(one, asking.pack) for one in reversed(protection.threats(asking.case.id))]
    return [(asking.day(one["row"].at), one["target"], one["source"], one["channel"], one["reported_to"], one["responses"]) for one in rows]


@source("measure.all", Blank(Group.G1, "Measures of protection", ("On", "Measure", "Offered or asked for", "Answer", "By", "Reason")))
def _measures(asking: Asking) -> Rows:
    rows = [protection.measure_words(one, asking.pack) for one in reversed(protection.measures(asking.case.id))]
    how = {"offered": "offered", "requested": "asked for"}
    return [
        (asking.day(one["row"].at), one["kind"], asking.word(how[one["row"].how]), one["answer"], one["body"], one["reason"])
        for one in rows
    ]


@source("liability.all", Blank(Group.G1, "Held liable", ("On", "How", "Act", "By", "Invoked by", "Answer")))
def _liability(asking: Asking) -> Rows:
    rows = [protection.liability_words(one, asking.pack) for one in reversed(protection.liability_events(asking.case))]
    return [(asking.day(one["row"].at), one["kind"], one["act"], one["body"], one["invoked_by"], one["answer"]) for one in rows]


@source("letter.address", Blank(Group.G5, "To", identity=True))
def _address(asking: Asking) -> str:
    one = protection.letter_address(asking.case)
    return ", ".join([one.receiver, *one.address.split("\n")]) if one else ""
