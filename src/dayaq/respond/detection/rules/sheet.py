"""The sheet of an event: many persons typed or pasted line by line; every fault is told with its line, nothing is lost."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields

from dayaq.core.decision import Reason
from dayaq.core.words import N_

COLUMNS = ("given_name", "family_name", "sex", "age", "nationality", "language", "what")
PERSON, SUSPECT = "person", "suspect"
OLDEST = 110
LONGEST = 120
UNKNOWN = frozenset({"", "?", "-", "–"})


@dataclass(frozen=True, slots=True)
class Line:
    """One line as it was typed: texts only. ``number`` is its number on the paper."""

    number: int
    given_name: str = ""
    family_name: str = ""
    sex: str = ""
    age: str = ""  # years, or the year of birth
    nationality: str = ""
    language: str = ""
    what: str = PERSON  # person, or a suspect's role


@dataclass(frozen=True, slots=True)
class Words:
    """What may be written in a column: words, folded to small letters, to codes. ``year``: the event's; ``child_under``: the pack's age."""

    sex: Mapping[str, str]
    nationality: Mapping[str, str]
    language: Mapping[str, str]
    roles: Mapping[str, str]
    year: int
    child_under: int = 18


@dataclass(frozen=True, slots=True)
class Read:
    """A line understood: codes; ``age_band`` and ``under_18`` follow from the age."""

    number: int
    given_name: str
    family_name: str
    sex: str
    age_band: str
    birth: str
    under_18: str
    nationality: str
    language: str
    role: str  # of a suspect; empty for a person
    faults: Mapping[str, Reason] = field(default_factory=dict)


def empty(line: Line) -> bool:
    """Whether nothing was typed in a line but its number."""
    return all(getattr(line, name).strip() in {"", PERSON} for name in COLUMNS)


def read_paste(text: str, *, first: int, width: int = len(COLUMNS)) -> list[Line]:
    """Lines pasted from a spreadsheet (tabs), or typed with semicolons; a heading and empty lines are passed over."""
    rows = [re.split(r"\t|;", row) for row in text.replace("\r\n", "\n").replace("\r", "\n").split("\n")]
    rows = [[cell.strip() for cell in row] for row in rows if any(cell.strip() for cell in row)]
    if rows and heading(rows[0]):
        rows = rows[1:]
    lines = []
    for number, row in enumerate(rows, first):
        cells = [*row, *[""] * width][:width]
        over = " ".join(filter(None, row[width:]))
        given = dict(zip(COLUMNS, cells, strict=True))
        given["what"] = given["what"] or PERSON
        given["family_name"] += f" {over}" if over else ""
        lines.append(Line(number, **given))
    return lines


def heading(row: Iterable[str]) -> bool:
    """Whether the first row names columns: no digit in it, and a word for name or sex."""
    joined = " ".join(row).casefold()
    words = ("name", "sex", "age", "ad", "soyad", "cins", "yaş", "имя", "пол", "возраст", "фамилия")
    return not re.search(r"\d", joined) and sum(word in joined.split() for word in words) >= 2


def check_line(line: Line, words: Words) -> Read:
    """Understand one line; every column that is not understood has its fault, and an empty one means "not known"."""
    faults: dict[str, Reason] = {}
    sex = coded(line.sex, words.sex, "sex", faults)
    nationality = coded(line.nationality, words.nationality, "nationality", faults)
    language = coded(line.language, words.language, "language", faults)
    role = "" if line.what.strip().casefold() in {"", PERSON} else coded(line.what, words.roles, "what", faults)
    band, birth, under = age_of(line.age, words, faults)
    for name in ("given_name", "family_name"):
        if len(getattr(line, name)) > LONGEST:
            faults[name] = Reason("too_long", N_("Line %(line)s: this name is too long."), {"line": line.number})
    if empty(line):
        faults["given_name"] = Reason("empty_line", N_("Line %(line)s is empty."), {"line": line.number})
    faults = {name: Reason(fault.code, fault.message, {**fault.params, "line": line.number}) for name, fault in faults.items()}
    return Read(
        line.number, line.given_name.strip(), line.family_name.strip(), sex, band, birth, under, nationality, language, role, faults
    )


def coded(text: str, known: Mapping[str, str], column: str, faults: dict[str, Reason]) -> str:
    """The code of a typed word; nothing where it is not known, a fault where it is not understood."""
    word = text.strip().casefold()
    if word in UNKNOWN:
        return ""
    if word not in known:
        faults[column] = Reason("not_understood", N_("Line %(line)s: “%(text)s” is not understood."), {"text": text.strip()[:40]})
        return ""
    return known[word]


def age_of(text: str, words: Words, faults: dict[str, Reason]) -> tuple[str, str, str]:
    """Band, year of birth as told, and the answer to "could this person be under 18?" from years or a year of birth.

    At the edge a year of birth leaves the age open, and an age nobody knows counts for the child (IDN-08).
    Basis: CoE Convention, Article 10(3).
    """
    word = text.strip()
    if word in UNKNOWN:
        return "", "", "cannot_be_excluded"
    if not word.isdigit():
        faults["age"] = Reason("no_age", N_("Line %(line)s: write the age in years or the year of birth."), {})
        return "", "", "cannot_be_excluded"
    number = int(word)
    born = number if number > OLDEST else None
    youngest, oldest = (words.year - number - 1, words.year - number) if born else (number, number)
    if oldest < 0 or youngest > OLDEST:
        faults["age"] = Reason("no_age", N_("Line %(line)s: write the age in years or the year of birth."), {})
        return "", "", "cannot_be_excluded"
    birth = word if born else f"~{words.year - number}"
    if oldest < words.child_under:
        return "child", birth, "yes"
    return ("", birth, "cannot_be_excluded") if youngest < words.child_under else ("adult", birth, "no")


def whole(reads: Iterable[Read], taken: Iterable[int]) -> dict[int, Reason]:
    """Numbers used twice on the sheet, or used by a line that is entered already."""
    seen, double = set(taken), {}
    for read in reads:
        if read.number in seen:
            double[read.number] = Reason("number_taken", N_("Line %(line)s: this number is taken already."), {"line": read.number})
        seen.add(read.number)
    return double


def as_text(line: Line) -> dict[str, str | int]:
    """A line as it is kept until it is right."""
    return {entry.name: getattr(line, entry.name) for entry in fields(line)}
