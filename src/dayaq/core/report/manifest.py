"""What a report was made of: checksums of template, data and every block, so that anybody can tell whether it is still true."""

from __future__ import annotations

import json
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any

from dayaq.core.report.blocks import Block, Number, Report, runs
from dayaq.core.report.checking import Ask

HERE = Path(__file__).parent


def checksum(value: object) -> str:
    """The sha256 of bytes, or of any value written down as JSON with sorted keys."""
    raw = value if isinstance(value, bytes) else json.dumps(value, sort_keys=True, ensure_ascii=False, default=str).encode()
    return sha256(raw).hexdigest()


def template() -> str:
    """The checksum of everything that turns blocks into files."""
    files = sorted(file for file in HERE.rglob("*") if file.suffix in {".py", ".typ", ".css"})
    return checksum([(file.name, checksum(file.read_bytes())) for file in files])


def manifest(report: Report, ask: Ask, made_of: Mapping[str, str]) -> dict[str, Any]:
    """Language, day, checksums; ``made_of`` names what else went in (instrument, matrix, texts) with its checksum."""
    blocks = [_of_block(number, block) for number, block in enumerate(report.blocks, 1)]
    queries = sorted({query for block in blocks for query in block["queries"]})
    return {
        "language": report.language,
        "as_of": report.as_of.isoformat(),
        "draft": report.draft,
        "template": template(),
        "data": checksum([(query, _answer(ask, query)) for query in queries]),
        "made_of": dict(made_of),
        "numbers": sum(len(block["queries"]) for block in blocks),
        "blocks": blocks,
    }


def _answer(ask: Ask, query: str) -> object:
    found = ask(query)
    return (found.value, found.base) if found else None


def _of_block(number: int, block: Block) -> dict[str, Any]:
    queries = [run.query for run in runs(block) if isinstance(run, Number)]
    return {"n": number, "kind": type(block).__name__, "queries": queries, "sha256": checksum(repr(block))}
