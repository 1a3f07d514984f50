"""indicators/*.yaml: screening lists with their versions, and the profiles drawn from dimensions."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import Field, model_validator

from dayaq.core.clock import Confidence
from dayaq.core.pack.schema.base import Basis, Code, Entry, ItemCode, Text, Words

Dimension = Literal["D1", "D2", "D3", "D4", "D5", "D6"]
Weight = Literal["strong", "medium", "weak"]
Scoring = Literal["ilo_dimension", "any_yes", "no_score"]


class Indicator(Entry):
    """One question. Without a dimension it gives context and never counts."""

    label: Text
    dimension: Dimension | None
    weight: Weight | None
    note: Text | None = None


class IndicatorList(Entry):
    """One list in one version. ``incomplete``: not all items of the original are at hand."""

    code: ItemCode
    version: Words
    title: Text
    profile: Scoring
    persons: Literal["any", "adult", "child"]
    basis: Basis
    confidence: Confidence
    incomplete: bool = False
    incomplete_because: Text | None = None
    population: Text | None = None
    items: Mapping[ItemCode, Indicator]

    @model_validator(mode="after")
    def _weighed(self) -> IndicatorList:
        if self.incomplete and not self.incomplete_because:
            raise ValueError("incomplete_because expected: say what is missing")
        if not self.items and not self.incomplete:
            raise ValueError("items expected; an empty list has to be marked incomplete")
        wrong = [code for code, item in self.items.items() if not self._fits(item)]
        if wrong:
            raise ValueError(f"dimension and weight together, or neither, expected: {', '.join(wrong)}")
        return self

    def _fits(self, item: Indicator) -> bool:
        if self.profile == "ilo_dimension":
            return (item.dimension is None) == (item.weight is None)
        return item.weight is None


class Combination(Entry):
    """Least numbers of answers that make a dimension positive."""

    strong: Annotated[int, Field(ge=0)]
    medium: Annotated[int, Field(ge=0)]
    weak: Annotated[int, Field(ge=0)]


class CaseProfile(Entry):
    """One profile: all of ``all_of`` positive, and one of ``any_of`` if there are any."""

    label: Text
    all_of: tuple[Dimension, ...] = ()
    any_of: tuple[Dimension, ...] = ()


class ProfilesFile(Entry):
    """indicators/profiles.yaml: dimensions, the rule of a positive dimension, and the case profiles in order."""

    version: Words
    basis: Basis
    confidence: Confidence
    dimensions: Mapping[Dimension, Text]
    means: tuple[Dimension, ...]
    purpose: tuple[Dimension, ...]
    positive: tuple[Combination, ...]
    profiles: Mapping[Code, CaseProfile]
