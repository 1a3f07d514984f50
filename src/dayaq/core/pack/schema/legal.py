"""legal.yaml: the legal acts a pack stands on, their other names, and where documents disagree."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Annotated, Literal

from pydantic import StringConstraints

from dayaq.core.clock import Confidence
from dayaq.core.decision import Reason
from dayaq.core.pack.schema.base import Code, Codes, Entry, Text, Valid, Words
from dayaq.core.words import N_

ActKind = Literal["treaty", "law", "regulation", "order", "plan", "policy", "guidance", "practice", "unnamed"]
YearOrDate = Annotated[str, StringConstraints(pattern=r"^\d{4}(-\d{2}-\d{2})?$")]


class Act(Entry):
    """One legal act. ``practice`` and ``unnamed`` are kept apart from law: they bind nobody by themselves."""

    title: Text
    kind: ActKind
    confidence: Confidence
    number: Words | None = None
    issuer: Text | None = None
    date: dt.date | None = None
    amended: tuple[YearOrDate, ...] = ()
    aliases: tuple[Words, ...] = ()
    valid: Valid = (None, None)
    disputed: bool = False
    note: Text | None = None


class Conflict(Entry):
    """Two documents that say different things about the same matter; both are kept."""

    item: Text
    versions: tuple[Words, ...]
    acts: Codes = ()


class LegalFile(Entry):
    """The whole of legal.yaml."""

    acts: Mapping[Code, Act]
    conflicts: Mapping[Code, Conflict] = {}


@dataclass(frozen=True, slots=True)
class Citation:
    """A basis that was found: the act, the article, and what to know before relying on it."""

    key: str
    article: str
    act: Act
    warnings: tuple[Reason, ...] = ()

    def text(self, lang: str) -> str:
        """The citation for people: title, and the article where one is named."""
        title = self.act.title.get(lang) or next(iter(self.act.title.values()))
        return f"{title}, {self.article}" if self.article else title


def plain(name: str) -> str:
    """A name of an act without case, signs and spacing, to compare the ways it is written."""
    return re.sub(r"[^0-9a-zа-яёəğıöşüç]+", " ", name.casefold()).strip()


class LegalRegister:
    """Finds an act by its key, by key and article, or by any other name documents use for it."""

    def __init__(self, file: LegalFile) -> None:
        self.acts = file.acts
        self.conflicts = file.conflicts

    @cached_property
    def other_names(self) -> Mapping[str, tuple[str, ...]]:
        """Other names (plain) and the keys they stand for; more than one key means: ambiguous."""
        names: dict[str, tuple[str, ...]] = {}
        for key, act in self.acts.items():
            for alias in {plain(text) for text in (*act.aliases, act.number or "") if text}:
                names[alias] = (*names.get(alias, ()), key)
        return names

    def find(self, name: str) -> Citation | None:
        """The act meant by a key (``cm-21``), a key with article (``cm-21.7``) or an alias (``Decision 68``)."""
        key, _, article = name.partition(".")
        if key in self.acts:
            return self._cite(key, article, name)
        keys = self.other_names.get(plain(name), ()) or self.other_names.get(plain(key), ())
        article = "" if plain(name) in self.other_names else article
        return self._cite(keys[0], article, name) if len(keys) == 1 else None

    def resolve(self, name: str) -> Citation:
        """Like ``find``; KeyError with the name if no act, or more than one, answers to it."""
        found = self.find(name)
        if found is None:
            raise KeyError(name)
        return found

    def _cite(self, key: str, article: str, asked: str) -> Citation:
        act = self.acts[key]
        return Citation(key, article, act, tuple(self._warnings(key, act, asked)))

    def _warnings(self, key: str, act: Act, asked: str) -> list[Reason]:
        params = {"asked": asked, "key": key}
        warnings = []
        if asked.partition(".")[0] != key:
            warnings.append(Reason("legal.alias", N_("%(asked)s is another name of %(key)s"), params))
        if act.disputed:
            warnings.append(Reason("legal.disputed", N_("documents disagree about %(key)s (disputed)"), params))
        if act.confidence is Confidence.UNVERIFIED:
            warnings.append(Reason("legal.unverified", N_("%(key)s was not verified"), params))
        return warnings
