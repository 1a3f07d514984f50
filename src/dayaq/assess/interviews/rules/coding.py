"""Texts and selections in them: one kind of line end, half-open positions in Unicode characters, units to agree on."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from uuid import UUID, uuid5

from dayaq.core.decision import Decision, Reason
from dayaq.core.words import N_

CODES = UUID("6f0b6a0e-1f0f-5d5b-9d55-6a0f5c0de025")  # the name space of codes whose identity never changes
SENTENCE = re.compile(r"[^\n]+?(?:[.!?…]+[)\"'»”]*(?=\s|\Z)|(?=\n|\Z))")


def criterion_guid(code: str) -> UUID:
    """The identity of a criterion in every code book of every installation."""
    return uuid5(CODES, f"criterion/{code}")


def area_guid(area: int) -> UUID:
    """The identity of an area, the parent of its criteria."""
    return uuid5(CODES, f"area/{area}")


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Characters ``start`` up to but not including ``end``."""

    start: int
    end: int

    def touches(self, other: Span) -> bool:
        """Whether the two share at least one character."""
        return self.start < other.end and other.start < self.end

    def of(self, text: str) -> str:
        """The words selected."""
        return text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a document that answers one question of the guide."""

    question: str
    span: Span


def one_line_end(text: str) -> str:
    """The text with line feeds only: positions are counted in this form."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def moved(text: str, positions: Iterable[int]) -> list[int]:
    """Positions counted in ``text`` as they are in ``one_line_end(text)``."""
    lost = [match.start() + 1 for match in re.finditer("\r\n", text)]  # where the line feed of a pair stands
    return [position - bisect_right(lost, position - 1) for position in positions]


def units(text: str, within: Iterable[Span] = ()) -> tuple[Span, ...]:
    """Sentences, or lines where there is no full stop: what coders agree or disagree about.

    ``within``: the answers, when the text holds more than answers: the words of a question are nobody's to code, and
    as units that both leave out they would make every agreement look better.
    """
    answers = list(within) or [Span(0, len(text))]
    found = (Span(*match.span()) for answer in answers for match in SENTENCE.finditer(text, answer.start, answer.end))
    return tuple(span for one in found if (span := trimmed(one, text)).start < span.end)


def trimmed(span: Span, text: str) -> Span:
    """The selection without white space at its ends."""
    words = span.of(text)
    return Span(span.start + len(words) - len(words.lstrip()), span.start + len(words.rstrip()))


def check_span(span: Span, text: str) -> Decision:
    """Whether a selection lies in the text and holds more than white space."""
    inside = 0 <= span.start < span.end <= len(text)
    if inside and span.of(text).strip():
        return Decision.allow()
    return Decision.refuse(Reason("no_words", N_("Select some words of the text.")))


def laid_out(answers: Sequence[tuple[str, str, str]]) -> tuple[str, tuple[Part, ...]]:
    """Notes as one document: ``(question code, question words, note)`` one under the other, and where each answer stands.

    The question stands above its answer so that the document can be read alone; only the answer is the part.
    """
    text, parts = "", []
    for code, words, note in answers:
        text += f"{code} {one_line_end(words).strip()}\n"
        start = len(text)
        text += f"{one_line_end(note).strip()}\n\n"
        parts.append(Part(code, Span(start, len(text) - 2)))
    return text, tuple(parts)


def decisions(all_units: Sequence[Span], codings: Collection[tuple[UUID, Span]]) -> Mapping[UUID, frozenset[int]]:
    """For each code the units (by number) that one coder gave it to."""
    found: dict[UUID, set[int]] = {}
    for code, span in codings:
        found.setdefault(code, set()).update(number for number, unit in enumerate(all_units) if unit.touches(span))
    return {code: frozenset(numbers) for code, numbers in found.items()}


def pieces(text: str, codings: Collection[tuple[UUID, Span]]) -> Iterator[tuple[Span, frozenset[UUID]]]:
    """The text in pieces between the edges of selections, each with the codes that cover it: for showing them."""
    edges = sorted({0, len(text), *(edge for _code, span in codings for edge in (span.start, span.end))})
    for start, end in pairwise(edges):
        piece = Span(start, end)
        yield piece, frozenset(code for code, span in codings if span.touches(piece))
