"""The referral statistics of the United Kingdom: four published tables, told apart by their headers.

The leaf table becomes statistical rows of the register; the three others are figures published elsewhere. Codes are
found by the labels of the ``uk`` pack. A line that cannot be read, and a total that does not hold, is named by its line.
Source: Home Office, National Referral Mechanism statistics (Open Government Licence v3.0).
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from dayaq.core.pack import Pack
from dayaq.core.period import Period
from dayaq.count.figures.rules.printed import Printed
from dayaq.count.register.rules import Contributed, DatasetInfo, Fault

COUNTRY = "uk"
SOURCE = "Home Office, National Referral Mechanism statistics"
LICENCE = "Open Government Licence v3.0"
LEAF = DatasetInfo("uk-nrm-referrals", COUNTRY, {"en": "National Referral Mechanism: potential victims referred"}, SOURCE, LICENCE)

LEAF_HEADER = ("quarter", "responder_type", "responder", "exploitation", "age", "gender", "nationality", "people")
LONG_HEADER = ("Year", "Quarter", "Age at exploitation", "Location of exploitation", "NRM referrals")
AGES = {"Adult (18 or over)": "adult", "Child (17 or under)": "child", "Age not specified or unknown": "unknown"}
PLACES = {"UK": "uk", "Overseas": "overseas", "UK and Overseas": "uk_and_overseas", "Not specified or unknown": "unknown", "Total": ""}
OUTCOMES = ("Negative", "Positive")
PARTS = {"age": len(AGES), "outcome": len(OUTCOMES), "place": len(PLACES) - 1}  # groups that make a total
LISTS = {"responder_type": "nrm_responder_type", "exploitation": "nrm_exploitation", "age": "nrm_age", "gender": "nrm_gender"}
Line = tuple[int, list[str]]


def wide_header(grounds: str) -> tuple[str, ...]:
    """The header of a table of decisions: per age negative, positive, total; then the total of all."""
    columns = [f"{age} - {what}" for age in AGES for what in (f"Negative {grounds} grounds", f"Positive {grounds} grounds", "Total")]
    return ("Year", "Quarter", *columns, "Total")


HEADERS = {
    LEAF_HEADER: "referrals",
    LONG_HEADER: "referrals_longitudinal",
    wide_header("reasonable"): "reasonable_grounds",
    wide_header("conclusive"): "conclusive_grounds",
}


class UnknownTable(ValueError):
    """The header is none of the four."""


def recognise(header: Iterable[str]) -> str:
    """Which of the four tables it is; UnknownTable says what is expected."""
    found = tuple(column.strip().lstrip("\ufeff") for column in header)
    if found not in HEADERS:
        raise UnknownTable(
            "this is none of the four tables known: a header expected that begins "
            + "; or ".join(",".join(h[:5]) for h in HEADERS)
            + f" (found: {','.join(found[:5])})"
        )
    return HEADERS[found]


@dataclass(frozen=True, slots=True)
class Words:
    """The code of every label, by column."""

    codes: Mapping[str, Mapping[str, str]]

    @classmethod
    def of(cls, pack: Pack) -> Words:
        """From the code lists of the pack."""
        return cls({column: {text["en"]: code for code, text in pack.codes[name].items.items()} for column, name in LISTS.items()})

    def code(self, column: str, label: str) -> str:
        """The code; ValueError with what is expected."""
        try:
            return self.codes[column][label]
        except KeyError:
            known = ", ".join(self.codes[column])
            raise ValueError(f"{column}: one of {known[:160]}{'...' if len(known) > 160 else ''} expected, found {label[:40]!r}") from None


def leaf(values: list[str], words: Words) -> Contributed:
    """One cell of the leaf table; ValueError with what is expected."""
    if len(values) != len(LEAF_HEADER):
        raise ValueError(f"{len(LEAF_HEADER)} columns expected, found {len(values)}")
    row = dict(zip(LEAF_HEADER, (value.strip() for value in values), strict=True))
    if any("\ufffd" in value for value in values):
        raise ValueError("text in UTF-8 expected")
    for column in ("responder", "nationality"):
        if not row[column]:
            raise ValueError(f"{column}: a name expected, found nothing")
    dims = {
        "from": words.code("responder_type", row["responder_type"]),
        "from_body": row["responder"],
        "exploitation": words.code("exploitation", row["exploitation"]),
        "age": words.code("age", row["age"]),
        "sex": words.code("gender", row["gender"]),
        "nationality": row["nationality"],
    }
    return Contributed("referral", quarter(row["quarter"]), dims, count(row["people"], "people"))


def quarter(text: str) -> Period:
    """A quarter as 2022_q2."""
    if not re.fullmatch(r"\d{4}_[qQ][1-4]", text, re.ASCII):
        raise ValueError(f"quarter: a quarter such as 2022_q2 expected, found {text[:20]!r}")
    return Period.parse(text)


def count(text: str, column: str) -> int:
    """A whole number, which tables write as 439 or 439.0."""
    if not re.fullmatch(r"\d{1,7}(\.0)?", text.strip(), re.ASCII):
        raise ValueError(f"{column}: a whole number of 0 or more expected, found {text[:20]!r}")
    return int(text.strip().partition(".")[0])


def year_or_quarter(year: str, part: str) -> Period:
    """Year (2014.0) and quarter (Q1, or Total for the year)."""
    number = count(year, "Year")
    if part.strip() == "Total":
        return Period.year(number)
    if part.strip() not in {"Q1", "Q2", "Q3", "Q4"}:
        raise ValueError(f"Quarter: Q1 to Q4 or Total expected, found {part[:20]!r}")
    return Period.quarter(number, int(part.strip()[1]))


def longitudinal(values: list[str]) -> Printed:
    """One figure of the table of referrals since 2009."""
    if len(values) != len(LONG_HEADER):
        raise ValueError(f"{len(LONG_HEADER)} columns expected, found {len(values)}")
    year, part, age, place, people = values
    if age not in AGES:
        raise ValueError(f"Age at exploitation: one of {', '.join(AGES)} expected, found {age[:40]!r}")
    if place not in PLACES:
        raise ValueError(f"Location of exploitation: one of {', '.join(PLACES)} expected, found {place[:40]!r}")
    dims = {"age": AGES[age]} | ({"place": PLACES[place]} if PLACES[place] else {})
    return printed(
        "referrals", "NRM referrals", year_or_quarter(year, part), dims, count(people, LONG_HEADER[-1]), "persons", "longitudinal referrals"
    )


def decisions(values: list[str], grounds: str) -> list[Printed]:
    """The figures of one line of a table of decisions: by age and outcome, with their totals."""
    header = wide_header(grounds)
    if len(values) != len(header):
        raise ValueError(f"{len(header)} columns expected, found {len(values)}")
    period = year_or_quarter(values[0], values[1])
    numbers = {column: count(value, column) for column, value in zip(header[2:], values[2:], strict=True)}
    figures = []
    for column, value in numbers.items():
        dims = {"age": AGES[column.split(" - ")[0]]} if " - " in column else {}
        outcome = next((word.lower() for word in OUTCOMES if f" - {word}" in column), "")
        named = dims | ({"outcome": outcome} if outcome else {})
        figures.append(
            printed(f"{grounds}_grounds", f"{grounds.title()} grounds decisions", period, named, value, "decisions", f"{grounds} grounds")
        )
    return figures


def printed(measure: str, figure: str, period: Period, dims: Mapping[str, str], value: int, unit: str, section: str) -> Printed:
    """One figure of these tables; its reference is a digest of what it is about."""
    about = "; ".join(f"{key}={group}" for key, group in sorted(dims.items()))
    mark = hashlib.sha256(f"{section}|{measure}|{period.label}|{about}".encode()).hexdigest()[:14]
    return Printed(
        f"UK-{mark}",
        COUNTRY,
        measure,
        figure,
        str(value),
        Decimal(value),
        unit,
        period.label,
        period.start,
        period.end,
        dims,
        about,
        "uk-nrm",
        section,
        SOURCE,
    )


def read_leaves(lines: Iterable[Line], words: Words) -> Iterator[Contributed | Fault]:
    """Every line as a cell or as what is wrong with it; the same cell twice is named too."""
    seen: dict[str, int] = {}
    for number, values in lines:
        try:
            cell = leaf(values, words)
        except ValueError as error:
            yield Fault(number, str(error))
            continue
        if cell.key in seen:
            yield Fault(number, f"each cell once expected, this one stands in line {seen[cell.key]} already")
            continue
        seen[cell.key] = number
        yield cell


def read_printed_tables(lines: Iterable[Line], name: str) -> tuple[list[Printed], list[Fault]]:
    """The figures of one of the three other tables, and every line and total that is wrong."""
    figures: dict[str, tuple[int, Printed]] = {}
    faults: list[Fault] = []
    for number, values in lines:
        try:
            found = [longitudinal(values)] if name == "referrals_longitudinal" else decisions(values, name.removesuffix("_grounds"))
        except ValueError as error:
            faults.append(Fault(number, str(error)))
            continue
        repeated = next((figures[f.reference][0] for f in found if f.reference in figures), None)
        if repeated is not None:
            faults.append(Fault(number, f"each figure once expected, this one stands in line {repeated} already"))
            continue
        figures |= {f.reference: (number, f) for f in found}
    return [figure for _, figure in figures.values()], [*faults, *totals(figures.values())]


def totals(figures: Iterable[tuple[int, Printed]]) -> Iterator[Fault]:
    """Totals whose parts are all there and do not add up to them: over a dimension, and over the quarters of a year."""
    known = {(f.starts, f.ends, frozenset(f.dims.items())): (line, int(f.value)) for line, f in figures}
    for (starts, ends, dims), (line, value) in known.items():
        names = {name for name, _ in dims}
        for dim, size in PARTS.items():
            parts = [
                n
                for (s, e, d), (_, n) in known.items()
                if (s, e) == (starts, ends) and len(d) == len(dims) + 1 and dims < d and dict(d).get(dim) is not None
            ]
            if dim not in names and len(parts) == size and sum(parts) != value:
                yield Fault(line, f"a total of {sum(parts)} by {dim} expected, found {value}")
        if starts and ends and Period(starts, ends) == Period.year(starts.year):
            quarters = [known.get((q.start, q.end, dims)) for q in (Period.quarter(starts.year, n) for n in (1, 2, 3, 4))]
            parts = [entry[1] for entry in quarters if entry]
            if len(parts) == len(quarters) and sum(parts) != value:
                yield Fault(line, f"a total of {sum(parts)} over the quarters expected, found {value}")
