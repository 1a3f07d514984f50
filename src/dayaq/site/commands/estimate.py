"""Estimate how many victims nobody found, from the overlap of lists; every method beside the chosen one."""

from __future__ import annotations

import argparse
import json
import sys
import time
from pathlib import Path
from typing import Any

from dayaq.core.table.reading import SheetFault
from dayaq.count.estimate.answer import BCA, PROFILE, Answered, Asked, answer, as_json
from dayaq.count.estimate.bootstrap import Progress
from dayaq.count.estimate.captures import CaptureFault
from dayaq.count.estimate.choice import Method
from dayaq.count.estimate.reading import read_captures


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """A file of capture histories, of records, or of persons and lists."""
    parser.add_argument("file", type=Path, metavar="FILE", help="CSV or XLSX: 0/1 columns and count, 0/1 records, or person and list")
    parser.add_argument("--method", choices=[str(method) for method in Method], default=str(Method.STEPWISE), help="default: stepwise")
    parser.add_argument("--threshold", type=float, default=0.02, metavar="P", help="of the stepwise choice (default 0.02)")
    parser.add_argument("--bootstrap", type=int, default=1000, metavar="N", help="replicates of --ci bca (default 1000)")
    parser.add_argument("--seed", type=int, default=1, metavar="N", help="of the replicates (default 1)")
    parser.add_argument("--ci", choices=[BCA, PROFILE], default=BCA, help="bca: choice repeated in replicates; profile: given the model")
    parser.add_argument("--kernel", choices=["numpy", "numba"], help="arithmetic (default: what pays)")
    parser.add_argument("--json", action="store_true", help="JSON on standard output")


def run(args: argparse.Namespace) -> int:
    """0 with a number, 1 if there can be none, 2 with what is wrong on standard error."""
    asked = Asked(Method(args.method), args.threshold, args.ci, args.bootstrap, args.seed, args.kernel)
    try:
        found = _answered(args.file, asked)
    except (CaptureFault, SheetFault, ValueError, OSError) as fault:
        print(f"dayaq estimate: {fault}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print("dayaq estimate: stopped; nothing was estimated", file=sys.stderr)
        return 2
    report = as_json(found)
    print(json.dumps(report, ensure_ascii=False, indent=2) if args.json else as_text(found, report))
    return 0 if found.estimate is not None else 1


def _answered(path: Path, asked: Asked) -> Answered:
    captures = read_captures(path)
    try:
        return answer(captures, asked, progress=shown_progress())
    except CaptureFault as fault:
        raise fault.within(path.name) from None


def shown_progress(every: float = 1.0) -> Progress:
    """Progress on standard error: at each step on a terminal, else at most once a second and only if it takes that long."""
    last = time.monotonic()
    terminal = sys.stderr.isatty()

    def show(done: int, total: int) -> None:
        nonlocal last
        if terminal:
            print(f"\rreplicates: {done:,} of {total:,}", end="\n" if done == total else "", file=sys.stderr, flush=True)
        elif time.monotonic() - last >= every:
            last = time.monotonic()
            print(f"replicates: {done:,} of {total:,}", file=sys.stderr, flush=True)

    return show


def as_text(found: Answered, report: dict[str, Any]) -> str:
    """The same for reading: the gates, the methods side by side, the warnings."""
    lines = [f"{report['observed']:,} persons on {len(report['lists'])} lists, {report['on_two_or_more']:,} of them on two or more"]
    if found.estimate is None:
        because = " ".join(str(reason) for gate in found.gates.refusing for reason in gate.reasons)
        lines.append(f"Cannot be estimated from these lists, because: {because}")
    lines += [_line(report["method"], report["estimate"], report["interval"]["0.95"], report["model"]), "", "Beside it, given the model:"]
    for name, other in report["beside"].items():
        lines.append("  " + _line(name.replace("_", " "), other["estimate"], other["interval"]["0.95"], other.get("model")))
    lines.append("")
    for gate in report["gates"]:
        lines.append(f"{gate['code']} {gate['state'].replace('_', ' ')}: {' '.join(gate['reasons'])}")
    return "\n".join([*lines, *(f"Note: {warning}" for warning in report["warnings"])])


def _line(name: str, estimate: float | None, ends: list[float] | None, model: object) -> str:
    if estimate is None:
        return f"{name}: no estimate"
    words = f"{name}: {estimate:,.0f}"
    if ends is not None:
        words += f" (95 %: {ends[0]:,.0f} to {ends[1]:,.0f})"
    return f"{words}  {' '.join(model)}" if isinstance(model, list) and model else words
