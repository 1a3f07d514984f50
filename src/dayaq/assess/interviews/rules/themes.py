"""How many interviews mention a theme, out of those that were asked about it.

Basis: CT-NAT 1.2 (frequency and kind of emerging themes); "four of six" needs the six.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from uuid import UUID

from dayaq.assess.framework.rules import Words


@dataclass(frozen=True, slots=True)
class Theme:
    """One code: a criterion (``code`` "1.1") or a free theme; ``questions`` that ask about it, none meaning all."""

    guid: UUID
    label: Words
    code: str = ""
    parent: UUID | None = None
    questions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Asked:
    """One interview as it is counted: the questions asked in it and the codes its agreed coding holds."""

    questions: frozenset[str]
    codes: frozenset[UUID]


@dataclass(frozen=True, slots=True)
class ThemeCount:
    """A theme with the number of interviews that mention it and its base, the interviews asked."""

    code: str
    label: Words
    n: int
    base: int
    guid: UUID
    parent: UUID | None = None


def counted(themes: Iterable[Theme], interviews: Collection[Asked]) -> list[ThemeCount]:
    """Every theme with its count. Who raises a theme unasked is in the base as well: the base is never smaller than n."""
    found = []
    for theme in themes:
        mentioned = [one for one in interviews if theme.guid in one.codes]
        asked = [one for one in interviews if not theme.questions or one.questions & set(theme.questions) or theme.guid in one.codes]
        found.append(ThemeCount(theme.code, theme.label, len(mentioned), len(asked), theme.guid, theme.parent))
    return found
