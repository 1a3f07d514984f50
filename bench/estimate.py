"""Multiple systems estimation on the published tables, with numpy alone and with numba, beside the reference program in R.

    python bench/estimate.py [--times 5]

Every measurement is made in a process of its own, one for each kernel; the compiled kernel is also measured with an empty
cache. The reference times are single-thread R (SparseMSE 2.0.1) on the machine where they were published or measured; the
limits are those this project set itself for two cores. Existence and identifiability of every candidate are checked in all.
"""

from __future__ import annotations

import argparse
import csv
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "src")]
DATA = ROOT / "tests" / "count" / "estimate" / "data"
# task: seconds of the reference, limit with numpy, limit with numba (None: none was set)
REFERENCE: dict[str, tuple[float | None, float | None, float | None]] = {
    "one fit, all pairs, with check, UKdat": (0.0113, None, None),
    "one stepwise choice, UKdat": (0.22, None, None),
    "1,000 stepwise bootstraps and jackknife, UKdat": (215.4, 4.0, 1.0),
    "1,000 stepwise bootstraps and jackknife, UKdat_5": (135.0, None, None),
    "1,000 stepwise bootstraps and jackknife, Ned (reference on a loaded machine)": (444.0, None, None),
    "1,000 stepwise bootstraps and jackknife, Ned_5": (129.6, None, None),
    "all 1,024 pair models, fits and checks, UKdat_5": (4.6, None, None),
    "all 32,768 pair models, fits and checks, UKdat": (242.7, 6.0, 0.5),
    "1,000 choices by BIC of the best 100 models, UKdat_5": (None, None, None),
}


def tasks(kernel: str) -> dict[str, Callable[[], Any]]:
    """The work of each line, with nothing kept from one run to the next."""
    from dayaq.count.estimate import Method, bootstrap, every_subset, fit, fit_models, from_rows, stepwise

    def table(name: str) -> Any:
        with (DATA / f"{name}.csv").open(encoding="utf-8") as lines:
            header, *rows = csv.reader(lines)
        return from_rows(header[:-1], rows)

    tables = {name: table(name) for name in ("UKdat", "UKdat_5", "Ned", "Ned_5")}

    def drawing(name: str) -> Callable[[], Any]:
        return lambda: bootstrap(tables[name], 1000, 1, kernel=kernel).skew

    def models(name: str) -> Callable[[], Any]:
        return lambda: fit_models(tables[name], list(every_subset(tables[name].pairs())), kernel=kernel)

    return dict(
        zip(
            REFERENCE,
            (
                lambda: fit(tables["UKdat"], tables["UKdat"].pairs()),
                lambda: stepwise(tables["UKdat"]),
                drawing("UKdat"),
                drawing("UKdat_5"),
                drawing("Ned"),
                drawing("Ned_5"),
                models("UKdat_5"),
                models("UKdat"),
                lambda: bootstrap(tables["UKdat_5"], 1000, 1, Method.BIC),
            ),
            strict=True,
        )
    )


Taken = tuple[float, float, float]  # seconds by the clock, median and best; seconds of processor, best


def measured(kernel: str, times: int) -> dict[str, Taken]:
    """Loading, the first small run (compilation, if the cache is empty), then each task many times."""
    works: dict[str, Callable[[], Any]] = {}
    found = {"loading the package": taken(lambda: works.update(tasks(kernel)), 1)}
    found["first run, with loading of scipy or numba"] = taken(lambda: first(kernel, works), 1)
    return found | {name: taken(work, times) for name, work in works.items()}


def first(kernel: str, works: dict[str, Callable[[], Any]]) -> None:
    """Load what the kernel needs and do a little of both kinds of work."""
    from dayaq.count.estimate.fitting import kernels

    kernels.pick(kernel, 1)
    works["1,000 stepwise bootstraps and jackknife, UKdat_5"]()
    works["all 1,024 pair models, fits and checks, UKdat_5"]()


def taken(work: Callable[[], Any], times: int) -> Taken:
    """Do the work several times. Seconds of processor hardly depend on what else the machine does; seconds by the clock do."""
    clock, processor = [], []
    for _ in range(times):
        start, used = time.perf_counter(), time.process_time()
        work()
        clock.append(time.perf_counter() - start)
        processor.append(time.process_time() - used)
    return statistics.median(clock), min(clock), min(processor)


def apart(kernel: str, times: int, cache: str | None = None) -> dict[str, Taken]:
    """The same in a process of its own."""
    surroundings = {**os.environ, **({"NUMBA_CACHE_DIR": cache} if cache else {})}
    words = [sys.executable, __file__, "--kernel", kernel, "--times", str(times)]
    found: dict[str, Taken] = json.loads(subprocess.run(words, env=surroundings, check=True, capture_output=True, text=True).stdout)
    return found


def shown(seconds: float | None) -> str:
    if seconds is None:
        return "-"
    return f"{seconds * 1000:.1f} ms" if seconds < 0.1 else f"{seconds:.2f} s"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=5)
    parser.add_argument("--kernel", choices=["numpy", "numba"], help="measure one kernel in this process and print JSON")
    args = parser.parse_args()
    if args.kernel:
        print(json.dumps(measured(args.kernel, args.times)))
        return
    from dayaq.count.estimate.fitting import kernels

    runs = {"numpy": apart("numpy", args.times)}
    if kernels.available():
        with tempfile.TemporaryDirectory() as folder:
            cold = apart("numba", 1, folder)
            runs["numba"] = apart("numba", args.times, folder)
        print(f"numba, first run with an empty cache (compilation): {shown(cold['first run, with loading of scipy or numba'][0])}")
    print(f"{os.cpu_count()} cores; {args.times} runs: median and best by the clock, best of processor; factor from the median\n")
    columns = "".join(f"{f'{kernel} median':>14}{'best':>10}{'processor':>11}{'factor':>9}" for kernel in runs)
    print(f"{'':80}{'reference':>12}{'limits':>14}{columns}")
    for name in next(iter(runs.values())):
        reference, *limits = REFERENCE.get(name, (None, None, None))
        limit = " / ".join(f"{one:g}" for one in limits if one is not None)
        line = f"{name:80}{shown(reference):>12}{limit and limit + ' s':>14}"
        for run in runs.values():
            median, best, processor = run[name]
            factor = f"{reference / median:,.0f} x" if reference else ""
            line += f"{shown(median):>14}{shown(best):>10}{shown(processor):>11}{factor:>9}"
        print(line)


if __name__ == "__main__":
    main()
