"""One bed, many hands: how many of N bookings at the same moment become a stay, and how long a booking takes.

    python bench/beds.py [--hands 32] [--rounds 5]

Every hand is a thread with its own connection and its own transaction against the server, under row security; all of
them want the same bed at the same time. The answer has to be one stay a round. All people are invented; the database is the bench's own and is
dropped at the end.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from bench.setting import benchmark_database


def book(case: Any, bed: Any, by: Any, start: Barrier) -> tuple[str, float]:
    """One hand: wait for the others, ask for the bed, say what came of it and how long it took."""
    from django.db import connections

    from dayaq.base.access.context import acting
    from dayaq.core.decision import Refused
    from dayaq.respond.shelter import actions
    from tests.respond.shelter.world import ARRIVED

    start.wait()
    began = time.perf_counter()
    try:
        with acting(by):
            actions.admit(case=case, new=actions.Admission(bed=bed), by=by, at=ARRIVED)
        answer = "stay"
    except Refused as refusal:
        answer = refusal.decision.reasons[0].code
    finally:
        connections.close_all()
    return answer, time.perf_counter() - began


def one_round(number: int, hands: int) -> tuple[Counter[str], list[float]]:
    """A fresh bed and ``hands`` people who want it."""
    from tests.cast import person
    from tests.respond.shelter.world import beds_in, case_of, place_of

    by = person("shelter").actor
    bed = beds_in(place_of(code=f"bench-{number}"))[0]
    cases, start = [case_of() for _ in range(hands)], Barrier(hands)
    with ThreadPoolExecutor(hands) as pool:
        found = list(pool.map(lambda case: book(case, bed, by, start), cases))
    return Counter(answer for answer, _took in found), [took for _answer, took in found]


def main(argv: list[str] | None = None) -> int:
    """Print what came of every round; 1 when a bed was given twice or to nobody."""
    words = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    words.add_argument("--hands", type=int, default=32)
    words.add_argument("--rounds", type=int, default=5)
    asked = words.parse_args(argv)
    sure = True
    with benchmark_database("dayaq_bench_beds"):
        for number in range(asked.rounds):
            answers, took = one_round(number, asked.hands)
            sure &= answers["stay"] == 1 and sum(answers.values()) == asked.hands
            said = ", ".join(f"{n} {answer}" for answer, n in sorted(answers.items(), key=lambda pair: pair[1]))
            print(
                f"round {number + 1}: {asked.hands} at once: {said}; median {statistics.median(took) * 1000:.0f} ms, longest {max(took) * 1000:.0f} ms"
            )
    print("one bed, one stay, every time" if sure else "a bed was given twice, or to nobody")
    return 0 if sure else 1


if __name__ == "__main__":
    sys.exit(main())
