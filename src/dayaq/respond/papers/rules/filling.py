"""A template with its values as a document: in one language, with lines to write on where nothing is known."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from unicodedata import combining, normalize

from dayaq.core.pack.schema.base import Text
from dayaq.core.pack.schema.papers import Piece, Template
from dayaq.core.report import Block, BulletList, Cover, Fields, Heading, Paragraph, Plain, Report, Table, line
from dayaq.respond.papers.rules.sources import BLANK, Blank

Rows = Sequence[Sequence[str]]
WORD = re.compile(r"\w+")
EMPTY = "…" * 8


@dataclass(frozen=True, slots=True)
class Filled:
    """The values of one paper, all as words in its language: single ones, tables, and what its maker wrote by hand."""

    values: Mapping[str, str] = field(default_factory=dict)
    rows: Mapping[str, Rows] = field(default_factory=dict)
    written: Mapping[str, str] = field(default_factory=dict)  # by the place of the piece
    basis: str = ""  # what the paper stands on, in words; a neutral one says nothing of it
    labels: Mapping[str, str] = field(default_factory=dict)  # of the blanks and their columns, in the language of the paper


def said(text: Text, language: str) -> str:
    """A text in the language of the paper, else in the first it has."""
    return text.get(language) or next(iter(text.values()))


def speaks(template: Template, language: str) -> bool:
    """Whether the whole template has this language; another one is said beside the choice."""
    return all(language in text for text in template.texts())


def document(template: Template, language: str, day: date, filled: Filled, blanks: Mapping[str, Blank], words: Mapping[str, str]) -> Report:
    """The paper; the same template and values give the same document, to the byte."""
    lines = tuple(filter(None, (filled.values.get("maker.body", "") if not template.neutral else "", filled.values.get("today", ""))))
    subtitle = filled.values.get("case.code", "") if template.coded else ""
    blank = not filled.values.get("today")
    cover = Cover(insert(said(template.title, language), filled), subtitle, lines)
    blocks = tuple(block for number, piece in enumerate(template.pieces) for block in made(piece, str(number), language, filled, blanks))
    if blank:  # an empty form: what stands above a paper is written by hand
        blocks = (Fields(tuple((Plain(filled.labels[name]), ()) for name in head(template))), *blocks)
    if filled.basis and not template.neutral:
        blocks += (Paragraph(line(filled.basis), style="small"),)
    return Report(cover=cover, language=language, as_of=day, blocks=blocks, words=words, letter=True)


def head(template: Template) -> tuple[str, ...]:
    """What stands above a paper: a neutral one says the day alone."""
    if template.neutral:
        return ("today",)
    return ("case.code", "maker.body", "today") if template.coded and template.about == "case" else ("maker.body", "today")


def insert(text: str, filled: Filled) -> str:
    """A text with its blanks filled; what is not known is dots to write on."""
    return BLANK.sub(lambda found: filled.values.get(found[1]) or EMPTY, text)


def made(piece: Piece, place: str, language: str, filled: Filled, blanks: Mapping[str, Blank]) -> Iterator[Block]:
    """One piece as blocks."""
    if piece.heading:
        yield Heading(1, Plain(insert(said(piece.heading, language), filled)))
    if piece.text:
        yield Paragraph(line(insert(said(piece.text, language), filled)))
    if piece.points:
        yield BulletList(tuple(line(insert(said(point, language), filled)) for point in piece.points))
    if piece.fields:
        yield Fields(tuple((Plain(filled.labels[name]), beside(filled.values.get(name, ""))) for name in piece.fields))
    if piece.rows:
        yield table(piece.rows, filled, blanks)
    if piece.write:
        yield Heading(1, Plain(said(piece.write, language)))
        written = filled.written.get(place, "")
        yield from (Paragraph(line(part)) for part in written.split("\n\n")) if written else (Fields(((Plain(""), ()),) * 4),)
    if piece.signed:
        yield Fields(tuple((Plain(said(name, language)), ()) for name in piece.signed), signed=True)


def beside(value: str) -> tuple[Plain, ...]:
    """A value, or nothing: a line is drawn then."""
    return (Plain(value),) if value else ()


def table(name: str, filled: Filled, blanks: Mapping[str, Blank]) -> Block:
    """The rows of a blank; three empty ones where there are none, so that a printed form can be filled in by hand."""
    columns = blanks[name].columns
    rows = filled.rows.get(name, ()) or ((" ",) * len(columns),) * 3
    header = tuple(Plain(filled.labels[column]) for column in columns)
    cells = tuple(tuple(line(cell) for cell in row) for row in rows)
    return Table(line(filled.labels[name]), header, cells, to_write=not filled.rows.get(name))


def betrays(template: Template, language: str, filled: Filled, betraying: Sequence[str], names: Sequence[str] = ()) -> list[str]:
    """The words of a filled neutral paper that would tell what happened to the person (A18): none is right.

    ``names``: of bodies and houses, none of which may stand in it either.

    Basis: CoE Convention, Article 11; nobody who sees a certificate may learn from it.
    """
    whole = [insert(said(text, language), filled) for text in template.texts()] + [*filled.values.values(), *filled.written.values()]
    whole += [cell for rows in filled.rows.values() for row in rows for cell in row]
    words = {word for text in whole for word in WORD.findall(folded(text))}
    found = {word for word in words if any(word.startswith(folded(one)) for one in betraying)}
    plain = " ".join(" ".join(WORD.findall(folded(text))) for text in whole)
    found |= {name for name in names if f" {' '.join(WORD.findall(folded(name)))} " in f" {plain} "}
    return sorted(found)


def folded(text: str) -> str:
    """Letters that look alike to a reader are alike here: case, accents, the dotted and the dotless i."""
    spread = normalize("NFKD", text.casefold().replace("ı", "i"))
    return "".join(sign for sign in spread if not combining(sign))
