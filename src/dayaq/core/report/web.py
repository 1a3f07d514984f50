"""The report as HTML: one file that needs nothing else, or only its body for a page of the site."""

from __future__ import annotations

import re
from base64 import b64decode, b64encode
from collections.abc import Callable
from dataclasses import dataclass, field
from html import escape
from pathlib import Path

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
    Source,
    Table,
    Toc,
    slug,
)

CSS = Path(__file__).parent / "report.css"
Address = Callable[[int, Figure], str]  # the address of the n-th picture


def inside(_number: int, figure: Figure) -> str:
    """The picture as part of the file."""
    return f"data:image/svg+xml;base64,{b64encode(figure.drawing.picture.svg).decode()}"


def document(report: Report) -> str:
    """The whole file, stylesheet and pictures inside."""
    return (
        f'<!DOCTYPE html>\n<html lang="{escape(report.tag)}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(report.cover.title)}</title>\n<style>\n{CSS.read_text(encoding='utf-8')}</style>\n</head>\n"
        f'<body class="report">\n{cover(report)}<main>\n{body(report)}</main>\n</body>\n</html>\n'
    )


def cover(report: Report) -> str:
    """Title, subtitle, lines, warnings."""
    said = report.cover
    draft = [report.words["draft"]] if report.draft else []
    warnings = "".join(f'<p class="report-warning">{escape(text)}</p>\n' for text in [*draft, *said.warnings])
    subtitle = f'<p class="report-subtitle">{escape(said.subtitle)}</p>\n' if said.subtitle else ""
    lines = "".join(f"<p>{escape(text)}</p>\n" for text in said.lines)
    return f'<header class="report-cover">\n{warnings}<h1>{escape(said.title)}</h1>\n{subtitle}{lines}</header>\n'


def body(report: Report, address: Address = inside) -> str:
    """All blocks, and the footnotes at the end."""
    writer = _Writer(report, address)
    return "".join(writer.block(block) for block in report.blocks) + writer.notes_at_end()


@dataclass
class _Writer:
    """Counts headings, tables, figures and notes while it writes."""

    report: Report
    address: Address
    headings: int = 0
    tables: int = 0
    figures: int = 0
    notes: list[str] = field(default_factory=list)

    def block(self, block: Block) -> str:
        match block:
            case Heading():
                return self.heading(block)
            case Paragraph():
                kind = f' class="report-{block.style}"' if block.style else ""
                return f"<p{kind}>{self.line(block.runs)}</p>\n"
            case BulletList():
                return "<ul>\n" + "".join(f"<li>{self.line(item)}</li>\n" for item in block.items) + "</ul>\n"
            case Table():
                return self.table(block)
            case Figure():
                return self.figure(block)
            case _:
                return self.made(block)

    def made(self, block: Block) -> str:
        """Blocks whose content comes from the report as a whole."""
        match block:
            case Callout():
                return (
                    f'<aside class="report-callout"><p><strong>{self.run(block.title)}</strong></p><p>{self.line(block.runs)}</p></aside>\n'
                )
            case Toc():
                return self.contents(block)
            case Bibliography():
                return '<dl class="report-sources">\n' + "".join(map(_source, self.report.cited())) + "</dl>\n"
            case Acronyms():
                pairs = (f"<dt>{escape(short)}</dt><dd>{self.run(words)}</dd>\n" for short, words in block.entries)
                return '<dl class="report-acronyms">\n' + "".join(pairs) + "</dl>\n"
            case Fields():
                return self.fields(block)
            case _:
                return '<hr class="report-break">\n'

    def fields(self, block: Fields) -> str:
        kind = " report-signed" if block.signed else ""
        rows = "".join(
            f"<dt>{self.run(name)}</dt><dd{'' if value and not block.signed else CLASS_LINE}>{self.line(value)}</dd>\n"
            for name, value in block.rows
        )
        return f'<dl class="report-fields{kind}">\n{rows}</dl>\n'

    def heading(self, block: Heading) -> str:
        self.headings += 1
        level = block.level + 1  # the title of the report is the first
        return f'<h{level} id="s-{self.headings}">{self.run(block.text)}</h{level}>\n'

    def contents(self, block: Toc) -> str:
        found = [
            (n, head) for n, head in enumerate((b for b in self.report.blocks if isinstance(b, Heading)), 1) if head.level <= block.depth
        ]
        rows = "".join(f'<li class="report-level-{head.level}"><a href="#s-{n}">{escape(head.text.text)}</a></li>\n' for n, head in found)
        return f'<nav class="report-contents" aria-labelledby="contents"><p id="contents">{self.run(block.title)}</p>\n<ol>\n{rows}</ol></nav>\n'

    def table(self, block: Table) -> str:
        self.tables += 1
        name = "" if self.report.letter else f"{self.report.words['table']} {self.tables}. "
        return self.grid(block, name)

    def grid(self, block: Table, name: str) -> str:
        head = "".join(f'<th scope="col"{_aligned(block, n)}>{self.run(cell)}</th>' for n, cell in enumerate(block.header))
        rows = "".join(f"<tr>{self.row(block, row)}</tr>\n" for row in block.rows)
        notes = "".join(f'<p class="report-small">{self.line(note)}</p>\n' for note in block.notes)
        return (
            f'<div class="report-table" tabindex="0" role="region" aria-label="{escape(self.report.words["table"])}">'
            f"<table>\n<caption>{escape(name)}{self.line(block.caption)}</caption>\n"
            f"<thead><tr>{head}</tr></thead>\n<tbody>\n{rows}</tbody></table></div>\n{notes}"
        )

    def row(self, block: Table, row: tuple[Line, ...]) -> str:
        first, *rest = row
        cells = "".join(f"<td{_aligned(block, n)}>{self.line(cell)}</td>" for n, cell in enumerate(rest, 1))
        return f'<th scope="row">{self.line(first)}</th>{cells}'

    def figure(self, block: Figure) -> str:
        self.figures += 1
        source = escape(self.address(self.figures, block))
        image = f'<img src="{source}" alt="{escape(block.alt)}">'
        caption = f"{escape(self.report.words['figure'])} {self.figures}. {self.line(block.caption)}"
        table = self.table(block.table) if block.table else ""
        return f"<figure>{image}\n<figcaption>{caption}</figcaption></figure>\n{table}"

    def line(self, line: Line) -> str:
        return "".join(self.run(run) for run in line)

    def run(self, run: Run) -> str:
        match run:
            case Plain():
                text = escape(run.text)
                text = f"<strong>{text}</strong>" if run.bold else text
                return f"<em>{text}</em>" if run.italic else text
            case Number():
                return f'<data value="{escape(str(run.value))}">{escape(run.said)}</data>'
            case Cite():
                return f'<a class="report-cite" href="#src-{slug(run.code)}">{escape(cited(run, self.report))}</a>'
            case Note():
                return self.note(run)

    def note(self, note: Note) -> str:
        self.notes.append("")
        n = len(self.notes)
        self.notes[n - 1] = "".join(self.run(run) for run in note.runs)
        return f'<sup><a id="ref-{n}" href="#note-{n}">{n}</a></sup>'

    def notes_at_end(self) -> str:
        if not self.notes:
            return ""
        back = escape(self.report.words["back"])
        rows = "".join(
            f'<li id="note-{n}">{text} <a href="#ref-{n}" aria-label="{back}">↩</a></li>\n' for n, text in enumerate(self.notes, 1)
        )
        return f'<section class="report-notes"><hr><ol>\n{rows}</ol></section>\n'


def cited(cite: Cite, report: Report) -> str:
    """[Aze 30, p. 5] in the report's language."""
    page = report.words["page"] % {"page": cite.page} if cite.page else ""
    return f"[{', '.join(filter(None, (cite.code, page)))}]"


def _source(source: Source) -> str:
    link = f' <a href="{escape(source.link)}">{escape(source.link)}</a>' if source.link.startswith(("https://", "http://")) else ""
    return f'<dt id="src-{slug(source.code)}">{escape(source.code)}</dt><dd>{escape(source.text)}{link}</dd>\n'


def _aligned(block: Table, column: int) -> str:
    return ' class="num"' if column < len(block.numeric) and block.numeric[column] else ""


CLASS_LINE = ' class="report-line"'
MAIN = re.compile(r"<main>\n(.*)</main>", re.DOTALL)
INSIDE = re.compile(r'src="data:image/svg\+xml;base64,([A-Za-z0-9+/=]*)"')
PLACE = 'src="picture-{}.svg"'


def taken_apart(file: str) -> tuple[str, list[bytes]]:
    """The body of a file this writer made, and its pictures; in the body a picture is ``picture-N.svg``."""
    found = MAIN.search(file)
    pieces = INSIDE.split(found[1] if found else "")
    pictures = [b64decode(piece) for piece in pieces[1::2]]
    body = "".join(piece if n % 2 == 0 else PLACE.format(n // 2 + 1) for n, piece in enumerate(pieces))
    return body, pictures
