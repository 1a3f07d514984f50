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
from dayaq.core.words import N_

BLANK = re.compile(r"\{([a-z_]+(?:\.[a-z_]+)+)\}")


@dataclass(frozen=True, slots=True)
class Blank:
    """One name a template may use. ``columns``: names of the columns of a blank with many rows."""

    group: Group
    label: str
    columns: tuple[str, ...] = ()
    identity: bool = False


BLANKS: Mapping[str, Blank] = {
    "case.code": Blank(Group.G1, N_("Case")),
    "case.opened": Blank(Group.G1, N_("First contact")),
    "case.sex": Blank(Group.G1, N_("Sex")),
    "case.age": Blank(Group.G1, N_("Age")),
    "case.nationality": Blank(Group.G1, N_("Nationality")),
    "case.languages": Blank(Group.G1, N_("Languages")),
    "case.statuses": Blank(Group.G1, N_("Status"), (N_("Status"), N_("Said by"), N_("On"))),
    "person.name": Blank(Group.G2, N_("Name"), identity=True),
    "person.born": Blank(Group.G2, N_("Born"), identity=True),
    "person.document": Blank(Group.G2, N_("Paper of identity"), identity=True),
    "maker.name": Blank(Group(0), N_("Made by")),
    "maker.body": Blank(Group(0), N_("Body")),
    "maker.unit": Blank(Group(0), N_("Unit")),
    "today": Blank(Group(0), N_("Date")),
    "recipient.name": Blank(Group(0), N_("To")),
    "ground.words": Blank(Group(0), N_("Ground of the disclosure")),
    "help.given": Blank(Group.G1, N_("Help given"), (N_("Help"), N_("On"), N_("By"), N_("Outcome"))),
    "referral.sent": Blank(Group.G1, N_("Referrals"), (N_("To"), N_("Suspected"), N_("Sent"), N_("Received"))),
    "screening.results": Blank(Group.G3, N_("Indicators"), (N_("List"), N_("Indicator"), N_("Answer"))),
    "decision.outcome": Blank(Group.G1, N_("Decision")),
    "decision.day": Blank(Group.G1, N_("Date of the decision")),
    "decision.body": Blank(Group.G1, N_("Decided by")),
    "decision.reasons": Blank(Group.G3, N_("Reasons")),
    "decision.review": Blank(Group.G1, N_("Review")),
    "story.text": Blank(Group.G3, N_("What the person told"), (N_("On"), N_("Told"))),
    "guardian.name": Blank(Group.G7, N_("Guardian")),
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


def groups(template: Template, blanks: Mapping[str, Blank], *, named: bool) -> Group:
    """Every group of fields a paper holds when it is filled; without a name said, none of identity."""
    joined = Group.G1
    for name in asked(template):
        joined |= blanks[name].group if named or not blanks[name].identity else Group(0)
    return joined
