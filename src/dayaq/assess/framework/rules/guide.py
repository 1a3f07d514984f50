"""The interview guide: questions with prompts as a check list, sections picked by the work of who is interviewed.

Basis: CT-NAT annex C (40 questions, 54 prompts; two or three of sections 2 to 6 are asked, 1, 7 and 8 always).
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import ClassVar

from dayaq.assess.framework.rules.instrument import STRICT, Words

FEWEST, MOST = 2, 3  # of the sections that are picked


@dataclass(frozen=True, slots=True)
class Question:
    """One question, its prompts, and where it comes from ("dayaq" for what we added)."""

    __pydantic_config__: ClassVar[dict[str, object]] = STRICT
    code: str
    text: Words
    prompts: tuple[Words, ...] = ()
    source: str = "ct-nat"
    criteria: tuple[str, ...] = ()
    always: bool = False  # set when loaded: whether its section is always asked


@dataclass(frozen=True, slots=True)
class GuideSection:
    """Questions on one subject; ``always``: asked of everybody."""

    __pydantic_config__: ClassVar[dict[str, object]] = STRICT
    code: str
    title: Words
    questions: tuple[Question, ...]
    always: bool = False
    intro: Words | None = None


@dataclass(frozen=True, slots=True)
class Guide:
    """The whole guide in one version; ``notes`` are the information note and the closing words."""

    __pydantic_config__: ClassVar[dict[str, object]] = STRICT
    code: str
    version: int
    title: Words
    languages: tuple[str, ...]
    sections: tuple[GuideSection, ...]
    notes: Mapping[str, Words] = field(default_factory=dict)
    source: str = ""

    @property
    def questions(self) -> Iterator[Question]:
        """Every question in order."""
        return (question for section in self.sections for question in section.questions)

    def question(self, code: str) -> Question:
        """One question; KeyError names an unknown code."""
        for question in self.questions:
            if question.code == code:
                return question
        raise KeyError(f"no question {code} in {self.code} {self.version}")

    def asked(self, picked: Collection[str]) -> tuple[GuideSection, ...]:
        """The sections of an interview: those always asked and those picked, in the order of the guide."""
        return tuple(section for section in self.sections if section.always or section.code in picked)

    def well_picked(self, picked: Collection[str]) -> bool:
        """Whether two or three of the sections to pick from are picked, and none that does not exist."""
        free = {section.code for section in self.sections if not section.always}
        return set(picked) <= free and FEWEST <= len(set(picked)) <= MOST
