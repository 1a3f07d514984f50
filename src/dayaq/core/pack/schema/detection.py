"""detection.yaml: ways in which people are met, information, street children, the child's path, panels, ways after a no."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import Field, model_validator

from dayaq.core.pack.schema.area import AreaFile
from dayaq.core.pack.schema.base import Binding, Code, Codes, ItemCode, Text
from dayaq.core.pack.schema.bodies import Selector


class Way(Binding):
    """One way in which people are met: on the bodies' own initiative, or because something was reported."""

    kind: Literal["proactive", "reactive"]


class Informs(Binding):
    """Bodies that tell the competent unit what they learn, also without a name."""

    by: tuple[Selector, ...]


class StreetChild(Binding):
    """A child found in the street: the clock until family, placement or release, and the quick questions."""

    clock: Code
    refer_on: tuple[ItemCode, ...]
    """Answers "yes" to one of these ask for a referral."""


class StayTerms(Binding):
    """Clocks of the law on foreigners that run against a person and stand still while a removal is held."""

    clocks: Codes


class Panel(Binding):
    """A body that decides by votes: seats, how many have to vote, how many carry a yes."""

    seats: Annotated[int, Field(ge=1)]
    quorum: Annotated[int, Field(ge=1)]
    majority: Literal["simple", "two_thirds", "unanimous"]

    @model_validator(mode="after")
    def _fits(self) -> Panel:
        if self.quorum > self.seats:
            raise ValueError("quorum: not more than the seats expected")
        return self


class AgainWay(Binding):
    """A way after a negative decision beside the review of process.yaml: a court, or new evidence brought to the decider."""

    label: Text
    kind: Literal["court", "new_evidence", "ombudsperson"]


class AgeAssessment(Binding):
    """How an age is assessed: whose consent, by which methods, and that a margin counts for the child."""

    consent: tuple[Literal["person", "guardian"], ...]
    methods: tuple[ItemCode, ...]
    last_resort: tuple[ItemCode, ...] = ()
    """Methods that touch the body: only after the others."""


class Patron(Binding):
    """Bodies that may protect a child as patron."""

    bodies: tuple[Selector, ...]


class Programme(Binding):
    """A reintegration programme of its own for children, while it is in force."""

    label: Text


class Abroad(Binding):
    """What a recognition by another State or an international organisation does here."""

    home_decision_needed: bool


class DetectionFile(AreaFile):
    """The whole of detection.yaml."""

    ways: Mapping[Code, Way] = {}
    informs: Informs | None = None
    street_child: StreetChild | None = None
    stay_terms: StayTerms | None = None
    panels: Mapping[Code, Panel] = {}
    again: Mapping[Code, AgainWay] = {}
    age_assessment: AgeAssessment | None = None
    patron: Patron | None = None
    programmes: Mapping[Code, Programme] = {}
    abroad: Abroad | None = None

    @model_validator(mode="after")
    def _ways_have_words(self) -> DetectionFile:
        words = self.lists["event_source"].items if "event_source" in self.lists else {}
        lacking = sorted(set(self.ways) - set(words))
        if lacking:
            raise ValueError(f"lists.event_source.items: words expected for {', '.join(lacking)}")
        return self
