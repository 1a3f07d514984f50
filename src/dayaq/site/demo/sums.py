"""What the case load comes to, asked of the figures like everybody asks them."""

from __future__ import annotations

from collections.abc import Mapping

from django.conf import settings

from dayaq.base.access.context import acting
from dayaq.core.period import Period
from dayaq.count.figures import queries
from dayaq.count.figures.queries import Query
from dayaq.site.demo.company import company
from dayaq.site.demo.plan import PUBLISHED, Asked


def report() -> dict[str, int]:
    """Every figure the case load was made for, by name and year, as the register counts it now."""
    with acting(company()["farid"]):
        return {f"{asked.name}_{asked.year}": value(asked) for asked in PUBLISHED}


def value(asked: Asked) -> int:
    """One figure; 0 when nobody counts."""
    measure = queries.find(asked.measure)
    if measure is None:
        raise LookupError(f"there is no measure {asked.measure}")
    wanted = {dim: (code,) for dim, code in asked.dims.items()}
    query = Query(Period.year(asked.year), settings.HOME_PACK, by=tuple(wanted), filters=wanted, protect=False)
    return sum(int(figure.value or 0) for figure in queries.cells(measure, query) if figure.period == str(asked.year))


def wrong(found: Mapping[str, int]) -> dict[str, tuple[int, int]]:
    """Figures that are not those published: name to (ours, published)."""
    wanted = {f"{asked.name}_{asked.year}": asked.published for asked in PUBLISHED}
    return {name: (found.get(name, 0), published) for name, published in wanted.items() if found.get(name) != published}
