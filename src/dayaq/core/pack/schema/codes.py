"""codes.yaml: lists of words to choose from, and maps between the lists different readers use."""

from __future__ import annotations

from collections.abc import Mapping

from pydantic import Field

from dayaq.core.pack.schema.base import Code, Entry, ItemCode, Text


class CodeList(Entry):
    """One list. ``hidden`` items are kept for old records and for figures, no form offers them."""

    label: Text
    items: Mapping[ItemCode, Text]
    parents: Mapping[ItemCode, ItemCode] = {}
    hidden: tuple[ItemCode, ...] = ()
    source: str | None = None

    def label_of(self, code: str, lang: str) -> str:
        """The label in that language, or in the first the list has; KeyError for an unknown code."""
        texts = self.items[code]
        return texts.get(lang) or next(iter(texts.values()))

    def choices(self, lang: str) -> list[tuple[str, str]]:
        """Code and label of every item a form offers, in the pack's order."""
        return [(code, self.label_of(code, lang)) for code in self.items if code not in self.hidden]


class CodeMap(Entry):
    """From the codes of one list to those of another; an empty target says there is none."""

    source: Code = Field(alias="from")
    target: Code = Field(alias="to")
    pairs: Mapping[ItemCode, tuple[ItemCode, ...]]


class CodesFile(Entry):
    """The whole of codes.yaml."""

    lists: Mapping[Code, CodeList]
    maps: Mapping[Code, CodeMap] = {}
