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


def measured(kernel: str, times: int) -> dict[str, float]:
    """Seconds of loading and of the first small run (compilation, if the cache is empty), then the median of each task."""
    start = time.perf_counter()
    works = tasks(kernel)
    found = {"loading the package": time.perf_counter() - start}
    from dayaq.count.estimate.fitting import kernels

    start = time.perf_counter()
    kernels.pick(kernel, 1)
    works["1,000 stepwise bootstraps and jackknife, UKdat_5"]()
    works["all 1,024 pair models, fits and checks, UKdat_5"]()
    found["first run, with loading of scipy or numba"] = time.perf_counter() - start
    for name, work in works.items():
        taken = []
        for _ in range(times):
            start = time.perf_counter()
            work()
            taken.append(time.perf_counter() - start)
        found[name] = statistics.median(taken)
    return found


def apart(kernel: str, times: int, cache: str | None = None) -> dict[str, float]:
    """The same in a process of its own."""
    surroundings = {**os.environ, **({"NUMBA_CACHE_DIR": cache} if cache else {})}
    words = [sys.executable, __file__, "--kernel", kernel, "--times", str(times)]
    found: dict[str, float] = json.loads(subprocess.run(words, env=surroundings, check=True, capture_output=True, text=True).stdout)
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
        print(f"numba, first run with an empty cache (compilation): {shown(cold['first run, with loading of scipy or numba'])}")
    print(f"{os.cpu_count()} cores; median of {args.times} runs\n")
    print(f"{'':80}{'reference':>12}{'limits':>16}" + "".join(f"{kernel:>12}{'factor':>9}" for kernel in runs))
    for name in next(iter(runs.values())):
        reference, *limits = REFERENCE.get(name, (None, None, None))
        limit = " / ".join(f"{one:g}" for one in limits if one is not None)
        line = f"{name:80}{shown(reference):>12}{limit and limit + ' s':>16}"
        for run in runs.values():
            line += f"{shown(run[name]):>12}{f'{reference / run[name]:,.0f} x' if reference else '':>9}"
        print(line)


if __name__ == "__main__":
    main()
