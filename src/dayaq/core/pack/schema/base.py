"""What every part of a pack is made of: texts in languages, codes, and values with basis and validity."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints

from dayaq.core.clock import Confidence
from dayaq.core.duration import Duration

LANGUAGE = r"^[a-z]{2,3}(-[A-Z][a-z]{3})?$"

Code = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+([_-][a-z0-9]+)*$")]
ItemCode = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9]+([_.-][A-Za-z0-9]+)*$")]
Language = Annotated[str, StringConstraints(pattern=LANGUAGE)]
Words = Annotated[str, StringConstraints(min_length=1)]


class LanguageMap(dict[str, str]):
    """A text in several languages: ``{en: Police, az: Polis, ru: Полиция}``."""


Text = Annotated[Mapping[Language, Words], Field(min_length=1), AfterValidator(LanguageMap)]


class Entry(BaseModel):
    """A part of a pack: unknown keys are errors, nothing is converted, nothing changes after loading."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


def _ordered(valid: tuple[date | None, date | None]) -> tuple[date | None, date | None]:
    first, end = valid
    if first and end and first >= end:
        raise ValueError("from before to expected: the second date is the first day no longer in force")
    return valid


def _duration(text: str) -> str:
    Duration.parse(text)
    return text


def _listed(value: Any) -> Any:
    if isinstance(value, str):
        return (value,)
    return tuple(value) if isinstance(value, list) else value


Valid = Annotated[tuple[date | None, date | None], AfterValidator(_ordered)]
"""First day in force and first day no longer in force; null is open or unknown."""
DurationText = Annotated[str, AfterValidator(_duration)]
Basis = Annotated[tuple[Words, ...], BeforeValidator(_listed), Field(min_length=1)]
"""Legal keys of legal.yaml, with the article after a dot: ``cm-21.7``."""
Codes = tuple[Code, ...]


class Binding(Entry):
    """A value that binds somebody: what it stands on, when it is in force, where it was read.

    ``uncertain`` only marks the dates. ``confidence`` decides whether a clock may start on it.
    """

    basis: Basis
    valid: Valid
    confidence: Confidence
    uncertain: bool = False
    note: Text | None = None

    def in_force(self, day: date) -> bool:
        first, end = self.valid
        return (first is None or first <= day) and (end is None or day < end)
