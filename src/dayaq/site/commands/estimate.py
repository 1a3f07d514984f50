"""Estimate how many victims nobody found, from the overlap of lists; every method beside the chosen one."""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from dayaq.core.table.reading import SheetFault
from dayaq.count.estimate.choosing.bootstrap import Progress
from dayaq.count.estimate.choosing.choice import Method
from dayaq.count.estimate.gates.assumptions import Assumptions
from dayaq.count.estimate.lists.captures import CaptureFault, Captures
from dayaq.count.estimate.lists.persons import shown, shown_part
from dayaq.count.estimate.lists.reading import read_captures
from dayaq.count.estimate.reporting import report as reporting
from dayaq.count.estimate.reporting.answer import BCA, PROFILE, Answered, Asked, answer, as_json
from dayaq.site.commands import estimate_files as files
from dayaq.site.commands.said import Said


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """A file of capture histories, of records, or of persons and lists."""
    parser.add_argument("file", type=Path, metavar="FILE", help="CSV or XLSX: 0/1 columns and count, 0/1 records, or person and list")
    parser.add_argument("--method", choices=[str(method) for method in Method], default=str(Method.STEPWISE), help="default: stepwise")
    parser.add_argument("--threshold", type=float, default=0.02, metavar="P", help="of the stepwise choice (default 0.02)")
    parser.add_argument("--bootstrap", type=int, default=1000, metavar="N", help="replicates of --ci bca (default 1000)")
    parser.add_argument("--seed", type=int, default=1, metavar="N", help="of the replicates (default 1)")
    parser.add_argument("--ci", choices=[BCA, PROFILE], default=BCA, help="bca: choice repeated in replicates; profile: given the model")
    parser.add_argument("--kernel", choices=["numpy", "numba"], help="arithmetic (default: what pays)")
    files.add_arguments(parser)
    parser.add_argument("--json", action="store_true", help="JSON on standard output")


def run(args: argparse.Namespace) -> int:
    """0 with a number, 1 if there can be none, 2 with what is wrong on standard error."""
    try:
        results, report = _reported(args)
    except (CaptureFault, SheetFault, ValueError, OSError) as fault:
        print(f"dayaq estimate: {fault}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print("dayaq estimate: stopped; nothing was estimated", file=sys.stderr)
        return 2
    print(json.dumps(results, ensure_ascii=False, indent=2) if args.json else as_text(report, results))
    return 0 if report.found.estimate is not None else 1


def _reported(args: argparse.Namespace) -> tuple[dict[str, Any], reporting.Report]:
    """The results as JSON and the report behind them; the files are written."""
    start = time.perf_counter()
    asked = Asked(Method(args.method), args.threshold, args.ci, args.bootstrap, args.seed, args.kernel)
    files.check(args)
    captures = read_captures(args.file)
    given = files.assumptions(args, captures.lists)
    found = _answered(captures, asked, args, given)
    report = reporting.investigate(found, given, whole=files.wants_all(args), say=Said())
    results = as_json(found) | reporting.as_json(report, whole=args.multiverse)
    results["warnings"] += reporting.warnings(report)
    results |= files.compared(args, results, given)
    results["seconds"] = round(time.perf_counter() - start, 3)
    files.write(args.out, report, results, given)
    return results, report


def _answered(captures: Captures, asked: Asked, args: argparse.Namespace, given: Assumptions) -> Answered:
    try:
        return answer(captures, asked, given, files.override(args), progress=shown_progress())
    except CaptureFault as fault:
        raise fault.within(args.file.name) from None


def shown_progress(every: float = 1.0) -> Progress:
    """Progress on standard error: at each step on a terminal, else at most once a second and only if it takes that long, and then the end too."""
    last = time.monotonic()
    terminal, told = sys.stderr.isatty(), False

    def show(done: int, total: int) -> None:
        nonlocal last, told
        if terminal:
            print(f"\rreplicates: {done:,} of {total:,}", end="\n" if done == total else "", file=sys.stderr, flush=True)
        elif time.monotonic() - last >= every or (told and done == total):
            last, told = time.monotonic(), True
            print(f"replicates: {done:,} of {total:,}", file=sys.stderr, flush=True)

    return show


def as_text(report: reporting.Report, results: dict[str, Any]) -> str:
    """The same for reading: the result in words, the methods side by side, the gates, the warnings."""
    shared = shown_part(results["on_two_or_more"], results["observed"])
    known, more = (f"{number:,}" if isinstance(number, int) else number for number in (shown(results["observed"]), shared))
    lines = [f"{known} persons on {len(results['lists'])} lists, {more} of them on two or more", "", *report.words.lines()]
    if "change" in results:
        lines.append(results["change"]["said"])
    lines += ["", "For work inside the office only. Asked for:" if report.inside_only else "Asked for:"]
    lines += ["  " + _line(results["method"], results, results["model"]), "Beside it, given the model:"]
    lines += ["  " + _line(name.replace("_", " "), other, other.get("model")) for name, other in results["beside"].items()]
    if (believed := results["bayes"]) is not None:
        lines.append("  " + _line("bayesian", believed | {"estimate": believed["median"]}))
    lines += ["", *_sensitive(results)]
    for gate in results["gates"]:
        lines.append(f"{gate['code']} {gate['state'].replace('_', ' ')}: {' '.join(gate['reasons'])}")
    return "\n".join([*lines, *(f"Note: {warning}" for warning in results["warnings"])])


def _sensitive(results: dict[str, Any]) -> list[str]:
    """The multiverse and what else was asked for, a line each."""
    if "multiverse" not in results:
        return []
    worlds = results["multiverse"]
    lines = [f"{worlds['models']:,} models of pairs, with an estimate: {worlds['with_estimate']:,}"]
    ends = {"0": "lowest", "1": "highest"}
    lines += [f"  {ends.get(share, f'{float(share):.1%} of them up to')}: {value:,.0f}" for share, value in worlds["quantiles"].items()]
    for title, key, name in (
        ("Threshold", "thresholds", "threshold"),
        ("Without list", "left_out", "lists"),
        ("Merged", "merged", "lists"),
    ):
        lines.append(f"{title}:")
        for entry in results[key]:
            what = entry[name] if isinstance(entry[name], float) else " + ".join(entry[name])
            lines.append("  " + _line(str(what), entry))
    lines.append("List taken as the whole (true number in brackets):")
    for trial in results["backtest"]["lists"]:
        lines.append("  " + _line(f"{trial['list']} ({trial['truth']})", trial | {"interval": {"0.95": trial["interval"]}}))
    return [*lines, ""]


def _line(name: str, found: Mapping[str, Any], model: list[str] | None = None) -> str:
    """An estimate with its interval, its model and, where it is not plainly ok, its status; or why there is none."""
    if found["estimate"] is None:
        return f"{name}: no estimate" + (f" ({found['why'].rstrip('.')})" if found.get("why") else "")
    words = f"{name}: {found['estimate']:,.0f}"
    if (ends := found.get("interval", {}).get("0.95")) is not None:
        words += f" (95 %: {ends[0]:,.0f} to {ends[1]:,.0f})"
    if found.get("status", "ok") not in {"ok", None}:
        words += f" [{found['status']}]"
    return f"{words}  {' '.join(model)}" if model else words
