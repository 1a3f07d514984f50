"""The report as tagged PDF (PDF/UA-1): the blocks go to typst as data, never as markup."""

from __future__ import annotations

import json
from datetime import UTC, datetime, time
from pathlib import Path
from typing import Any

from dayaq.core.report.blocks import (
    Acronyms,
    Bibliography,
    Block,
    BulletList,
    Callout,
    Cite,
    Fields,
    Figure,
    Heading,
    Line,
    Note,
    Number,
    Paragraph,
    Plain,
    Report,
    Run,
    Table,
    Toc,
    slug,
)
from dayaq.core.report.web import cited

TEMPLATE = Path(__file__).parent / "report.typ"


def document(report: Report) -> bytes:
    """The PDF; fonts are those that come with the packages, so that every machine makes the same file."""
    import typst

    pictures: dict[str, bytes] = {}
    data = json.dumps(_report(report, pictures), ensure_ascii=False)
    files: Any = {"main": TEMPLATE.read_bytes(), **pictures}  # the stub of the library knows only paths
    made: bytes = typst.compile(
        files,
        format="pdf",
        font_paths=[str(fonts())],
        ignore_system_fonts=True,
        pdf_standards=["ua-1"],
        sys_inputs={"data": data},
        timestamp=int(datetime.combine(report.as_of, time(12), UTC).timestamp()),
    )
    return made


def fonts() -> Path:
    """The letters that charts are drawn with: Latin with ə ğ ş ı İ, Cyrillic, signs."""
    import matplotlib as mpl

    return Path(mpl.get_data_path()) / "fonts" / "ttf"


def _report(report: Report, pictures: dict[str, bytes]) -> dict[str, Any]:
    cover = report.cover
    return {
        "title": cover.title,
        "subtitle": cover.subtitle,
        "lines": cover.lines,
        "warnings": cover.warnings,
        "draft": report.words["draft"] if report.draft else "",
        "language": report.language,
        "letter": report.letter,
        "publisher": report.publisher,
        "words": dict(report.words),
        "date": [report.as_of.year, report.as_of.month, report.as_of.day],
        "has_sources": any(isinstance(block, Bibliography) for block in report.blocks),
        "blocks": [_block(block, report, pictures) for block in report.blocks],
    }


def _block(block: Block, report: Report, pictures: dict[str, bytes]) -> dict[str, Any]:
    match block:
        case Heading():
            return {"is": "heading", "level": block.level, "text": block.text.text}
        case Paragraph():
            return {"is": "paragraph", "style": block.style, "runs": _line(block.runs, report)}
        case BulletList():
            return {"is": "list", "items": [_line(item, report) for item in block.items]}
        case Table():
            return _table(block, report)
        case Figure():
            return _figure(block, report, pictures)
        case _:
            return _made(block, report)


def _made(block: Block, report: Report) -> dict[str, Any]:
    match block:
        case Callout():
            return {"is": "callout", "title": _line((block.title,), report), "runs": _line(block.runs, report)}
        case Toc():
            return {"is": "toc", "title": block.title.text, "depth": block.depth}
        case Bibliography():
            rows = [{"code": one.code, "slug": slug(one.code), "text": one.text, "link": one.link} for one in report.cited()]
            return {"is": "sources", "rows": rows}
        case Acronyms():
            return {"is": "acronyms", "rows": [[short, words.text] for short, words in block.entries]}
        case Fields():
            pairs = [{"name": name.text, "runs": _line(value, report)} for name, value in block.rows]
            return {"is": "fields", "rows": pairs, "signed": block.signed}
        case _:
            return {"is": "break"}


def _table(block: Table, report: Report) -> dict[str, Any]:
    columns = len(block.header)
    return {
        "is": "table",
        "numbered": not report.letter,
        "to_write": block.to_write,
        "caption": _line(block.caption, report),
        "header": [_line((cell,), report) for cell in block.header],
        "rows": [[_line(cell, report) for cell in row] for row in block.rows],
        "notes": [_line(note, report) for note in block.notes],
        "widths": list(block.shares),
        "numeric": [*block.numeric, *[False] * (columns - len(block.numeric))],
    }


def _figure(block: Figure, report: Report, pictures: dict[str, bytes]) -> dict[str, Any]:
    name = f"picture-{len(pictures) + 1}.svg"
    pictures[name] = block.drawing.picture.svg
    return {
        "is": "figure",
        "file": name,
        "alt": block.alt,
        "width": block.width,
        "caption": _line(block.caption, report),
        "table": _table(block.table, report) if block.table else None,
    }


def _line(line: Line, report: Report) -> list[dict[str, Any]]:
    return [_run(run, report) for run in line]


def _run(run: Run, report: Report) -> dict[str, Any]:
    match run:
        case Plain():
            return {"is": "text", "text": run.text, "bold": run.bold, "italic": run.italic}
        case Number():
            return {"is": "text", "text": run.said, "bold": False, "italic": False}
        case Cite():
            return {"is": "cite", "text": cited(run, report), "slug": slug(run.code)}
        case Note():
            return {"is": "note", "runs": [_run(one, report) for one in run.runs]}
