"""What `dayaq estimate` takes besides the table (answers for the gates, who goes on in spite of one) and what it writes."""

from __future__ import annotations

import argparse
import json
import os
from collections.abc import Hashable, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from dayaq.count.estimate.gates.assumptions import MOST_MISSED, Assumptions, Override, read
from dayaq.count.estimate.reporting.report import Report

ENDINGS = (".csv", ".xlsx", ".svg", ".json")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Sensitivity, assumptions, override, files."""
    parser.add_argument("--multiverse", action="store_true", help="all models of pairs, thresholds, lists left out, merged and hidden")
    parser.add_argument("--assumptions", type=Path, metavar="FILE", help="YAML or JSON: how the lists came about, what they cover, linkage")
    parser.add_argument("--missed", type=float, metavar="P", help="share of links between lists that were missed (0 to below 0.9)")
    parser.add_argument("--false", type=float, metavar="P", help="share of links between lists that are false (0 to below 0.9)")
    parser.add_argument("--compare", type=Path, metavar="RECORD", help="run record of an earlier estimate: whether a change can be told")
    parser.add_argument("--override-by", metavar="NAME", help="who goes on in spite of a gate; with --override-reason")
    parser.add_argument("--override-reason", metavar="TEXT", help="why; both are written into the run record")
    parser.add_argument(
        "--out",
        type=Path,
        action="append",
        default=[],
        metavar="FILE",
        help=".csv or .xlsx: all numbers; .svg: the picture; .json: the run record; may be given several times",
    )


def check(args: argparse.Namespace) -> None:
    """ValueError with what is wrong before any work begins."""
    taken = {path.resolve(): "it is read by this run; name another file" for path in (args.file, args.assumptions, args.compare) if path}
    for path in args.out:
        if (wrong := _unfit(path) or taken.get(path.resolve())) is not None:
            raise ValueError(f"--out {path}: {wrong}")
        taken[path.resolve()] = "it is named twice"
    if (args.override_by is None) != (args.override_reason is None):
        raise ValueError("--override-by NAME and --override-reason TEXT belong together")


def _unfit(path: Path) -> str | None:
    """Why nothing can be written there."""
    if path.suffix.lower() not in ENDINGS:
        return f"a file that ends in {', '.join(ENDINGS)} is expected"
    if not path.parent.is_dir():
        return f"there is no folder {path.parent}"
    if path.is_dir():
        return "this is a folder"
    return None if os.access(path.parent, os.W_OK) else f"nothing can be written into the folder {path.parent}"


def wants_all(args: argparse.Namespace) -> bool:
    """Whether every sensitivity is looked for: when asked, and for the picture and the tables."""
    return bool(args.multiverse) or any(path.suffix.lower() != ".json" for path in args.out)


def assumptions(args: argparse.Namespace, lists: tuple[str, ...]) -> Assumptions:
    """The answers of the file, with the quality of linkage of the command line in place of the file's."""
    found = read(_answers(args.assumptions), lists) if args.assumptions is not None else Assumptions()
    links = found.linkage
    for name in ("missed", "false"):
        share = getattr(args, name)
        if share is not None:
            if not 0 <= share < MOST_MISSED:
                raise ValueError(f"--{name} {share:g}: a share from 0 to below {MOST_MISSED:g} is expected")
            links = replace(links, **{name: share, f"{name}_interval": None})
    return replace(found, linkage=links)


def override(args: argparse.Namespace) -> Override | None:
    """Who goes on in spite of a gate."""
    return None if args.override_by is None else Override(args.override_by, args.override_reason)


def _answers(path: Path) -> object:
    """What the file holds; keys are always texts, since YAML would take ``false:`` and a list named ``NO`` for an answer."""
    import yaml

    class Plain(yaml.SafeLoader):
        def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:
            for key, _ in node.value:
                if isinstance(key, yaml.ScalarNode):
                    key.tag = "tag:yaml.org,2002:str"
            return super().construct_mapping(node, deep)

    try:
        return yaml.load(path.read_text(encoding="utf-8-sig"), Plain)  # noqa: S506 - a safe loader
    except (yaml.YAMLError, UnicodeDecodeError) as fault:
        raise ValueError(f"{path.name} is neither YAML nor JSON in UTF-8: {' '.join(str(fault).split())}") from None


def compared(args: argparse.Namespace, results: Mapping[str, Any], given: Assumptions) -> dict[str, Any]:
    """Whether a change since an earlier run can be told, and the sentence."""
    if args.compare is None:
        return {}
    from dayaq.count.estimate.gates.limits import change
    from dayaq.count.estimate.reporting.record import published, ranged

    try:
        before = published(json.loads(args.compare.read_text(encoding="utf-8")), args.compare.name)
    except (json.JSONDecodeError, UnicodeDecodeError):
        raise ValueError(f"{args.compare.name} is no run record of an estimate") from None
    told = change(before, ranged(results, results["lists"], given.definition))
    return {"change": {"ok": told.ok, "code": told.reasons[0].code, "said": str(told)}}


def write(paths: list[Path], report: Report, results: Mapping[str, Any], given: Assumptions) -> None:
    """Write the files asked for when all of them are made; a reader finds the old file or the whole new one."""
    for path, content in [(path, _content(path.suffix.lower(), report, results, given)) for path in paths]:
        part = path.with_name(f".{path.name}.part")
        try:
            part.write_bytes(content)
            part.replace(path)
        except OSError as fault:
            raise ValueError(f"--out {path}: it cannot be written ({fault.strerror})") from None
        finally:
            part.unlink(missing_ok=True)


def _content(ending: str, report: Report, results: Mapping[str, Any], given: Assumptions) -> bytes:
    if ending == ".svg":
        from dayaq.count.estimate.reporting.pictures import svg

        return svg(report)
    if ending == ".json":
        from dayaq.count.estimate.reporting.record import record

        found = record(report.found, results, given, at=datetime.now(UTC))
        return json.dumps(found, ensure_ascii=False, indent=2).encode() + b"\n"
    from dayaq.count.estimate.reporting.rows import csv_file, xlsx_file

    return csv_file(report) if ending == ".csv" else xlsx_file(report)
