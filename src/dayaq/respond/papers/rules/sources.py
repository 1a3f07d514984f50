"""The closed list of blanks: what a template may ask for, and which group of fields of a file it is taken from.

A blank of a group the maker may not read stays an empty line. A name of a person stands only where the template allows
it and the maker says on which ground. Basis: THB Law, Articles 6.3 and 17 (DAT-01, DAT-02).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from dayaq.base.access.rules import Group
from dayaq.core.pack.schema.papers import PapersFile, Template

BLANK = re.compile(r"\{([a-z_]+(?:\.[a-z_]+)+)\}")


@dataclass(frozen=True, slots=True)
class Blank:
    """One name a template may use. ``label`` and ``columns`` (of a blank with many rows) are words of the pack's papers.

    ``identity``: it tells who the person is. ``place``: it tells where the person is; only a paper for the file may hold it.
    """

    group: Group
    label: str
    columns: tuple[str, ...] = ()
    identity: bool = False
    place: bool = False


BLANKS: Mapping[str, Blank] = {
    "case.code": Blank(Group.G1, "Case"),
    "case.opened": Blank(Group.G1, "First contact"),
    "case.sex": Blank(Group.G1, "Sex"),
    "case.age": Blank(Group.G1, "Age"),
    "case.nationality": Blank(Group.G1, "Nationality"),
    "case.languages": Blank(Group.G1, "Languages"),
    "case.statuses": Blank(Group.G1, "Status", ("Status", "Said by", "On")),
    "person.name": Blank(Group.G2, "Name", identity=True),
    "person.born": Blank(Group.G2, "Born", identity=True),
    "person.document": Blank(Group.G2, "Paper of identity", identity=True),
    "maker.name": Blank(Group(0), "Made by"),
    "maker.body": Blank(Group(0), "Body"),
    "maker.unit": Blank(Group(0), "Unit"),
    "today": Blank(Group(0), "Date"),
    "recipient.name": Blank(Group(0), "To"),
    "ground.words": Blank(Group(0), "Ground of the disclosure"),
    "order.number": Blank(Group(0), "Order number"),
    "order.body": Blank(Group(0), "Ordered by"),
    "help.given": Blank(Group.G1, "Help given", ("Help", "On", "By", "Outcome")),
    "referral.sent": Blank(Group.G1, "Referrals", ("To", "Suspected", "Sent", "Received")),
    "screening.results": Blank(Group.G3, "Indicators", ("List", "Indicator", "Answer")),
    "decision.outcome": Blank(Group.G1, "Decision"),
    "decision.day": Blank(Group.G1, "Date of the decision"),
    "decision.body": Blank(Group.G1, "Decided by"),
    "decision.reasons": Blank(Group.G3, "Reasons"),
    "decision.review": Blank(Group.G1, "Review"),
    "story.text": Blank(Group.G3, "What the person told", ("On", "Told")),
    "guardian.name": Blank(Group.G7, "Guardian"),
}
"""Blanks of the first areas; those of the others are named beside what fills them, see ``papers.queries``."""


def asked(template: Template) -> Iterator[str]:
    """Every blank a template asks for, once, in its order."""
    names = [name for text in template.texts() for words in text.values() for name in BLANK.findall(words)]
    for piece in template.pieces:
        names += [*piece.fields, *([piece.rows] if piece.rows else [])]
    yield from dict.fromkeys(names)


def unknown(file: PapersFile, blanks: Mapping[str, Blank]) -> list[tuple[str, str]]:
    """Templates that ask for what nobody fills: (template, blank)."""
    return [(code, name) for code, template in file.templates.items() for name in asked(template) if name not in blanks]


NEUTRAL = frozenset({"person.name", "person.born", "person.document", "letter.address", "recipient.name", "maker.name", "today"})
"""All that a neutral paper may ask for (A18): nothing that says who helps, why, or what was decided."""


def telling(file: PapersFile, blanks: Mapping[str, Blank]) -> list[tuple[str, str]]:
    """Templates that ask for more than their reader may learn: (template, blank)."""
    found = []
    for code, template in file.templates.items():
        for name in asked(template):
            neutral = template.neutral and name not in NEUTRAL
            placed = name in blanks and blanks[name].place and template.to != "file"
            if neutral or placed:
                found.append((code, name))
    return found


def groups(template: Template, blanks: Mapping[str, Blank], *, named: bool) -> Group:
    """Every group of fields a paper holds when it is filled; without a name said, none of identity."""
    joined = Group.G1
    for name in asked(template):
        joined |= blanks[name].group if named or not blanks[name].identity else Group(0)
    return joined
