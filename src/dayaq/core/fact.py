"""A fact about a person: known, or honestly not known, not asked, or refused; never a silent blank."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

T = TypeVar("T")


class FactState(StrEnum):
    """Why there is, or is not, a value. "Unknown" was asked; "not asked" was not."""

    KNOWN = "known"
    UNKNOWN = "unknown"
    NOT_ASKED = "not_asked"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Fact(Generic[T]):
    """A value if and only if the state is ``known``. An empty text is no value: it would hide the reason."""

    value: T | None
    state: FactState

    def __post_init__(self) -> None:
        has_value = self.value is not None and self.value != ""
        if has_value != (self.state is FactState.KNOWN) or self.value == "":
            raise ValueError(f"a fact has a value or a reason for none, not {self.value!r} and {self.state}")

    @classmethod
    def of(cls, value: T) -> Fact[T]:
        return cls(value, FactState.KNOWN)

    @classmethod
    def unknown(cls) -> Fact[T]:
        return cls(None, FactState.UNKNOWN)

    @classmethod
    def not_asked(cls) -> Fact[T]:
        return cls(None, FactState.NOT_ASKED)

    @classmethod
    def refused(cls) -> Fact[T]:
        return cls(None, FactState.REFUSED)

    @property
    def known(self) -> bool:
        return self.state is FactState.KNOWN

    def or_none(self) -> T | None:
        return self.value
