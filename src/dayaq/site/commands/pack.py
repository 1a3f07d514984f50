"""Check a country pack, or show the rules in force on a day."""

from __future__ import annotations

import argparse
import json
import sys
from datetime import date
from pathlib import Path

from dayaq.core.pack import Finding, Level, PackFault, UnknownPack, available, check, load
from dayaq.core.pack.show import in_force


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """``pack check PATH`` and ``pack show CODE --on DATE``."""
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
    checking = actions.add_parser("check", help="name every error: file, key, what is expected")
    checking.add_argument("path", type=Path, metavar="PATH", help="folder of the pack")
    checking.add_argument("--json", action="store_true", help="findings as JSON")
    showing = actions.add_parser("show", help="rules in force on a day, with basis and confidence")
    showing.add_argument("code", metavar="CODE")
    showing.add_argument("--on", type=date.fromisoformat, required=True, metavar="DATE", help="such as 2016-01-31")
    showing.add_argument("--json", action="store_true", help="as JSON")


def run(args: argparse.Namespace) -> int:
    """0 fine, 1 findings, 2 usage."""
    return _check(args) if args.action == "check" else _show(args)


def _check(args: argparse.Namespace) -> int:
    if not args.path.is_dir():
        print(f"dayaq pack check: {args.path} is not a folder", file=sys.stderr)
        return 2
    findings = check(args.path)
    errors = [finding for finding in findings if finding.level is Level.ERROR]
    if args.json:
        answer = {"ok": not errors, "errors": _data(findings, Level.ERROR), "warnings": _data(findings, Level.WARNING)}
        print(json.dumps(answer, ensure_ascii=False, indent=2))
    else:
        for finding in findings:
            print(finding, file=sys.stderr)
        print(f"{args.path.name}: {len(errors)} error(s), {len(findings) - len(errors)} warning(s)")
    return 1 if errors else 0


def _data(findings: list[Finding], level: Level) -> list[dict[str, str]]:
    return [finding.as_json() for finding in findings if finding.level is level]


def _show(args: argparse.Namespace) -> int:
    try:
        pack = load(args.code)
    except UnknownPack:
        print(f"dayaq pack show: no pack {args.code!r}; there are: {', '.join(available())}", file=sys.stderr)
        return 2
    except PackFault as fault:
        print(fault, file=sys.stderr)
        return 1
    rules = in_force(pack.on(args.on))
    if args.json:
        print(json.dumps(rules, ensure_ascii=False, indent=2))
        return 0
    for code, term in rules["clocks"].items():
        print(f"{code}: {term['value']} {term['kind']}, {term['basis']} ({term['confidence']})")
    for rule in rules["rules"]:
        print(f"{rule['key']}: {rule['basis']} ({rule['confidence']})")
    return 0
