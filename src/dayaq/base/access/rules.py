"""Field groups and the acting person: the vocabulary in which access is said."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntFlag
from uuid import UUID


class Group(IntFlag):
    """Ten groups of fields about persons concerned; a table holds exactly one.

    G1 core, G2 identity, G3 exploitation, G4 health, G5 location, G6 criminal proceedings,
    G7 family and guardians, G8 money, G9 privileged notes, G10 statistical projection.
    Beside them ``staff`` (users of the system) and ``none`` (no person) exist as words only.
    """

    G1 = 1
    G2 = 2
    G3 = 4
    G4 = 8
    G5 = 16
    G6 = 32
    G7 = 64
    G8 = 128
    G9 = 256
    G10 = 512

    @classmethod
    def of(cls, names: Iterable[str]) -> Group:
        """Join groups by name; KeyError names an unknown one."""
        joined = cls(0)
        for name in names:
            joined |= cls[name]
        return joined

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the groups contained, in their order."""
        return tuple(group.name or "" for group in Group if group in self)


ALL_GROUPS = Group(1023)
NO_GROUP = Group(0)
NOWHERE = UUID(int=0)  # the unit and organisation of somebody without a membership; no row has this id
OUTSIDE_GROUPS = ("staff", "none")
# Assessments have groups of their own, walled by the team and not by grants: A1 the work (plan, sources, findings),
# A2 what respondents said and who they are, A3 survey answers, which keep no trail so that nothing leads back.
ASSESSMENT_GROUPS = ("A1", "A2", "A3")
# What a body keeps for itself and no file of a person holds (calls, beds, courses, its ledger): walled by the body, see ``wall.house``.
HOUSE_GROUPS = ("B1",)
# Attachments: every row names its own group, see ``wall.wall_by_row``.
ROW_GROUPS = ("row", "rows")  # "rows": several at once, all of them needed; see ``wall.wall_by_groups``


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts: one person under one membership (organisation, unit, role) with the role's ceiling."""

    user_id: UUID
    name: str = ""
    membership_id: UUID | None = None
    unit_id: UUID = NOWHERE
    organisation_id: UUID = NOWHERE
    organisation: str = ""
    body_type: str = ""
    state: bool = True
    role: str = ""
    permissions: frozenset[str] = frozenset()
    reads: Group = NO_GROUP
    writes: Group = NO_GROUP
    service: bool = False

    def may(self, permission: str) -> bool:
        """Whether the acting role carries ``permission``."""
        return permission in self.permissions
