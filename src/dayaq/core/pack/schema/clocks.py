"""Clocks of a pack: terms as the law gives them, each with its dates, turned into deadlines of the core."""

from __future__ import annotations

from collections.abc import Mapping

from pydantic import Field, model_validator

from dayaq.core.clock import Deadline, DeadlineKind, EndRule
from dayaq.core.duration import Duration, Unit
from dayaq.core.pack.schema.base import Binding, Code, DurationText, Entry, Text


class Term(Binding):
    """One version of a term. ``value`` null: it is measured, but no text names a number."""

    value: DurationText | None
    kind: DeadlineKind
    end_rule: EndRule | None = None

    @model_validator(mode="after")
    def _whole(self) -> Term:
        if self.value is None and self.kind is not DeadlineKind.OBSERVED:
            raise ValueError("value: a duration expected; only an observed term may have none")
        if self.value is not None and self.end_rule is None:
            raise ValueError("end_rule expected: same_time, end_of_day or day_before")
        hours = self.value is not None and Duration.parse(self.value).unit is Unit.HOURS
        if hours and self.end_rule is not EndRule.SAME_TIME:
            raise ValueError("end_rule: hours end at the same_time")
        return self


class ClockRule(Entry):
    """One clock: the events that start and stop it, and its terms through the years."""

    label: Text
    start: Code = Field(alias="from")
    until: Code | None
    terms: tuple[Term, ...]

    def deadlines(self, code: str) -> list[Deadline]:
        """Every term with a number, as deadlines of the core, in the order of the pack."""
        return [self._deadline(code, term, term.value, term.end_rule) for term in self.terms if term.value and term.end_rule]

    def _deadline(self, code: str, term: Term, value: str, end_rule: EndRule) -> Deadline:
        return Deadline(
            rule=code,
            value=Duration.parse(value),
            kind=term.kind,
            start_event=self.start,
            stop_event=self.until,
            basis="; ".join(term.basis),
            confidence=term.confidence,
            end_rule=end_rule,
            uncertain=term.uncertain,
            valid_from=term.valid[0],
            valid_to=term.valid[1],
        )


Clocks = Mapping[Code, ClockRule]
