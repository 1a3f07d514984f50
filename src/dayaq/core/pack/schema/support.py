"""support.yaml: needs, plans, services, follow-up."""

from __future__ import annotations

from pydantic import Field, model_validator

from dayaq.core.pack.schema.area import AreaFile
from dayaq.core.pack.schema.base import Binding, Code, Codes, Text
from dayaq.core.pack.schema.bodies import Selector

HEALTH = ("health", "psychology")


class Centre(Binding):
    """ASS-04: who runs assistance centres, and whom they take; no decision is asked for."""

    by: tuple[Selector, ...]
    takes: Codes
    self_identified: bool = True


class Care(Binding):
    """ASS-05: medical care by designated institutions. ``institutions``: how many the texts name; ``free``: what the person pays."""

    institutions: int = Field(ge=0)
    free: bool


class Rehabilitation(Binding):
    """ASS-07: bodies that rehabilitate; texts that differ stand side by side."""

    by: tuple[Selector, ...]


class Dependants(Binding):
    """ASS-08: what children of a person get of their own."""

    services: Codes


class LanguageHelp(Binding):
    """ASS-09: interpreters, and mediators between cultures; ``sex_choice``: the person may wish a woman or a man."""

    kinds: Codes
    sex_choice: bool = True


class Overlap(Binding):
    """ASS-04: the same service by two bodies within so many weeks is pointed out."""

    weeks: int = Field(ge=1)


class FollowUp(Binding):
    """ASS-10: the clocks after which somebody looks back, the last one ends it."""

    clocks: Codes


class Review(Binding):
    """ASS-06: how soon a plan is looked at again; the code of a clock."""

    clock: Code


class SupportFile(AreaFile):
    """The whole of support.yaml. ``health_domains``, ``health_services``: what is kept among health data.

    ``legal_services``: whoever is let in for one of them acts for the person, and writes in what was opened of money and claims.
    """

    health_domains: Codes = HEALTH
    health_services: Codes = ()
    legal_services: Codes = ()
    centres: tuple[Centre, ...] = ()
    care: tuple[Care, ...] = ()
    rehabilitation: tuple[Rehabilitation, ...] = ()
    dependants: tuple[Dependants, ...] = ()
    language_help: tuple[LanguageHelp, ...] = ()
    overlap: tuple[Overlap, ...] = ()
    follow_up: tuple[FollowUp, ...] = ()
    plan_review: tuple[Review, ...] = ()
    note: Text | None = None

    @model_validator(mode="after")
    def _known(self) -> SupportFile:
        """Every code named by a rule is in its list, and every clock is there."""
        self._among(
            "service_kind", (*self.health_services, *self.legal_services, *(code for one in self.dependants for code in one.services))
        )
        self._among("need_domain", self.health_domains if "need_domain" in self.lists else ())
        asked = {*(code for one in self.follow_up for code in one.clocks), *(one.clock for one in self.plan_review)}
        if missing := sorted(asked - set(self.clocks)):
            raise ValueError(f"clocks: {', '.join(missing)} expected")
        return self

    def _among(self, name: str, codes: Codes) -> None:
        known = self.lists[name].items if name in self.lists else {}
        if missing := sorted(set(codes) - set(known)):
            raise ValueError(f"lists.{name}: {', '.join(missing)} expected")
