"""What one line of a list says, and what is wrong with it, by column."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date

from dayaq.core.dates import PartialDate
from dayaq.core.decision import Reason
from dayaq.core.words import N_
from dayaq.respond.intake.rules.fields import BY_CODE

UNKNOWN = "?"  # in the mapping of values: the list does not know
CHILD_UNTIL = 18
DAY = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})|(\d{1,2})[./](\d{1,2})[./](\d{4})")


@dataclass(frozen=True, slots=True)
class Fault:
    """Something wrong in one column of a line."""

    column: str
    reason: Reason


@dataclass(frozen=True, slots=True)
class Entry:
    """One line as a case: texts by field; ``faults`` say what stands against taking it over."""

    line: int
    values: Mapping[str, str]
    faults: tuple[Fault, ...] = ()
    opened: date | None = None
    birth: str = ""
    names: tuple[str, str] = ("", "")  # given, family
    age: int | None = None
    codes: Mapping[str, str] = field(default_factory=dict)

    @property
    def said(self) -> str:
        """The name as it is searched for."""
        return " ".join(filter(None, self.names))


def day_of(text: str) -> date | None:
    """A whole day as lists write it: 2016-05-14, 14.05.2016, 14/05/2016 (a time behind it is left out)."""
    found = DAY.match(text.strip())
    if not found:
        return None
    year, month, day = (found[1], found[2], found[3]) if found[1] else (found[6], found[5], found[4])
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


def birth_of(text: str) -> str | None:
    """A date of birth as the identity keeps it: a whole day, a month, a year, about a year; None when it cannot be read."""
    whole = day_of(text)
    if whole is not None:
        return whole.isoformat()
    try:
        return str(PartialDate.parse(text.strip()))
    except ValueError:
        return None


def names_of(values: Mapping[str, str]) -> tuple[str, str]:
    """Given and family name, from two columns or from one with the family name first."""
    if values.get("given_name") or values.get("family_name"):
        return values.get("given_name", ""), values.get("family_name", "")
    family, _, given = values.get("full_name", "").partition(" ")
    return given.strip(), family


def read(line: int, entries: Mapping[str, str], mapping: Mapping[str, str], meant: Mapping[str, Mapping[str, str]], today: date) -> Entry:
    """A line by the mapping of its columns and entries; everything wrong with it is named by its column."""
    columns = {field: column for column, field in mapping.items() if field}
    values = {field: entries.get(column, "").strip() for field, column in columns.items()}
    faults: list[Fault] = []

    def checked(name: str, reader: Callable[[str], object], code: str, words: str) -> object:
        text = values.get(name, "")
        made = reader(text) if text else None
        if text and made is None:
            faults.append(Fault(columns[name], Reason(code, words)))
        return made

    opened = checked("opened", day_of, "no_day", N_("This is no day; write it as 14.05.2016 or 2016-05-14."))
    birth = checked("birth", birth_of, "no_birth", N_("This is no date of birth; write 14.05.1998, 1998-05, 1998 or ~1998."))
    age = checked("age", years_of, "no_age", N_("This is no age in years."))
    if isinstance(opened, date) and opened > today:
        faults.append(Fault(columns["opened"], Reason("future", N_("This day lies in the future."))))
    codes = coded(values, columns, meant, faults)
    if columns.get("key") and not values.get("key"):
        faults.append(
            Fault(columns["key"], Reason("no_key", N_("This line has no number; without it the list cannot be taken over again.")))
        )
    return Entry(
        line,
        values,
        tuple(faults),
        opened if isinstance(opened, date) else None,
        birth if isinstance(birth, str) else "",
        names_of(values),
        age if isinstance(age, int) else None,
        codes,
    )


def years_of(text: str) -> int | None:
    """An age in whole years."""
    return int(text) if text.isascii() and text.isdecimal() and int(text) <= 120 else None


def coded(
    values: Mapping[str, str], columns: Mapping[str, str], meant: Mapping[str, Mapping[str, str]], faults: list[Fault]
) -> dict[str, str]:
    """The codes of a line; an entry nobody has translated is a fault, one marked as not known is left open."""
    codes: dict[str, str] = {}
    for name, text in values.items():
        if not text or not BY_CODE[name].codes:
            continue
        code = meant.get(name, {}).get(text, "")
        if not code:
            words = N_("Nobody has said yet what this entry means in the words of the system.")
            faults.append(Fault(columns[name], Reason("no_code", words)))
        elif code != UNKNOWN:
            codes[name] = code
    return codes
