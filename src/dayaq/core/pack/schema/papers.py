"""papers.yaml: the papers the process produces, as templates. A blank ``{case.code}`` is filled from a closed list of names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Literal

from pydantic import Field, model_validator

from dayaq.core.pack.schema.area import AreaFile
from dayaq.core.pack.schema.base import Basis, Code, Entry, Text, Words

Ground = Literal["none", "consent", "statutory_handover", "order"]
About = Literal["case", "call", "visit"]


class Piece(Entry):
    """One piece of a paper, exactly one of the kinds.

    ``fields``: blanks beside their names, an empty one is a line to write on. ``rows``: a blank with many rows, as a table.
    ``write``: words of the person who makes the paper, under this heading; ``signed``: lines to sign.
    """

    heading: Text | None = None
    text: Text | None = None
    points: tuple[Text, ...] = ()
    fields: tuple[Words, ...] = ()
    rows: Words | None = None
    write: Text | None = None
    signed: tuple[Text, ...] = ()

    @model_validator(mode="after")
    def _one(self) -> Piece:
        said = [name for name in type(self).model_fields if getattr(self, name)]
        if len(said) != 1:
            raise ValueError("exactly one of heading, text, points, fields, rows, write, signed expected")
        return self


class Template(Entry):
    """One paper. ``to``: whose language it is in. ``neutral``: it may be shown to a landlord, a bank or an employer.

    ``grounds``: on which of these a name may stand in it; without one it carries the case code or nothing. ``cleared``: it
    goes through clearance before it is sent. ``about``: what it is made from; what is about no case is printed and not kept. ``quiet``: the person carries it, no act is
    named on it.
    """

    label: Text
    title: Text
    to: Literal["person", "authority", "provider", "file"]
    pieces: tuple[Piece, ...] = Field(min_length=1)
    basis: Basis | None = None
    neutral: bool = False
    coded: bool = True
    quiet: bool = False
    grounds: tuple[Ground, ...] = ("none",)
    cleared: bool = False
    area: Code = "casefile"
    about: About = "case"

    @model_validator(mode="after")
    def _neutral(self) -> Template:
        if self.neutral and self.coded:
            raise ValueError("coded: a neutral paper carries no case code; false expected")
        return self

    def texts(self) -> Iterator[Text]:
        """Every text of the paper."""
        yield self.title
        for piece in self.pieces:
            yield from (text for text in (piece.heading, piece.text, piece.write) if text)
            yield from piece.points
            yield from piece.signed


class PapersFile(AreaFile):
    """The whole of papers.yaml; ``betraying`` are words that no neutral paper may contain, by language, as beginnings of words.

    ``words``: names of blanks, columns and plain answers, by their English: a paper may be in a language that no page has.
    """

    templates: Mapping[Code, Template] = {}
    betraying: Mapping[Code, tuple[Words, ...]] = {}
    words: Mapping[Words, Text] = {}
