"""A survey of 10,000 answers to 78 items: all tables, what may leave, pictures and the report, beside the same tables made with pandas.

    python bench/assess.py [--people 10000] [--times 3] [--json]

Both sides get the same answers in the same run, as one mapping a person, and their tables must be equal, item by item,
choice by choice; pandas is also timed without the building of its frame. Every respondent is invented.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "src")]
Counts = dict[str, tuple[int, dict[str, int]]]  # item -> base, people by choice


def ours(people: Sequence[Any]) -> Counts:
    """Bases and counts by Dayaq."""
    from dayaq.assess.results.rules.tables import tabulate
    from tests.assess.results.people import SURVEY

    return {code: (one.base, dict(one.counts)) for code, one in tabulate(SURVEY, people).items() if one.kind != "text"}


def frame(people: Sequence[Any]) -> Any:
    """The answers as pandas holds them: a row a person, a column an item."""
    import pandas

    return pandas.DataFrame([one.answers for one in people])


def theirs(data: Any) -> Counts:
    """The same by pandas: value_counts a column, explode where people give several answers."""
    from dayaq.assess.framework.rules import NOT_MY_FIELD
    from tests.assess.results.people import SURVEY

    found: Counts = {}
    for item in SURVEY.items:
        if item.kind == "text":
            continue
        choices = [choice.code for choice in SURVEY.offered(item)]
        column = data[item.code].dropna() if item.code in data else data.iloc[:0, 0]
        if item.kind == "rank":
            counted = column.str[0].value_counts()
        elif item.kind in {"many", "top"}:
            counted = column.explode().value_counts()
        else:
            column = column[column != NOT_MY_FIELD]
            counted = column.value_counts()
        found[item.code] = (len(column), {choice: int(counted.get(choice, 0)) for choice in choices})
    return found


def leaving(people: Sequence[Any]) -> Any:
    """Every item as it leaves."""
    from dayaq.assess.results.rules.tables import tabulate
    from dayaq.assess.results.rules.whole import Answers, leave
    from tests.assess.results.people import SURVEY

    return leave(Answers(SURVEY, people, tabulate(SURVEY, people), {"country": "AZ"}))


def splits(people: Sequence[Any]) -> int:
    """Every statement by kind of institution, protected; how many tables leave."""
    from dayaq.assess.results.rules.tables import tabulate
    from dayaq.assess.results.rules.whole import Answers, split
    from tests.assess.results.people import SURVEY

    answers = Answers(SURVEY, people, tabulate(SURVEY, people), {"country": "AZ"})
    return sum(not split(answers, item.code, "role").refused for item in SURVEY.items if item.kind == "scale")


def pictures(people: Sequence[Any]) -> int:
    """The picture of every block and item; how many there are."""
    from dayaq.assess.results.queries.laid_out import drawn, groups, picture
    from dayaq.assess.results.rules.tables import tabulate
    from tests.assess.results.people import SURVEY

    tables = tabulate(SURVEY, people)
    found = [drawn(group, tables, SURVEY) for group in groups(SURVEY)]
    return sum(len(picture(one)) > 0 for one in found if one is not None)


def report(kind: str) -> Callable[[Sequence[Any]], Any]:
    """The whole report in one format, composed, checked and written."""

    def made(people: Sequence[Any]) -> int:
        from dayaq.assess.report.rules.asking import asker
        from dayaq.assess.report.rules.chapters import compose
        from dayaq.assess.results.rules.tables import tabulate
        from dayaq.core.report import faults, write
        from tests.assess.report.build import material
        from tests.assess.results.people import SURVEY

        about = replace(material(), instrument=SURVEY, tables=tabulate(SURVEY, people), leaves=leaving(people).items)
        found = compose(about, "en", str, draft=True)
        wrong = faults(found, asker(about))
        if wrong:
            raise SystemExit(f"the report has faults: {wrong[0]}")
        return len(write(found, kind))

    return made


def timed(work: Callable[[], Any], times: int) -> tuple[tuple[float, float], Any]:
    """Median seconds of some runs by the clock and of the processor, and what the last one gave."""
    taken: list[tuple[float, float]] = []
    result = None
    for _ in range(times):
        began, used = time.perf_counter(), time.process_time()
        result = work()
        taken.append((time.perf_counter() - began, time.process_time() - used))
    clock, processor = zip(*taken, strict=True)
    return (statistics.median(clock), statistics.median(processor)), result


def main() -> int:
    """Print the table; 1 when the two sides differ."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=10_000)
    parser.add_argument("--times", type=int, default=3)
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dayaq.site.settings")  # words of pictures pass through gettext
    os.environ.update(DATABASE_URL="postgresql://nobody@127.0.0.1:1/none", DAYAQ_MODE="evaluation")  # no database is asked
    import django

    django.setup()
    from tests.assess.results.people import SURVEY, crowd

    people = crowd(args.people)
    rows: dict[str, tuple[float, float]] = {}
    rows["all tables, Dayaq"], mine = timed(lambda: ours(people), args.times)
    rows["all tables, pandas, frame included"], other = timed(lambda: theirs(frame(people)), args.times)
    data = frame(people)
    rows["all tables, pandas, frame at hand"], _ = timed(lambda: theirs(data), args.times)
    if mine != other:
        print("the tables differ", file=sys.stderr)
        return 1
    rows["all items as they leave, protected"], _ = timed(lambda: leaving(people), args.times)
    rows["62 statements by kind of institution, protected"], left = timed(lambda: splits(people), 1)
    rows["all pictures"], drawn = timed(lambda: pictures(people), 1)
    for kind in ("html", "docx", "pdf"):
        rows[f"report, {kind}"], _ = timed(lambda kind=kind: report(kind)(people), 1)
    items = sum(item.kind != "text" for item in SURVEY.items)
    facts = {"people": args.people, "items": items, "equal": True, "splits_that_leave": left, "pictures": drawn}
    if args.json:
        print(json.dumps({**facts, "seconds_and_processor": rows}, indent=1))
    else:
        print(
            f"{args.people} people, {items} items with choices; the tables of both sides are equal; {left} splits leave; {drawn} pictures"
        )
        print(f"{'':50} {'clock':>10} {'processor':>10}")
        print("\n".join(f"{name:50} {clock:8.3f} s {used:8.3f} s" for name, (clock, used) in rows.items()))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
