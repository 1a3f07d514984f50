"""Figures: ours from the register, those printed elsewhere, and both side by side."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from django.conf import settings
from django.utils import timezone
from django.utils.translation import get_language, gettext

from dayaq.core.pack import Pack, available, load
from dayaq.core.period import OPEN_END, OPEN_START, Period
from dayaq.core.table import Cell, CellStatus, Table
from dayaq.core.words import N_
from dayaq.count.figures.models import Published
from dayaq.count.figures.queries.documents import as_figure, printed_periods
from dayaq.count.figures.rules import Coarser, Figure, Measure, Withheld, above, beside, catalogue, complete, table, withheld
from dayaq.count.figures.rules.measures import ALWAYS, ENTRIES
from dayaq.count.register import queries as register
from dayaq.count.register.queries import Coverage


@dataclass(frozen=True, slots=True)
class Query:
    """What is asked: a period in a country, by dimensions, perhaps of some groups only; ``protect`` hides small counts."""

    period: Period
    country: str = ""
    by: tuple[str, ...] = ()
    filters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    protect: bool = True

    @property
    def pack(self) -> Pack:
        """The pack of the country."""
        return load(self.country or settings.HOME_PACK)


Key = frozenset[tuple[str, str]]
WHOLE_YEARS = ("ngo_only", "sheltered_ngo")  # kinds the database tells by whole calendar years only
CURRENCY = "CURRENCY"  # stands for the country's own currency


class WrongDimension(ValueError):
    """A measure is not broken down so; the message names what it can be broken down by."""


def countries() -> list[Pack]:
    """The home country, then others figures are at hand for."""
    others = (load(code) for code in available() if code != settings.HOME_PACK)
    return [load(settings.HOME_PACK), *(pack for pack in others if pack.statistical_only)]


def measures() -> list[Measure]:
    """Every measure: ours, then those only published, by code."""
    known = catalogue()
    printed = Published.objects.filter(superseded_at=None).order_by("measure", "reference").values_list("measure", "figure", "unit")
    named = {code: (figure, unit) for code, figure, unit in reversed(list(printed))}
    only = (known.measure(code, *named[code]) for code in sorted(named) if code not in known.measures)
    return [*known.measures.values(), *only]


def find(code: str) -> Measure | None:
    """A measure by its code, or None."""
    return next((measure for measure in measures() if measure.code == code), None)


def everything(query: Query) -> list[Figure]:
    """All measures that can be broken down so."""
    reach = register.coverage(query.pack.code)
    fitting = (m for m in measures() if not m.ours or set(query.by) <= set(m.dims))
    return [figure for measure in fitting for figure in cells(measure, query, reach)]


def cells(measure: Measure, query: Query, reach: Mapping[str, Coverage] | None = None) -> list[Figure]:
    """The figures of one measure: from the register where it reaches, else as printed, else one that is not known."""
    if measure.ours and (wrong := set(query.by) - set(measure.dims)):
        raise WrongDimension(
            f"{measure.code} is not broken down by {', '.join(sorted(wrong))}; by {', '.join(measure.dims) or 'nothing'} it is"
        )
    others = printed(measure, query)
    held = register.coverage(query.pack.code) if reach is None else reach
    if measure.ours and covers(measure, query, held):
        return counted(measure, query, others, held)
    found = beside(f for f in others if set(f.dims) == set(query.by) or not (query.by or measure.ours))
    chosen = [f for f in found if all(f.dims.get(dim) in values for dim, values in query.filters.items())]
    return chosen or ([unknown(measure, query)] if measure.ours else [])


def covers(measure: Measure, query: Query, reach: Mapping[str, Coverage]) -> bool:
    """Whether the register can speak of the period: files from the year the first of them falls in, datasets of their own days."""
    span = spans(measure, query, reach)
    if measure.kind not in ALWAYS and measure.rows not in reach:
        return False
    if span is None or (measure.kind in WHOLE_YEARS and not whole_year(query.period)):
        return False
    return span.overlaps(query.period)


def spans(measure: Measure, query: Query, reach: Mapping[str, Coverage]) -> Period | None:
    """The days the register can speak of for this measure; None: of none."""
    own = reach.get(measure.rows)
    if own and own.datasets:
        return own.span
    files = [coverage.span for coverage in reach.values() if not coverage.datasets]
    return min(files) if files and query.pack.code == settings.HOME_PACK else None


def whole_year(period: Period) -> bool:
    """Whether it is one calendar year."""
    return period == Period.year(period.start.year)


def counted(measure: Measure, query: Query, others: Sequence[Figure], reach: Mapping[str, Coverage]) -> list[Figure]:
    """Our counts, with what others printed for the same groups and period."""
    sums = sums_of(measure, query)
    same = [f for f in others if f.period == query.period.label and set(f.dims) == set(query.by) and comparable(measure, f)]
    expected = {dim: groups(dim, query) for dim in query.by}
    rows = complete(sums, query.by, expected, [f.dims for f in same])
    span = spans(measure, query, reach)
    whole = span is not None and span.overlap(query.period) == query.period
    status = state(query.period) if whole else CellStatus.PROVISIONAL
    source = source_of(query, reach.get(measure.rows))
    figures = [
        Figure(
            measure.code,
            dict(zip(query.by, key, strict=True)),
            value,
            CellStatus.HIDDEN if value is None else status,
            source,
            query.period.label,
        )
        for key, value in rows.items()
    ]
    shown = protected(measure, query, figures) if query.protect else figures
    return [replace(f, unit=measure.unit, competing=tuple(o for o in same if o.key == f.key)) for f in shown]


def sums_of(measure: Measure, query: Query) -> dict[tuple[str, ...], int | None]:
    """The sums of the register, narrowed to what the measure is always narrowed to; amounts in whole units of the currency."""
    always = {
        dim: [query.pack.manifest.currency or "" if group == CURRENCY else group for group in only] for dim, only in measure.where.items()
    }
    narrowed = {**{dim: list(only) for dim, only in query.filters.items()}, **always}
    found = register.measure(measure.kind, query.pack.code, query.period.start, query.period.end, query.by, narrowed)
    if not measure.hundredths:
        return found
    return {key: None if value is None else round(value / 100) for key, value in found.items()}


def groups(dim: str, query: Query) -> tuple[str, ...]:
    """The groups shown even where nobody counts; those the query leaves out are not."""
    known = catalogue().dimensions.get(dim)
    expected = known.expected(query.pack.code, query.pack.manifest.country or "") if known else ()
    chosen = query.filters.get(dim)
    return tuple(group for group in expected if chosen is None or group in chosen)


def comparable(measure: Measure, figure: Figure) -> bool:
    """Whether a printed figure counts in the same unit."""
    known = catalogue()
    return known.unit(figure.unit) == known.unit(measure.unit)


def protected(measure: Measure, query: Query, figures: Sequence[Figure]) -> list[Figure]:
    """The figures without small counts, and without those from which a small one could be worked out."""
    shown = guarded(measure, query, figures)
    return [replace(f, value=shown[f.key].value, status=shown[f.key].status) for f in figures]


def guarded(measure: Measure, query: Query, figures: Sequence[Figure]) -> dict[Key, Cell]:
    """Our counts with their margins, as the query may show them.

    Periods overlap: a year less eleven months is a month. So what is counted from case files leaves by whole calendar years, in
    quarters at the finest, and a span of years tells nothing that one of its years does not tell. What others published is no secret.
    """
    if not query.protect:
        return table(measure.code, query.by, figures)
    if for_the_office(query):
        return {key: cell.hidden() for key, cell in table(measure.code, query.by, figures).items()}
    if measure.counts_in:
        return amounts(measure, query, figures)
    held = register.coverage(query.pack.code)
    if stands_alone(measure, query, held):
        return table(measure.code, query.by, figures, measure.smallest(query.pack.reports), coarser(query, figures))
    years = [] if "month" in query.by else calendar_years(measure, query, held)
    back = {key for year in years for key in withheld_in(measure, replace(query, period=year), held)}
    whole = table(measure.code, query.by, figures)
    return {key: cell.hidden() if key in back or not years else cell for key, cell in whole.items()}


def for_the_office(query: Query) -> bool:
    """Whether a dimension of the question never leaves the office, such as who co-operates."""
    known = catalogue().dimensions
    return any(known[dim].inside for dim in (*query.by, *query.filters) if dim in known)


def amounts(measure: Measure, query: Query, figures: Sequence[Figure]) -> dict[Key, Cell]:
    """Amounts where the count of what they were paid for leaves; an amount of one entry would tell whose it was."""
    people = measure.entries() if measure.counts_in == ENTRIES else catalogue().measures[measure.counts_in]
    counts = guarded(people, query, cells(people, replace(query, protect=False)))
    shown = {key for key, cell in counts.items() if cell.status is not CellStatus.HIDDEN}
    whole = table(measure.code, query.by, figures)
    return {key: cell if key in shown else cell.hidden() for key, cell in whole.items()}


def stands_alone(measure: Measure, query: Query, reach: Mapping[str, Coverage]) -> bool:
    """Whether a table is protected by itself: one calendar year of the case files, or what somebody else counted."""
    own = reach.get(measure.rows)
    if query.pack.code != settings.HOME_PACK or (own and own.datasets):
        return True
    return "month" not in query.by and calendar_years(measure, query, reach) == [query.period]


def kept_inside(measure: Measure, query: Query, figures: Sequence[Figure]) -> Withheld | None:
    """What of a table that stands alone would not leave the office; None for others, and where nothing is small."""
    if query.pack.code != settings.HOME_PACK or not stands_alone(measure, query, register.coverage(query.pack.code)):
        return None
    whole = table(measure.code, query.by, figures)
    if not whole or any(cell.value is None for cell in whole.values()):
        return None
    sheet = Table(measure.code, query.by, tuple(whole.values()))
    found = withheld(sheet, measure.smallest(query.pack.reports), coarser(query, figures))
    return found if found.small else None


def coarser(query: Query, figures: Sequence[Figure]) -> dict[str, Coarser]:
    """The dimensions of a table that another one only says in coarser words: their pages must agree."""
    home, known = query.pack.manifest.country or "", catalogue().dimensions
    return {dim: above(known[dim], {f.dims[dim] for f in figures}, home) for dim in query.by if dim in known and known[dim].within}


def withheld_in(measure: Measure, year: Query, reach: Mapping[str, Coverage]) -> set[Key]:
    """What the table of one calendar year does not tell."""
    sheet = guarded(measure, year, cells(measure, replace(year, protect=False), reach))
    return {key for key, cell in sheet.items() if cell.status is CellStatus.HIDDEN}


def of_whole_years(period: Period) -> bool:
    """Whether a period begins and ends with a calendar year, as far as it has ends."""
    return all((day.month, day.day) == (1, 1) for day in (period.start, period.end) if day not in (OPEN_START, OPEN_END))


def leaves_hidden(measure: Measure, query: Query) -> bool:
    """Whether every count of this question stays in the office, because parts of a year could be taken from the whole."""
    counted = measure.ours and query.pack.code == settings.HOME_PACK
    return counted and ("month" in query.by or not of_whole_years(query.period))


def calendar_years(measure: Measure, query: Query, reach: Mapping[str, Coverage]) -> list[Period]:
    """The calendar years a period is made of, as far as the register speaks; none where it is not made of whole ones."""
    span, asked = spans(measure, query, reach), query.period
    if span is None or not of_whole_years(asked):
        return []
    first, last = max(asked.start, span.start).year, min(asked.last_day, span.last_day, timezone.localdate()).year
    return [Period.year(year) for year in range(first, last + 1)]


def state(period: Period) -> CellStatus:
    """A period that is not over is provisional."""
    return CellStatus.FINAL if period.end <= timezone.localdate() else CellStatus.PROVISIONAL


def source_of(query: Query, held: Coverage | None = None) -> str:
    """Who counted, and for datasets under which licence and for which periods."""
    if held and held.datasets:
        names = [dataset for dataset in register.datasets() if dataset.code in held.datasets]
        return "; ".join(f"{d.source}, {' to '.join(held.periods)} ({d.licence})" for d in names)
    return gettext(N_("National register, %(country)s")) % {"country": query.pack.label("pack.name", get_language() or "en")}


def unknown(measure: Measure, query: Query) -> Figure:
    """Neither counted nor printed."""
    return Figure(measure.code, {}, None, CellStatus.UNKNOWN, source_of(query), query.period.label, unit=measure.unit)


def printed(measure: Measure, query: Query) -> list[Figure]:
    """What documents print for this measure within the period, each by its citing place and the source it cites."""
    found = Published.objects.filter(
        measure=measure.code, country=query.pack.code, superseded_at=None, starts__gte=query.period.start, ends__lte=query.period.end
    )
    return [as_figure(row) for row in found.order_by("starts", "ends", "reference")]


def latest(measure: Measure, country: str) -> Period:
    """The period to begin with: the last year the register speaks of, or all the years documents print."""
    if measure.ours and (own := register.coverage(country).get(measure.rows)):
        return Period.year(own.span.last_day.year if own.datasets else own.last.year)
    periods = [period for period in printed_periods(measure, country) if period.start > OPEN_START and period.end < OPEN_END]
    if not periods:
        return Period.year(timezone.localdate().year - 1)
    last = max(period.last_day.year for period in periods)
    return Period.year(last) if measure.ours else Period.years(min(period.start.year for period in periods), last)
