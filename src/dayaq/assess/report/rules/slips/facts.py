"""Figures credited to sources."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from dayaq.assess.report.rules.slips.manuscript import Credited, Manuscript, Slip
from dayaq.core.decision import Reason
from dayaq.core.words import N_

TWO = N_("%(source)s is credited with %(values)s for %(metric)s, %(period)s.")


def two_values_of_one_source(manuscript: Manuscript) -> Iterator[Slip]:
    """9: a source is credited with one value for one thing, unless the text says that it gives several.

    The thing is the metric with its period and groups; where a document cites another, the source is the one it cites.
    """
    same: dict[tuple[str, str, str, frozenset[tuple[str, str]]], list[Credited]] = defaultdict(list)
    for fact in manuscript.facts:
        same[fact.source.casefold().strip(), fact.metric, fact.period, frozenset(fact.dims.items())].append(fact)
    for facts in same.values():
        values = list(dict.fromkeys(fact.value for fact in facts))
        if len(values) > 1 and not any(fact.noted for fact in facts):
            last = facts[-1]
            words = {"source": last.source, "values": " / ".join(values), "metric": last.metric, "period": last.period}
            yield Slip(9, " / ".join(dict.fromkeys(fact.where for fact in facts)), Reason("slip.values", TWO, words))
