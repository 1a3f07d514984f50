"""Citations in a text: codes of the register with pages, and what is wrong with them.

Basis: CT-NAT report (IOM 2016, ch. 2 and annex A): a finding cites ``Aze 30, p. 31``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from dayaq.core.decision import Reason
from dayaq.core.words import N_

# "Aze 30, p. 31", "Gen 1, pp. 4-6", "Aze 30, s. 31" (Azerbaijani: səh.), "Aze 30, с. 31"
PAGE = r"(?:pp?|səh|s|стр|с)\.?\s*(?P<first>\d{1,4})(?:\s*[-\u2013]\s*(?P<last>\d{1,4}))?"
CITATION = re.compile(rf"\b(?P<series>[A-Z][a-z]{{1,4}})\s(?P<number>\d{{1,3}})\b(?:\s*,\s*{PAGE})?")


@dataclass(frozen=True, slots=True)
class Citation:
    """A place where a text names a source: the words as they stand, code and pages (0: none given)."""

    text: str
    code: str
    first: int = 0
    last: int = 0


@dataclass(frozen=True, slots=True)
class Known:
    """What the register knows of a source for checking: its pages (0: not known) and whether it is kept in the bibliography."""

    pages: int = 0
    kept: bool | None = None


def citations(text: str, series: frozenset[str] | set[str]) -> tuple[Citation, ...]:
    """Every citation of one of the register's ``series`` in a text, in order; other words with a number are no citations."""
    found = []
    for match in CITATION.finditer(text):
        if match["series"] in series:
            first = int(match["first"] or 0)
            code = f"{match['series']} {int(match['number'])}"
            found.append(Citation(match[0], code, first, int(match["last"] or first)))
    return tuple(found)


def read(text: str) -> Citation | None:
    """One citation that is the whole text, or None."""
    match = CITATION.fullmatch(text.strip())
    if match is None:
        return None
    return citations(text.strip(), {match["series"]})[0]


def faults(text: str, register: Mapping[str, Known], *, pages: bool = True) -> tuple[Reason, ...]:
    """What is wrong with the citations of a text: unknown codes, missing or impossible pages, sources left out.

    ``register`` maps codes to what is known; ``pages=False`` where a document may be cited as a whole.
    """
    series = {code.split(" ")[0] for code in register} | {"Gen"}
    return tuple(reason for one in citations(text, series) for reason in _wrong(one, register.get(one.code), pages=pages))


def _wrong(one: Citation, known: Known | None, *, pages: bool) -> list[Reason]:
    said = {"citation": one.text}
    if known is None:
        return [Reason("unknown_source", N_("%(citation)s: the register of sources has no such code."), said)]
    found = []
    if known.kept is False:
        found.append(Reason("source_left_out", N_("%(citation)s: this source was not kept in the bibliography."), said))
    if pages and not one.first:
        found.append(Reason("no_page", N_("%(citation)s: the page is missing."), said))
    if one.last < one.first:
        found.append(Reason("pages_backwards", N_("%(citation)s: the pages run backwards."), said))
    elif known.pages and one.last > known.pages:
        found.append(
            Reason("page_beyond", N_("%(citation)s: the document has %(pages)s pages."), said | {"pages": known.pages}),
        )
    return found
