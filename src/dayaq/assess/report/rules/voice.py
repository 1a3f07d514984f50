"""How the report speaks: sentences in its language, with numbers and citations bound; what is missing is marked.

Sentences of ours are message ids (see ``core.words``) with ``%(name)s`` places, translated by the function handed in; data
texts are language maps. Texts of the team may hold tokens (``[[survey 3.1.4 adequate]]``) and citations (``Aze 30, p. 5``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from dayaq.assess.assessment.rules.citing import Citation, citations
from dayaq.assess.findings.rules.tokens import WITHHELD, Broken, Token, parts, share
from dayaq.assess.framework.rules.instrument import Words
from dayaq.assess.report.rules.asking import asker, of_survey
from dayaq.assess.report.rules.material import Material, Translate
from dayaq.core.decision import Reason
from dayaq.core.report import Cite, Line, Number, Paragraph, Plain, Run
from dayaq.core.words import N_

PLACE = re.compile(r"%\((\w+)\)s")
BLANK = re.compile(r"\n\s*\n")
OF = N_("%(n)s of %(base)s")
SHARE = N_("%(share)s per cent (n = %(base)s)")


@dataclass(frozen=True, slots=True)
class Voice:
    """The language, how to translate into it, and the material its numbers come from."""

    language: str
    translate: Translate
    material: Material

    def word(self, text: str, *, bold: bool = False) -> Plain:
        """One of our own texts without places."""
        return Plain(self._said(text), bold=bold, missing=self._missing(text))

    def line(self, text: str, /, **places: object) -> Line:
        """One of our own texts, its places filled with numbers, runs, language maps or plain values."""
        return tuple(self._filled(text, places))

    def words(self, words: Words, *, bold: bool = False) -> Plain:
        """A language map in the report's language; marked where only another language has it."""
        said = words.get(self.language) or words.get("en") or next(iter(words.values()), "")
        return Plain(said, bold=bold, missing=bool(said) and not words.get(self.language))

    def reason(self, reason: Reason, query: str = "") -> Line:
        """A reason; its whole numbers are bound to ``query`` and their name."""
        return self.line(reason.message, **{name: self._bound(name, value, query) for name, value in reason.params.items()})

    def text(self, words: Words, style: str = "") -> list[Paragraph]:
        """A text of the team: paragraphs with numbers and citations bound."""
        found = self.words(words)
        return [Paragraph(tuple(self.runs(part, missing=found.missing)), style) for part in BLANK.split(found.text) if part.strip()]

    def runs(self, text: str, *, missing: bool = False) -> Iterator[Run]:
        """The runs of one paragraph of the team."""
        for part in parts(" ".join(text.split()) if "\n" in text else text):
            match part:
                case Token():
                    yield from self.token(part)
                case Broken():
                    yield Number(part.source, part.source)  # has no answer: the check names it
                case _:
                    yield from self._cited(part, missing=missing)

    def token(self, token: Token) -> Iterator[Run]:
        """A bound number with its base; what may not leave says so."""
        query = query_of(token)
        asked = of_survey(self.material, token) if token.kind == "survey" else asker(self.material)(query)
        leaves = self.material.leaves.get(token.code)
        if asked is None and token.kind == "survey" and (leaves is None or leaves.shown):
            yield Number(query, token.source)  # has no answer: the check names it
        elif asked is None:
            yield self.word(WITHHELD.message)
        else:
            number = Number(query, asked.value, asked.base, token.kind)
            base = Number(f"survey {token.code}", asked.base, None, "survey") if token.kind == "survey" and asked.base else None
            yield from self._shaped(token, number, base or Plain(f"{asked.base}"))

    def _shaped(self, token: Token, number: Number, base: Number | Plain) -> Line:
        if token.shape in {"base", "value"} or number.base is None:
            return (number,)
        if token.shape == "share":
            shown = Number(number.query, number.value, number.base, number.source, str(share(int(number.value), number.base)))
            return self.line(SHARE, share=shown, base=base)
        return self.line(OF, n=number, base=base)

    def _cited(self, text: str, *, missing: bool) -> Iterator[Run]:
        at = 0
        for one in citations(text, self.material.series()):
            start = text.index(one.text, at)
            before = text[at:start]
            closes = before.endswith(("(", "["))
            yield Plain(before[:-1] if closes else before, missing=missing)
            yield cite(one)
            at = start + len(one.text)
            at += closes and text[at : at + 1] in {")", "]"}
        if at < len(text):
            yield Plain(text[at:], missing=missing)

    def _filled(self, text: str, places: Mapping[str, object]) -> Iterator[Run]:
        missing, said = self._missing(text), self._said(text)
        for n, piece in enumerate(PLACE.split(said)):
            if n % 2 == 0:
                if piece:
                    yield Plain(piece.replace("%%", "%"), missing=missing)
            else:
                yield from self._place(places[piece])

    def _place(self, value: object) -> Line:
        match value:
            case Plain() | Number() | Cite():
                return (value,)
            case tuple():
                return value
            case Reason():
                return self.reason(value)
            case Mapping():
                return (self.words(value),)
            case _:
                return (Plain(str(value)),)

    def _bound(self, name: str, value: object, query: str) -> object:
        if query and isinstance(value, int) and not isinstance(value, bool):
            return Number(f"{query} {name}", value, None, "records")
        return value

    def _said(self, text: str) -> str:
        return self.translate(text) if text else ""

    def _missing(self, text: str) -> bool:
        return self.language != "en" and bool(re.search(r"[A-Za-z]{2}", PLACE.sub("", text))) and self._said(text) == text


def query_of(token: Token) -> str:
    """The query that a token asks."""
    if token.kind == "figure":
        dims = ",".join(f"{dim}={group}" for dim, group in token.dims.items())
        return " ".join(filter(None, ("figure", token.code, token.period, dims)))
    return " ".join(filter(None, (token.kind, token.code, "+".join(token.choices))))


def cite(one: Citation) -> Cite:
    """A citation of the text as the bibliography knows it."""
    pages = "" if not one.first else f"{one.first}" if one.last == one.first else f"{one.first}-{one.last}"
    return Cite(one.code, pages)
