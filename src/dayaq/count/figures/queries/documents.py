"""Figures as documents print them: value, period, citing place."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from dayaq.core.period import Period
from dayaq.core.table import CellStatus
from dayaq.count.figures.models import Published
from dayaq.count.figures.rules import Figure, Measure, catalogue

DOCUMENTS = {  # the reports that print figures, as they are cited; names of documents are not translated
    "000": "IOM needs assessment 2016",
    "001": "OSCE assessment 2012",
    "002": "ICMPD analysis 2019",
    "003": "IOM catalogue page",
    "004": "US TIP report 2018",
}


def as_figure(row: Published) -> Figure:
    """A printed figure with its source."""
    whole = row.number is not None and row.number == row.number.to_integral_value()
    value = int(row.number) if whole and row.number is not None else row.number
    unit = catalogue().unit(row.unit)
    return Figure(
        row.measure,
        row.dims,
        row.value if value is None else value,
        CellStatus.PUBLISHED,
        cited(row),
        label(row),
        (),
        row.reference,
        unit,
        row.note,
    )


def label(row: Published) -> str:
    """The period as we write it, where it can be read."""
    return Period(row.starts, row.ends).label if row.starts and row.ends else row.period


def cited(row: Published) -> str:
    """The citing place and, in brackets, the source it cites."""
    named = DOCUMENTS.get(row.document, row.document)
    place = f"{named}, {row.section}" if row.section else named
    return f"{place} ({row.cited_source})" if row.cited_source else place


def printed_periods(measure: Measure, country: str) -> list[Period]:
    """The periods for which documents print this measure, the latest first."""
    spans: Iterable[tuple[date | None, date | None]] = (
        Published.objects.filter(measure=measure.code, country=country, superseded_at=None)
        .order_by("-starts", "ends")
        .values_list("starts", "ends")
        .distinct()
    )
    return [Period(starts, ends) for starts, ends in spans if starts and ends]
