"""Look whether the wall stands: roles, row security, functions, log settings, migrations, pack."""

from __future__ import annotations

import argparse
import json
import sys
from typing import Any


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """How to print."""
    parser.add_argument("--json", action="store_true", help="print JSON")


def run(args: argparse.Namespace) -> int:
    """Print every finding; 1 when something is wrong."""
    from dayaq.site import health

    findings = health.findings()
    wrong = [finding for finding in findings if not finding.ok]
    if args.json:
        report: dict[str, Any] = {"ok": not wrong, "level": health.level(), "checks": [finding.as_dict() for finding in findings]}
        print(json.dumps(report, ensure_ascii=False, indent=1))
    else:
        for finding in findings:
            print(f"{'ok   ' if finding.ok else 'WRONG'} {finding.check}: {finding.text}")
        print(health.level())
    if wrong:
        print(f"dayaq: {len(wrong)} of {len(findings)} checks found something", file=sys.stderr)
    return 1 if wrong else 0
