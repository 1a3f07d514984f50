"""Notes as typed, question by question."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Mapping
from typing import Any

from dayaq.assess.framework.rules import said
from dayaq.assess.framework.rules.guide import GuideSection, Question
from dayaq.assess.interviews.actions import Typed
from dayaq.assess.interviews.forms.words import language
from dayaq.assess.interviews.models import Note
from dayaq.assess.interviews.rules.coding import one_line_end


class Asked:
    """One question on the page: what is kept or was typed, and what somebody else wrote meanwhile."""

    def __init__(self, question: Question, note: Note | None, number: int) -> None:
        self.code, self.number = question.code, number
        self.words = said(question.text, language())
        self.text, self.asked = (note.text, note.asked) if note else ("", False)
        self.used: Collection[int] = note.prompts if note else ()
        self.version = note.version if note else 0
        self.prompt_words = [said(prompt, language()) for prompt in question.prompts]
        self.seen = digest(self.text, self.used, asked=self.asked)
        self.theirs: Note | None = None

    @property
    def prompts(self) -> list[dict[str, Any]]:
        """The prompts as a check list."""
        return [{"n": n, "words": words, "used": n in self.used} for n, words in enumerate(self.prompt_words, 1)]

    def typed(self, data: Any) -> Typed:
        """What was posted for this question."""
        prompts = tuple(int(n) for n in data.getlist(f"prompts_{self.code}") if n.isdigit() and int(n) <= len(self.prompt_words))
        version = data.get(f"version_{self.code}", "0")
        text = one_line_end(data.get(f"text_{self.code}", "")).strip()
        return Typed(text, prompts, f"asked_{self.code}" in data, int(version) if version.isdigit() else 0)

    def keep(self, typed: Typed, theirs: Note | None) -> None:
        """Show what was typed again; saving once more sets it over what is kept now."""
        self.text, self.used, self.asked, self.theirs = typed.text, typed.prompts, typed.asked, theirs
        if theirs is not None:
            self.version, self.seen = theirs.version, digest(theirs.text, theirs.prompts, asked=theirs.asked)


def digest(text: str, prompts: Collection[int], *, asked: bool) -> str:
    """A mark of what a page was made with: what comes back the same was not touched."""
    return hashlib.sha256(repr((one_line_end(text).strip(), sorted(prompts), asked)).encode()).hexdigest()[:16]


class NotesForm:
    """The notes of one section as typed; not a Django form, because what was not touched must stay untouched."""

    NAMES = "8.4"  # asks for names of colleagues: they are kept apart and have no note

    def __init__(self, section: GuideSection, kept: Mapping[str, Note]) -> None:
        asked = [question for question in section.questions if question.code != self.NAMES]
        self.rows = [Asked(question, kept.get(question.code), number) for number, question in enumerate(asked, 1)]
        self.names = next((said(question.text, language()) for question in section.questions if question.code == self.NAMES), "")

    def changed(self, data: Any) -> dict[str, Typed]:
        """The notes that were touched on the page they were sent from."""
        found = {row.code: row.typed(data) for row in self.rows if f"text_{row.code}" in data}
        return {
            code: typed for code, typed in found.items() if digest(typed.text, typed.prompts, asked=typed.asked) != data.get(f"seen_{code}")
        }
