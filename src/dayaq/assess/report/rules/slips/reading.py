"""Reading a sentence: numbers in words and brackets, and the answers it names, in English, Azerbaijani and Russian.

A sentence is cut after each bracket such as (n=4); what stands before a bracket belongs to it. Answers are known by the
labels of the scale in the sentence's language, whatever ending grammar gives the words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

from dayaq.assess.framework.rules import Words
from dayaq.assess.report.rules.slips.numbers import extends, folded, value

BRACKET = re.compile(r"\(\s*n\s*=\s*(\d+)\s*\)")
SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[^\W\d_]|[“«\"(])")
WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
# not a group's number: the base in "four of six", and "one" in "each one", "hər bir"
AFTER = {
    "en": ("of", "each", "every", "any", "this", "that", "no"),
    "az": ("hər", "heç", "bu", "o"),
    "ru": ("из", "среди", "всех", "от", "каждый", "ни", "этот"),
}
CODED = re.compile(r"\d+(?:[.,:/]\d+)+|\b(?:19|20)\d\d\b|\d+\s*%|\([^()]*\d[^()]*\)")  # codes, years, per cents, citations
OPENING = re.compile(r"^\W*(?:and|or|while|və|ya|isə|и|или|а)\b", re.IGNORECASE)
QUOTES = '“”«»"„'
SHORTEST = 4  # letters of a word's stem: shorter words must be the same
ENDING = 3  # letters that grammar may change at a word's end


@dataclass(frozen=True, slots=True)
class Claim:
    """What a piece of a sentence says: so many (in words, in a bracket, or both) gave an answer. ``answer``: its code."""

    text: str
    answer: str
    words: int | None
    bracket: int | None


@dataclass(frozen=True, slots=True)
class _Word:
    text: str
    start: int


def names_a_group(claim: Claim) -> bool:
    """Whether a claim without bracket speaks of people who gave the answer, and does not only mention it in passing."""
    return claim.words is not None or bool(OPENING.search(claim.text)) or any(quote in claim.text for quote in QUOTES)


def sentences(text: str) -> list[str]:
    """The sentences of a text."""
    return [part.strip() for part in SENTENCE.split(text) if part.strip()]


def brackets(text: str) -> bool:
    """Whether a sentence gives numbers in brackets."""
    return bool(BRACKET.search(text))


def claims(sentence: str, language: str, labels: Mapping[str, Words]) -> Iterator[Claim]:
    """Every group of people a sentence names, in order; one for each answer, with the bracket that follows it."""
    start = 0
    for bracket in BRACKET.finditer(sentence):
        yield from _of_piece(sentence[start : bracket.start()], language, labels, int(bracket[1]))
        start = bracket.end()
    yield from _of_piece(sentence[start:], language, labels, None)


def _of_piece(piece: str, language: str, labels: Mapping[str, Words], bracket: int | None) -> Iterator[Claim]:
    """The claims of a piece that ends with a bracket (or with the sentence); the bracket belongs to the last answer."""
    blanked = CODED.sub(lambda found: " " * len(found[0]), piece)
    words = [_Word(folded(found[0], language), found.start()) for found in WORD.finditer(blanked)]
    answers = _answers(words, language, labels)
    if not answers:
        if bracket is not None:
            yield Claim(piece.strip(), "", _number(words, language), bracket)
        return
    ends = [place + size for place, size, _ in answers]
    for (begin, end), (_, _, answer) in zip(pairwise([0, *ends[:-1], len(words)]), answers, strict=True):
        last = end == len(words)
        yield Claim(_text(piece, words, begin, end), answer, _number(words[begin:end], language), bracket if last else None)


def _text(piece: str, words: list[_Word], begin: int, end: int) -> str:
    until = words[end].start if end < len(words) else len(piece)
    return piece[words[begin].start : until].strip(" ,;:")


def _answers(words: list[_Word], language: str, labels: Mapping[str, Words]) -> list[tuple[int, int, str]]:
    """Where answers are named: place, number of words, code; the longest label first, none within another."""
    known = {code: [folded(word, language) for word in WORD.findall(label.get(language, ""))] for code, label in labels.items()}
    found: list[tuple[int, int, str]] = []
    for code, label in sorted(known.items(), key=lambda one: -len(one[1])):
        for place in range(len(words) - len(label) + 1 if label else 0):
            inside = any(place < start + size and start < place + len(label) for start, size, _ in found)
            if not inside and all(alike(words[place + n].text, part) for n, part in enumerate(label)):
                found.append((place, len(label), code))
    return sorted(found)


def alike(word: str, label: str) -> bool:
    """Whether a word of a sentence is a label's word in another form: they share all but the ending."""
    if word == label:
        return True
    stem = label[: max(SHORTEST, len(label) - ENDING)]
    return len(label) > SHORTEST and word.startswith(stem) and abs(len(word) - len(label)) <= ENDING


def _number(words: list[_Word], language: str) -> int | None:
    """The number that a piece gives in words or figures; of several the last that is not a base ("four of six")."""
    found: int | None = None
    last: int | None = None  # what the word before says, when this one may go on with it
    base = False
    for before, word in zip(["", *(word.text for word in words)], words, strict=False):
        read = value(word.text, language)
        if read is not None and last is not None and not word.text.isdecimal() and extends(last, read, language):
            read += last
        else:
            base = before in AFTER.get(language, ())
        if read is not None and not base:
            found = read
        last = read
    return found
