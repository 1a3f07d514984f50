"""What bodies kept of earlier years, as records: calls, proceedings, the fund, houses, the assistance centre.

Figures are those the sources print (see ``figures/data/published``); what they do not say (days, beds, courts) is invented.
Many rows of one kind are written at once, under the person who would have written them and within the same walls.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from dayaq.base.access.rules import Actor
from dayaq.site.demo.years import calls, centre, courts, houses, money

Part = Callable[[Mapping[str, Actor], int], None]
Done = Callable[[Mapping[str, Actor]], bool]

PARTS: Mapping[str, tuple[Done, Part]] = {
    "calls": (calls.done, calls.write),
    "courts": (courts.done, courts.write),
    "houses": (houses.done, houses.write),
    "centre": (centre.done, centre.write),
    "money": (money.done, money.write),
}


def missing(company: Mapping[str, Actor]) -> list[str]:
    """The parts that are not there yet, in the order in which they are written."""
    return [name for name, (done, _write) in PARTS.items() if not done(company)]
