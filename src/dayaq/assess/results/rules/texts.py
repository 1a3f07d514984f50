"""What in a text would tell who said something or about whom: looked for before a text leaves; a person decides.

Found: names of people the team knows (in any spelling), institutions beside words that single somebody out, small counts
of people beside a property, telephone numbers and addresses of mail. A finding gives the place in the text, never the name.
Basis: promises to respondents, CT-NAT annexes C and D (no attribution); AS-97 to AS-99.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from dayaq.core.decision import Reason
from dayaq.core.text import match_keys
from dayaq.core.words import N_

MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
PHONE = re.compile(r"(?<![\w.])\+?\d(?:[\s().-]?\d){6,14}(?!\w)")
# digits that are no telephone number: spans of years, days, round sums
NO_PHONE = re.compile(
    r"(?:(?:19|20)\d\d[\s./-]*){2,}|(?:19|20)\d\d[./-][01]?\d[./-][0-3]?\d|[0-3]?\d[./-][01]?\d[./-](?:19|20)\d\d"
    r"|[1-9]\d{0,2}(?:[\s.]\d{3})*[\s.]000"
)
WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
SENTENCE = re.compile(r"[^.!?]+[.!?]*")
# words that single somebody out, and small numbers of people with what they can be known by
SINGLE = re.compile(
    r"\b(?:the only|the sole|the head|the director|the chief|yeganə|rəisi|müdiri|direktoru|"
    r"единственн\w+|начальник\w*|руководител\w+|директор\w*)\b",
    re.IGNORECASE,
)
FEW = re.compile(
    r"\b(?:(?:one|two|three|four|a single|[1-4]) (?:wom[ae]n|m[ae]n|girls?|boys?|child(?:ren)?|foreigners?|judges?|prosecutors?|police officers?)"
    r"|(?:bir|iki|üç|dörd|[1-4]) (?:qadın|kişi|qız|oğlan|uşaq|əcnəbi|hakim|prokuror)"
    r"|(?:одна|один|две|два|двое|три|трое|четыре|[1-4]) (?:женщин\w*|мужчин\w*|девоч\w+|мальчик\w*|реб[её]н\w+|дет\w+|иностран\w+|судь\w+|прокурор\w*))\b",
    re.IGNORECASE,
)

NAME = N_("A name that the team knows stands here, or one spelt like it.")
INSTITUTION = N_("An institution stands here beside words that single somebody out.")
ONE_OF_ITS_KIND = N_("Only one institution of the list is of this kind: whoever reads the list knows who spoke.")
SMALL = N_("So few people with such a property can be recognised.")
CONTACT = N_("A telephone number or an address of mail stands here.")


@dataclass(frozen=True, slots=True)
class Mark:
    """A place in the text (from, to) and why it should be looked at."""

    start: int
    end: int
    reason: Reason


def marks(text: str, *, names: Iterable[str] = (), institutions: Iterable[str] = (), alone: Iterable[str] = ()) -> tuple[Mark, ...]:
    """Every place to look at, in the order of the text.

    ``names``: of participants and contacts. ``institutions``: as the list prints them. ``alone``: words for kinds of which
    the list has one institution only.
    """
    found = [
        *_contacts(text),
        *_names(text, names),
        *_institutions(text, institutions),
        *(Mark(*hit.span(), Reason("text.small", SMALL)) for hit in FEW.finditer(text)),
        *_said(text, alone, Reason("text.alone", ONE_OF_ITS_KIND)),
    ]
    return tuple(sorted(found, key=lambda mark: (mark.start, mark.end)))


def _contacts(text: str) -> Iterator[Mark]:
    for hit in (*MAIL.finditer(text), *PHONE.finditer(text)):
        if not NO_PHONE.fullmatch(hit[0]):
            yield Mark(*hit.span(), Reason("text.contact", CONTACT))


def _names(text: str, names: Iterable[str]) -> Iterator[Mark]:
    """Two words beside each other that share a key with a known name, in any order and spelling."""
    known = {key for name in names for key in match_keys(name) if " " in key}
    words = list(WORD.finditer(text)) if known else []
    for first, second in pairwise(words):
        if known & set(match_keys(f"{first[0]} {second[0]}")):
            yield Mark(first.start(), second.end(), Reason("text.name", NAME))


def _institutions(text: str, institutions: Iterable[str]) -> Iterator[Mark]:
    """Institutions named in a sentence that singles somebody out."""
    named = list(institutions)
    for sentence in SENTENCE.finditer(text):
        if SINGLE.search(sentence[0]):
            for mark in _said(sentence[0], named, Reason("text.institution", INSTITUTION)):
                yield Mark(sentence.start() + mark.start, sentence.start() + mark.end, mark.reason)


def _said(text: str, phrases: Iterable[str], reason: Reason) -> Iterator[Mark]:
    for phrase in phrases:
        for hit in re.finditer(rf"\b{re.escape(phrase)}\b", text, re.IGNORECASE) if phrase.strip() else ():
            yield Mark(*hit.span(), reason)
