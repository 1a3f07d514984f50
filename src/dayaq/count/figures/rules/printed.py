"""A figure as a document printed it: value, period and groups as far as they can be read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from dayaq.core.period import OPEN_END, OPEN_START, Period
from dayaq.count.figures.rules.measures import Catalogue, catalogue

# Figures of other countries' agencies carry the country in their metric.
FOREIGN = {"ro_": "ro", "nl_": "nl", "rs_": "rs"}


@dataclass(frozen=True, slots=True)
class Printed:
    """One printed figure, ready to be kept."""

    reference: str
    country: str
    measure: str
    figure: str
    value: str
    number: Decimal | None
    unit: str
    period: str
    starts: date | None
    ends: date | None
    dims: Mapping[str, str]
    disaggregation: str
    document: str
    section: str
    cited_source: str
    note: str = ""

    @property
    def year(self) -> int | None:
        """The year it lies in, when it lies in one."""
        if self.starts is None or self.ends is None or self.ends == OPEN_END or self.starts == OPEN_START:
            return None
        return self.starts.year if Period(self.starts, self.ends).last_day.year == self.starts.year else None

    def as_json(self) -> dict[str, Any]:
        """The shape the guard takes: dates and numbers as text, open sides as null years."""
        days = {"starts": self.starts and self.starts.isoformat(), "ends": self.ends and self.ends.isoformat()}
        return {
            **asdict(self),
            **days,
            "dims": dict(self.dims),
            "number": None if self.number is None else str(self.number),
            "year": self.year,
        }


def read_printed(row: Mapping[str, str], home: str, words: Catalogue | None = None) -> Printed:
    """Read one row of the table of published figures (columns as in the tables of data/published)."""
    known = words or catalogue()
    dims, country = groups(row["disaggregation"], known)
    renamed = known.keys.get(row["metric"], {})
    dims = {renamed.get(dim, dim): group for dim, group in dims.items()}
    starts, ends = days(row["year"])
    return Printed(
        reference=row["id"],
        country=country or next((code for mark, code in FOREIGN.items() if row["metric"].startswith(mark)), home),
        measure=row["metric"],
        figure=row["figure"],
        value=row["value"],
        number=number(row["value"]),
        unit=row["unit"],
        period=row["year"],
        starts=starts,
        ends=ends,
        dims=dims,
        disaggregation=row["disaggregation"],
        document=row["source_doc"],
        section=row["section"],
        cited_source=row["cited_in_source"],
        note=row["note"],
    )


def groups(text: str, known: Catalogue) -> tuple[dict[str, str], str]:
    """Dimensions of ``key=value; ...`` and the country among them; words that are no dimension are kept as a scope of their own."""
    dims: dict[str, str] = {}
    scope: list[str] = []
    country = ""
    for part in filter(None, (part.strip() for part in text.split(";"))):
        key, equals, value = part.partition("=")
        if part.startswith("three countries"):
            country = "several"
        elif equals and key == "country":
            country = value.lower()
        elif equals:
            if found := known.group(key.strip(), value.strip()):
                dims[key.strip()] = found
        elif part not in known.whole:
            scope.append(part)
    return ({**dims, "scope": "; ".join(scope)} if scope else dims), country


def days(text: str) -> tuple[date | None, date | None]:
    """The period as days; nothing where it is no period."""
    try:
        period = Period.parse(text)
    except ValueError:
        return None, None
    return period.start, period.end


def number(text: str) -> Decimal | None:
    """The value as a number; None for dates and words."""
    try:
        return Decimal(text)
    except InvalidOperation:
        return None
