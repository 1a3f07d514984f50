"""Whether words that shall leave could tell who said them.

Basis: CT-NAT annex B and C (the list of interviewed institutions is published; answers are promised no attribution).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from dayaq.core.decision import Reason
from dayaq.core.words import N_

FEWEST = 2  # institutions of a kind among which a statement can hide


@dataclass(frozen=True, slots=True)
class Statement:
    """Words of an interview as they shall be printed: the kind of agency named beside them, and how far they are attributed."""

    text: str
    agency: str = ""
    attribution: str = "anonymous"


def identifying(listed: Collection[tuple[str, str]], statement: Statement, names: Iterable[str] = ()) -> tuple[Reason, ...]:
    """Warnings about a statement, given the printed list of ``(institution, kind of agency)`` and names of respondents.

    A kind that only one listed institution has names the speaker; so does an institution's or respondent's own name.
    """
    if statement.attribution != "anonymous":
        return ()
    found = []
    kinds = Counter(kind for _institution, kind in set(listed))
    if statement.agency and kinds[statement.agency] < FEWEST:
        text = N_("Only %(n)s listed institution is of this kind: naming the kind tells who said it.")
        found.append(Reason("only_one_of_kind", text, {"n": kinds[statement.agency]}))
    if any(mentions(statement.text, institution) for institution, _kind in listed):
        found.append(Reason("institution_named", N_("The words name an institution from the list of those interviewed.")))
    if any(mentions(statement.text, name) for name in names):
        found.append(Reason("person_named", N_("The words name a respondent.")))
    return tuple(found)


def mentions(text: str, name: str) -> bool:
    """Whether the name stands in the text as whole words, in whatever case."""
    words = name.strip()
    return bool(words) and re.search(rf"(?<!\w){re.escape(words.casefold())}(?!\w)", text.casefold()) is not None
