"""The seven kinds of evidence, what each must say, and when a figure of the register has gone stale.

``facts`` of a piece, by kind:
survey         item, choices (list of codes; empty: the whole item)
interviews     theme
document       source ("Aze 30"), page
figure         measure, period, country, dims; value, status, source, taken_on as the register gave them (hidden stays
               hidden); or, where there is no register, typed: true with value, source, page
observation    who (a function, never a name), where, on
written_reply  body, on, inquiry
validation     body, on
Basis: CT-NAT 2016, chapter 2 (AS-80); OSCE 2012, chapter III (observation, law, interviews, written inquiry).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from dayaq.core.decision import Reason
from dayaq.core.words import N_

KINDS = {
    "survey": N_("survey answers"),
    "interviews": N_("themes of interviews"),
    "document": N_("clause of a document"),
    "figure": N_("figure of the register"),
    "observation": N_("observation"),
    "written_reply": N_("written reply"),
    "validation": N_("statement in validation"),
}
NEEDED = {
    "survey": ("item",),
    "interviews": ("theme",),
    "document": ("source", "page"),
    "figure": ("measure", "period"),
    "observation": ("who", "where", "on"),
    "written_reply": ("body", "on", "inquiry"),
    "validation": ("body", "on"),
}
SAID = frozenset({"document", "observation", "written_reply", "validation"})  # kinds that say something in words
YEAR = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class Piece:
    """One piece of evidence as other areas read it; ``live`` is the statement made from data, with its base."""

    id: str
    kind: str
    facts: Mapping[str, Any]
    words: Mapping[str, str]
    part: str = ""
    live: Reason | None = None
    stale: Reason | None = None


def missing(kind: str, facts: Mapping[str, Any], words: Mapping[str, str]) -> dict[str, Reason]:
    """What a piece of evidence still lacks, by the name of the field."""
    if kind not in NEEDED:
        return {"kind": Reason("unknown_kind", N_("Choose one of the seven kinds of evidence."))}
    needed = (*NEEDED[kind], *(("source", "value") if facts.get("typed") else ()))
    text = N_("This kind of evidence needs it.")
    lacks = {name: Reason("evidence_needs", text) for name in needed if not str(facts.get(name) or "").strip()}
    if kind in SAID and not any(word.strip() for word in words.values()):
        lacks["words"] = Reason("evidence_says", N_("Write what it says, in your own words and without names."))
    return lacks


def coverage(kinds: Sequence[str]) -> dict[str, int]:
    """How many pieces there are of each kind."""
    return {kind: kinds.count(kind) for kind in KINDS}


def stale(facts: Mapping[str, Any], now: Mapping[str, Any] | None, today: date) -> Reason | None:
    """Why a figure taken from the register should be looked at again: it says something else today, or is a year old.

    ``now`` is today's protected figure (None: it cannot be asked here, on a laptop without the register).
    """
    if facts.get("typed"):
        return None
    taken = date.fromisoformat(str(facts["taken_on"]))
    if now is not None and (now.get("value"), now.get("status")) != (facts.get("value"), facts.get("status")):
        shown = {"then": worded(facts), "now": worded(now), "taken": taken}
        return Reason("figure_moved", N_("On %(taken)s the register said %(then)s; today it says %(now)s."), shown)
    if today - taken > YEAR:
        return Reason("figure_old", N_("Taken on %(taken)s, more than a year ago."), {"taken": taken})
    return None


def worded(facts: Mapping[str, Any]) -> object:
    """The value of a figure, or the word for why there is none."""
    if facts.get("value") is not None:
        return facts["value"]
    return Reason("hidden", N_("a number that is withheld")) if facts.get("status") == "hidden" else Reason("unknown", N_("nothing"))
