"""A search for a person known only in a file the asker must not know, beside a search for nobody: the medians of both.

    python bench/search_timing.py [--cases 5000] [--times 400]

Both searches are asked in turn, each in its own transaction, so that whatever disturbs one disturbs the other. The
shares of the timings that are told apart by their median are printed as well: 0.50 is a coin.
"""

from __future__ import annotations

import argparse
import math
import statistics
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from bench.setting import benchmark_database

HIDDEN, NOBODY = "Zarifa Uydurmazade", "Lamiya Qurmabeyli"
LONG_AGO = "2016-01-14T10:00+04:00"


def fill(cases: int) -> None:
    """Cases of an organisation, closed to the State; one of them is the person who is searched."""
    from datetime import datetime

    from dayaq.base.access.context import acting
    from dayaq.respond.casefile import actions
    from tests.cast import person

    ngo, at = person("ngo"), datetime.fromisoformat(LONG_AGO)
    for number in range(cases):
        with acting(ngo.actor):
            new = actions.NewCase(under_18="no", under_18_reason="papers")
            case = actions.open_case(new=new, by=ngo.actor, at=at)
            family = HIDDEN.split()[1] if number == cases // 2 else f"Invented{number:05}"
            actions.record_identity(case=case, given_name=HIDDEN.split(maxsplit=1)[0], family_name=family, by=ngo.actor, at=at)
            actions.record_word(case=case, word="refused", by=ngo.actor, at=at)


def ask(text: str) -> float:
    """Milliseconds of one search by an officer on duty; the quota is per person, so a new person asks each time."""
    from dayaq.base.access.context import acting
    from dayaq.respond.casefile import actions
    from tests.cast import person

    ask.number = getattr(ask, "number", 0) + 1  # type: ignore[attr-defined]  # a counter of this script
    duty = person(f"duty{ask.number // 20}", "ctmd", "duty_officer")  # type: ignore[attr-defined]  # the counter
    with acting(duty.actor):
        start = time.perf_counter()
        found = actions.search(text=text, born=None, by=duty.actor)
        taken = (time.perf_counter() - start) * 1000
    assert found == [], "the asker must not find anybody"
    return taken


def main() -> None:
    """Fill, ask in turn, print."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--cases", type=int, default=5000)
    options.add_argument("--times", type=int, default=400)
    given = options.parse_args()
    with benchmark_database("dayaq_bench_search"):
        fill(given.cases)
        pairs = [(ask(HIDDEN), ask(NOBODY)) if turn % 2 else tuple(reversed((ask(NOBODY), ask(HIDDEN)))) for turn in range(given.times)][
            20:
        ]
    hidden, nobody = [pair[0] for pair in pairs], [pair[1] for pair in pairs]
    slower = sum(one > other for one, other in pairs) / len(pairs)
    print(f"hidden person  median {statistics.median(hidden):7.3f} ms  quartiles {quartiles(hidden)}")
    print(f"nobody         median {statistics.median(nobody):7.3f} ms  quartiles {quartiles(nobody)}")
    print(f"hidden slower in {slower:.2f} of {len(pairs)} pairs (0.50 is a coin)")
    print(f"rank test (Mann-Whitney, two-sided): p = {rank_test(hidden, nobody):.3f}")


def rank_test(one: list[float], other: list[float]) -> float:
    """The two-sided p-value of the Mann-Whitney test, normal approximation (timings have no ties worth a correction)."""
    ranks = {id(value): rank for rank, value in enumerate(sorted([*one, *other]), start=1)}
    n, m = len(one), len(other)
    u = sum(ranks[id(value)] for value in one) - n * (n + 1) / 2
    z = (u - n * m / 2) / math.sqrt(n * m * (n + m + 1) / 12)
    return math.erfc(abs(z) / math.sqrt(2))


def quartiles(values: list[float]) -> str:
    """First and third quartile."""
    first, _, third = statistics.quantiles(values, n=4)
    return f"{first:.3f} to {third:.3f}"


if __name__ == "__main__":
    main()
