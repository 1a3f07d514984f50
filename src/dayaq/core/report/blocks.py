"""The blocks of a report: texts as runs, tables, figures, lists; all frozen, all data, no markup."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from dayaq.core.chart import Drawing


class Protection(StrEnum):
    """Whether a block with numbers may leave: looked at by the rules of small numbers, or about no respondents at all."""

    NOT_LOOKED_AT = ""
    PASSED = "passed"
    NOT_PEOPLE = "not people"


@dataclass(frozen=True, slots=True)
class Plain:
    """A piece of text. ``missing``: it stands here in another language, because nobody has translated it."""

    text: str
    bold: bool = False
    italic: bool = False
    missing: bool = False


@dataclass(frozen=True, slots=True)
class Number:
    """A number bound to what it answers: ``query`` is asked again before anything is written.

    ``base``: how many the number is about (respondents who answered, interviews asked); None where it has none.
    ``source``: where it comes from, in words for the data dictionary.
    """

    query: str
    value: float | str
    base: int | None = None
    source: str = ""
    shown: str = ""

    @property
    def said(self) -> str:
        """As it is printed."""
        return self.shown or (f"{self.value:g}" if isinstance(self.value, int | float) else self.value)


@dataclass(frozen=True, slots=True)
class Cite:
    """A source and its page: [Aze 30, p. 5]."""

    code: str
    page: str = ""


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote."""

    runs: tuple[Plain | Number | Cite, ...]


Run = Plain | Number | Cite | Note
Line = tuple[Run, ...]


def line(*parts: str | Run) -> Line:
    """A line from texts and runs."""
    return tuple(Plain(part) if isinstance(part, str) else part for part in parts)


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of level 1 to 3."""

    level: int
    text: Plain


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; ``style``: "" or "quote" (somebody's position) or "small"."""

    runs: Line
    style: str = ""


@dataclass(frozen=True, slots=True)
class BulletList:
    """Lines with a sign before them."""

    items: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Adds:
    """Numbers that must come to a total; ``where`` names the row or column."""

    where: str
    parts: tuple[Number, ...]
    total: Number


@dataclass(frozen=True, slots=True)
class Table:
    """A table with caption, one header row, notes under it. The first column names the row.

    ``widths`` are shares of the page; ``numeric`` says which columns are aligned as numbers; ``to_write`` are rows high
    enough to be filled in by hand.
    """

    caption: Line
    header: tuple[Plain, ...]
    rows: tuple[tuple[Line, ...], ...]
    notes: tuple[Line, ...] = ()
    widths: tuple[float, ...] = ()
    numeric: tuple[bool, ...] = ()
    adds: tuple[Adds, ...] = ()
    protection: Protection = Protection.NOT_LOOKED_AT
    to_write: bool = False

    @property
    def shares(self) -> tuple[float, ...]:
        """The widths said, or widths by what stands in the columns: no word is broken, and long texts get more but not all."""
        cells: list[tuple[Line, ...]] = [tuple((cell,) for cell in self.header), *self.rows]
        return self.widths or tuple(room([said(row[place]) for row in cells]) for place in range(len(self.header)))


def room(texts: Sequence[str]) -> float:
    """How wide a column of these texts wants to be: its longest word, or less than in step with its longest text."""
    longest = min(max(map(len, texts)), 120)
    word = max((len(word) for text in texts for word in text.split(" ")), default=0)
    return float(max(longest**0.75, min(word, 18), 4))


def said(line: Line) -> str:
    """A line as plain text, for measuring."""
    return "".join(str(getattr(run, "text", "") or getattr(run, "said", "") or "  ") for run in line)


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture with its text alternative and, beside it, the same numbers as a table."""

    caption: Line
    drawing: Drawing
    alt: str
    table: Table | None = None
    width: float = 1.0
    protection: Protection = Protection.NOT_LOOKED_AT


@dataclass(frozen=True, slots=True)
class Callout:
    """A box that must not be overlooked."""

    title: Plain
    runs: Line


@dataclass(frozen=True, slots=True)
class Toc:
    """The table of contents, to the given level."""

    title: Plain
    depth: int = 2


@dataclass(frozen=True, slots=True)
class Bibliography:
    """The sources that are cited, in order of their codes; ``everything`` lists the others too."""

    everything: bool = False


@dataclass(frozen=True, slots=True)
class Acronyms:
    """Short forms and what they stand for."""

    entries: tuple[tuple[str, Plain], ...]


@dataclass(frozen=True, slots=True)
class Fields:
    """Names and what is filled in beside them; an empty line is there to be written on, and ``signed`` lines always are.

    A line without a name is as wide as the page.
    """

    rows: tuple[tuple[Plain, Line], ...]
    signed: bool = False


@dataclass(frozen=True, slots=True)
class PageBreak:
    """A new page, where there are pages."""


Block = Heading | Paragraph | BulletList | Table | Figure | Callout | Toc | Bibliography | Acronyms | Fields | PageBreak


@dataclass(frozen=True, slots=True)
class Source:
    """A source as the bibliography prints it; ``paged``: a citation must name the page."""

    code: str
    text: str
    link: str = ""
    paged: bool = True


@dataclass(frozen=True, slots=True)
class Cover:
    """The first page: title, subtitle, lines under it, a warning (draft, rebuilt)."""

    title: str
    subtitle: str = ""
    lines: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """The whole document. ``words``: table, figure, page, draft, sources, back, contents in the report's language.

    A ``letter`` has no first page of its own: its title stands above the text.
    """

    cover: Cover
    language: str
    as_of: date
    blocks: tuple[Block, ...]
    words: Mapping[str, str]
    sources: Mapping[str, Source] = field(default_factory=dict)
    publisher: str = ""
    draft: bool = False
    letter: bool = False

    @property
    def tag(self) -> str:
        """The language as documents write it."""
        return {"az": "az-Latn-AZ", "ru": "ru-RU", "en": "en-GB"}.get(self.language, self.language)

    def cited(self) -> list[Source]:
        """The sources for the bibliography, in order of their codes."""
        everything = any(isinstance(block, Bibliography) and block.everything for block in self.blocks)
        codes = {run.code for block in self.blocks for run in runs(block) if isinstance(run, Cite)}
        found = [source for code, source in self.sources.items() if everything or code in codes]
        return sorted(found, key=lambda source: [(part.isdigit(), part.zfill(5)) for part in source.code.split()])


def lines(block: Block) -> Iterator[Line]:
    """Every line of a block, in reading order."""
    match block:
        case Heading() | Toc():
            yield ((block.text if isinstance(block, Heading) else block.title),)
        case Paragraph():
            yield block.runs
        case BulletList():
            yield from block.items
        case Callout():
            yield (block.title,)
            yield block.runs
        case Table():
            yield block.caption
            yield block.header
            yield from (cell for row in block.rows for cell in row)
            yield from block.notes
        case Figure():
            yield block.caption
            yield from lines(block.table) if block.table else ()
        case Acronyms():
            yield tuple(text for _, text in block.entries)
        case Fields():
            yield from ((name, *value) for name, value in block.rows)
        case _:
            return


def runs(block: Block) -> Iterator[Run]:
    """Every run of a block, footnotes opened."""
    for one in lines(block):
        for run in one:
            yield run
            if isinstance(run, Note):
                yield from run.runs


def slug(code: str) -> str:
    """A source's code as part of an address: "Aze 30" -> "aze-30"."""
    return "".join(letter if letter.isascii() and letter.isalnum() else "-" for letter in code.lower())
