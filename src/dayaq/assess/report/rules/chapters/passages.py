"""Passages typed by hand, as blocks: texts with their tokens and citations, tables with every number bound."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from dayaq.assess.report.rules.material import Typed
from dayaq.assess.report.rules.voice import BLANK, Voice
from dayaq.core.report import Block, Line, Number, Paragraph, Plain, Protection, Table
from dayaq.core.words import N_

BASE = N_("n = %(base)s: how many answered.")


def passages(voice: Voice, section: str) -> Iterator[Block]:
    """The passages of a section in the report's language."""
    for one in voice.material.passages:
        if one.section == section and one.language == voice.language:
            yield from _block(voice, one)


def _block(voice: Voice, one: Typed) -> Iterator[Block]:
    if one.kind == "table":
        yield _table(voice, one)
        return
    for part in BLANK.split(str(one.body.get("text", ""))):
        if part.strip():
            yield Paragraph(tuple(voice.runs(part)))


def _table(voice: Voice, one: Typed) -> Table:
    body = one.body
    columns = [str(code) for code in body.get("columns", [])]
    rows = [_row(voice, body, row, columns) for row in body.get("rows", [])]
    bases = body.get("base") or {}
    notes = [voice.line(BASE, base=", ".join(f"{code} {base}".strip() for code, base in bases.items()))] if bases else []
    header = (Plain(""), *(_column(voice, one, code) for code in columns))
    return Table(
        (Plain(str(body.get("title", ""))),),
        header,
        tuple(rows),
        tuple(notes),
        (3.0, *[1.0] * len(columns)),
        (False, *[True] * len(columns)),
        protection=Protection.PASSED,  # its numbers are bound: one that may not leave has no answer and stops the build
    )


def _column(voice: Voice, one: Typed, code: str) -> Plain:
    """The head of a column: the label of a choice, else the word as it was typed."""
    for row in one.body.get("rows", []):
        labels = voice.material.leaves.get(str(row.get("code")))
        if labels and code in labels.labels:
            return voice.words(labels.labels[code])
    return Plain(code)


def _row(voice: Voice, body: Mapping[str, Any], row: Mapping[str, Any], columns: list[str]) -> tuple[Line, ...]:
    code = str(row.get("code", ""))
    label = f"{code} {row.get('label', '')}".strip()
    base = (body.get("base") or {}).get(code, (body.get("base") or {}).get(""))
    counts = list(row.get("counts", []))
    cells = [_cell(voice, code, column, count, base) for column, count in zip(columns, counts, strict=False)]
    cells += [(Plain("–"),)] * (len(columns) - len(cells))
    return ((Plain(label),), *cells)


def _cell(voice: Voice, code: str, column: str, count: int | None, base: int | None) -> Line:
    if count is None:
        return (Plain("–"),)
    if code in voice.material.leaves:
        return (Number(f"survey {code} {column}", count, base, "survey"),)
    if column == "survey":
        table = voice.material.tables.get("8.1")
        return (Number(f"survey 8.1 {code}", count, table.base if table else None, "survey"),)
    return (Number(f"workshop {code}", count, None, "workshop"),)
