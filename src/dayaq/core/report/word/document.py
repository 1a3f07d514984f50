"""Blocks into paragraphs, tables and pictures of a Word document."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, time
from functools import cached_property
from io import BytesIO
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
    Source,
    Table,
    Toc,
    slug,
)
from dayaq.core.report.web import cited
from dayaq.core.report.word import fields
from dayaq.core.report.word.footnotes import Footnotes
from dayaq.core.report.word.look import dress, frame
from dayaq.core.report.word.packing import packed

WIDTH, LETTER_WIDTH = 16.0, 17.0  # centimetres between the margins
AFTER_TABLE = 101_600  # EMU: eight points between a table and the text beneath it


def document(report: Report) -> bytes:
    """The docx file."""
    import docx

    made = docx.Document()
    dress(made, report)
    frame(made, report)
    writer = _Writer(made, report, Footnotes(made))
    writer.cover()
    for block in report.blocks:
        writer.spaced(block)
    writer.notes.close()
    _properties(made, report)
    out = BytesIO()
    made.save(out)
    return packed(out.getvalue())


def _properties(made: Any, report: Report) -> None:
    day = datetime.combine(report.as_of, time(12), UTC).replace(tzinfo=None)
    core = made.core_properties
    core.title, core.author, core.language = report.cover.title[:255], report.publisher[:255], report.tag
    core.subject, core.comments, core.keywords, core.last_modified_by = report.cover.subtitle[:255], "", "", report.publisher[:255]
    core.created = core.modified = day
    core.revision = 1


@dataclass
class _Writer:
    """Writes one block after the other and counts what is counted."""

    made: Any
    report: Report
    notes: Footnotes
    headings: int = 0
    tables: int = 0
    figures: int = 0

    @cached_property
    def style_ids(self) -> dict[str, str]:
        """The identifier of every style by its name."""
        return {style.name: style.style_id for style in self.made.styles}

    def cover(self) -> None:
        said = self.report.cover
        for text in [*([self.report.words["draft"]] if self.report.draft else []), *said.warnings]:
            self.made.add_paragraph(text, style="Intense Quote")
        self.made.add_paragraph(said.title, style="Title")
        if said.subtitle:
            self.made.add_paragraph(said.subtitle, style="Subtitle")
        for text in said.lines:
            self.made.add_paragraph(text)
        if not self.report.letter:
            self.made.add_page_break()

    @property
    def width(self) -> float:
        """Centimetres between the margins."""
        return LETTER_WIDTH if self.report.letter else WIDTH

    def spaced(self, block: Block) -> None:
        """A block; text of a letter right beneath a table keeps its distance from the last line."""
        before = len(self.made.element.body)
        beneath = self.report.letter and before > 1 and self.made.element.body[-2].tag.endswith("}tbl")
        self.block(block)
        if beneath and isinstance(block, Paragraph | BulletList):
            self.made.paragraphs[-len(block.items) if isinstance(block, BulletList) else -1].paragraph_format.space_before = AFTER_TABLE

    def block(self, block: Block) -> None:
        match block:
            case Heading():
                self.heading(block)
            case Paragraph():
                style = {"quote": "Quote", "small": "Caption"}.get(block.style)
                self.line(self.made.add_paragraph(style=style), block.runs)
            case BulletList():
                for item in block.items:
                    self.line(self.made.add_paragraph(style="List Bullet"), item)
            case Callout():
                self.line(self.made.add_paragraph(style="Quote"), (Plain(f"{block.title.text}. ", bold=True), *block.runs))
            case Table():
                self.table(block)
            case Figure():
                self.figure(block)
            case _:
                self.made_of_all(block)

    def made_of_all(self, block: Block) -> None:
        """Blocks whose content comes from the report as a whole."""
        match block:
            case Toc():
                self.contents(block)
            case Bibliography():
                for source in self.report.cited():
                    self.source(source)
            case Acronyms():
                for short, words in block.entries:
                    self.line(self.made.add_paragraph(), (Plain(f"{short}  ", bold=True), words))
            case Fields():
                self.fields(block)
            case _:
                self.made.add_page_break()

    def fields(self, block: Fields) -> None:
        """Names in the first column; what is empty or signed gets a line to write on."""
        grid = self.made.add_table(rows=0, cols=2)
        fields.shared(grid, (0.34, 0.66), self.width)
        for name, value in block.rows:
            row = grid.add_row()
            fields.whole(row)
            for cell, text in zip(row.cells, ((name,), value), strict=True):
                self.line(cell.paragraphs[0], text)
            if block.signed or not value:
                fields.written_on(row.cells[1])
            if not name.text:
                fields.written_on(row.cells[0])
            for cell in row.cells:
                fields.at_the_bottom(cell)
                cell.paragraphs[0].paragraph_format.keep_with_next = block.signed or None
        fields.placed(grid)
        self.made.add_paragraph().paragraph_format.keep_with_next = block.signed or None

    def heading(self, block: Heading) -> None:
        self.headings += 1
        paragraph = self.made.add_heading(block.text.text, block.level)
        fields.bookmark(paragraph, self.headings, f"_Toc{self.headings:08}")

    def contents(self, block: Toc) -> None:
        """A field with its entries already in it: readable at once, and Word can make it anew with page numbers."""
        self.made.add_paragraph(block.title.text, style="TOC Heading")
        heads = [
            (n, head) for n, head in enumerate((b for b in self.report.blocks if isinstance(b, Heading)), 1) if head.level <= block.depth
        ]
        for place, (n, head) in enumerate(heads):
            paragraph = self.made.add_paragraph(style=f"TOC {head.level}")
            if place == 0:
                fields.begin(paragraph, f'TOC \\o "1-{block.depth}" \\h \\z \\u')
            fields.inner_link(paragraph, head.text.text, f"_Toc{n:08}")
            if place == len(heads) - 1:
                fields.end(paragraph)

    def source(self, source: Source) -> None:
        paragraph = self.made.add_paragraph(style="Bibliography")
        paragraph.add_run(f"{source.code}  ").bold = True
        fields.bookmark(paragraph, 10_000 + len(paragraph.part.element.xpath("//w:bookmarkStart")), f"src_{slug(source.code)}")
        paragraph.add_run(source.text)
        if source.link.startswith(("https://", "http://")):
            paragraph.add_run(" ")
            fields.outer_link(paragraph, source.link)

    def table(self, block: Table) -> None:
        self.tables += 1
        if self.report.letter:
            above = self.made.add_paragraph(style="Caption")
            above.paragraph_format.keep_with_next = True
            self.line(above, block.caption)
        else:
            self.caption(self.report.words["table"], "Table", self.tables, block.caption, keep=True)
        grid = self.made.add_table(rows=0, cols=len(block.header), style="Table Grid")
        fields.widths(grid, block, self.width)
        self.cells(grid.add_row(), block, [(Plain(cell.text, bold=True, missing=cell.missing),) for cell in block.header], "Table Head")
        fields.header_row(grid.rows[0])
        for row in block.rows:
            self.cells(grid.add_row(), block, list(row))
            if block.to_write:
                fields.high(grid.rows[-1])
        fields.described(grid, "".join(run.text for run in block.caption if isinstance(run, Plain)))
        for note in block.notes:
            self.line(self.made.add_paragraph(style="Caption"), note)

    def cells(self, row: Any, block: Table, texts: list[Line], style: str = "Table Text") -> None:
        fields.whole(row)
        ids = self.style_ids
        for n, (cell, text) in enumerate(zip(row.cells, texts, strict=True)):
            paragraph = cell.paragraphs[0]
            paragraph._p.style = ids[style]  # noqa: SLF001 - by name the library looks through all styles for every cell
            if n < len(block.numeric) and block.numeric[n]:
                fields.to_the_right(paragraph)
            self.line(paragraph, text)

    def figure(self, block: Figure) -> None:
        from docx.shared import Cm

        self.figures += 1
        paragraph = self.made.add_paragraph()
        paragraph.paragraph_format.keep_with_next = True
        picture = paragraph.add_run().add_picture(BytesIO(block.drawing.picture.png), width=Cm(self.width * block.width))
        fields.alternative(picture, block.alt, self.figures)
        self.caption(self.report.words["figure"], "Figure", self.figures, block.caption)
        if block.table:
            self.table(block.table)

    def caption(self, word: str, kind: str, number: int, text: Line, *, keep: bool = False) -> None:
        """ "Table 3. ...", the number as a field so that lists of tables can be made."""
        paragraph = self.made.add_paragraph(style="Caption")
        paragraph.paragraph_format.keep_with_next = keep
        paragraph.add_run(f"{word} ")
        fields.simple(paragraph, f"SEQ {kind} \\* ARABIC", str(number))
        paragraph.add_run(". ")
        self.line(paragraph, text)

    def line(self, paragraph: Any, line: Line) -> None:
        for run in line:
            self.run(paragraph, run)

    def run(self, paragraph: Any, run: Run) -> None:
        match run:
            case Plain():
                written = paragraph.add_run(run.text)
                written.bold, written.italic = run.bold or None, run.italic or None
            case Number():
                paragraph.add_run(run.said)
            case Cite():
                fields.inner_link(paragraph, cited(run, self.report), f"src_{slug(run.code)}")
            case Note():
                text = "".join(_words(one, self.report) for one in run.runs)
                self.notes.add(paragraph, text)


def _words(run: Plain | Number | Cite, report: Report) -> str:
    match run:
        case Plain():
            return run.text
        case Number():
            return run.said
        case Cite():
            return cited(run, report)
