"""What the world knows of itself: cases, ids, planted texts, grants, and who may read what, counted without guard or view."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from uuid import UUID

from django.conf import settings

from dayaq.base.access.rules import ALL_GROUPS, Group
from dayaq.core.pack import load
from dayaq.respond.casefile.models import Case
from tests.cast import Person

AT = datetime(2016, 3, 1, 8, tzinfo=UTC)
HANDOVER = Group.G1 | Group.G2 | Group.G3 | Group.G6 | Group.G7
NOBODY = Group(0)
Rule = Callable[[Person], bool]


def hours(n: float) -> datetime:
    """A moment of the story."""
    return AT + timedelta(hours=n)


def may(*permissions: str) -> Rule:
    """Whoever's role carries one of the permissions, as the pack says."""
    roles = load(settings.HOME_PACK).roles
    return lambda person: bool(set(permissions) & set(map(str, roles[person.actor.role].permissions)))


def of_body(who: Person, *permissions: str) -> Rule:
    """People of the same body with one of the permissions."""
    able = may(*permissions)
    return lambda person: person.actor.organisation_id == who.actor.organisation_id and able(person)


def of_unit(who: Person, *permissions: str) -> Rule:
    """People of the same unit with one of the permissions."""
    able = may(*permissions)
    return lambda person: person.actor.unit_id == who.actor.unit_id and able(person)


def author(who: Person) -> Rule:
    """Nobody but the one who wrote it."""
    return lambda person: person.user.id == who.user.id


def either(*rules: Rule) -> Rule:
    """Whoever fits one of the rules."""
    return lambda person: any(rule(person) for rule in rules)


@dataclass(frozen=True)
class Secret:
    """One planted text: of which file, in which group; ``only``: a further rule of the area, or the whole rule where no group counts."""

    text: str
    case: str
    group: Group
    place: str
    only: Rule | None = None


@dataclass
class World:
    """Cases by their part in the story, ids by kind of row, secrets by their text, grants as they were given."""

    people: Mapping[str, Person]
    cases: dict[str, UUID] = field(default_factory=dict)
    ids: dict[str, dict[str, UUID | str]] = field(default_factory=dict)
    secrets: list[Secret] = field(default_factory=list)
    grants: list[tuple[str, UUID, Group, str]] = field(default_factory=list)  # case, unit, groups, basis
    codes: dict[str, tuple[str, UUID]] = field(default_factory=dict)  # code: case, organisation
    reached: dict[str, Callable[[Person], bool]] = field(default_factory=dict)  # id of a row outside a case's address: who opens it

    def plant(self, case: str, group: str, place: str, only: Rule | None = None) -> str:
        """A text nobody else writes; group "B1" is what a body keeps for itself: read by ``only`` alone."""
        text = f"Zq{case}{place.replace('_', '').replace('.', '')}{len(self.secrets):03d}qz"
        self.secrets.append(Secret(text, case, NOBODY if group == "B1" else Group[group], place, only))
        return text

    def note(self, case: str, kind: str, key: UUID | str, only: Rule | None = None) -> None:
        """Keep the id of a row for addresses; ``only``: who opens it by its id alone."""
        self.ids.setdefault(case, {})[kind] = key
        if only:
            self.reached[str(key)] = only

    def file(self, case: str, name: str, row: UUID, by: Person) -> str:
        """Note an access file of its own that belongs to a story, and its owner's grant; return its name."""
        self.cases[own := f"{case}{name}"] = row
        self.grants.append((own, by.actor.unit_id, ALL_GROUPS, "owner"))
        return own

    def row(self, case: str) -> Case:
        """The case as the acting one sees it."""
        return Case.objects.get(id=self.cases[case])

    def of_file(self, name: str, group: Group = Group.G1) -> Rule:
        """Whoever was let into one of the groups of a file."""
        return lambda person: bool(self.readable(name, person) & group)

    def own(self, case: str, row: Case, by: Person) -> Case:
        """Note a case and its owner's grant."""
        self.cases[case] = row.id
        self.grants.append((case, by.actor.unit_id, ALL_GROUPS, "owner"))
        self.ids.setdefault(case, {})
        return row

    def code(self, case: str, person: Person | None) -> str:
        """The case's code in the person's organisation; where it has none, the owner's, which is what one would try."""
        mine = [code for code, (what, body) in self.codes.items() if what == case and person and body == person.actor.organisation_id]
        unit = next(unit for what, unit, _groups, basis in self.grants if what == case and basis == "owner")
        owner = next(one.actor.organisation_id for one in self.people.values() if one.actor.unit_id == unit)
        return mine[0] if mine else next(code for code, (what, body) in self.codes.items() if what == case and body == owner)

    def readable(self, case: str, person: Person | None) -> Group:
        """The groups of a case somebody may read: grants within the ceiling of the role, counted from the pack."""
        role = load(settings.HOME_PACK).roles.get(person.actor.role) if person else None
        seen = Group(0)
        for what, unit, groups, basis in self.grants:
            if person is None or role is None or what != case or unit != person.actor.unit_id:
                continue
            free = Group.of(role.read) & ~Group.of(role.own if role.own != role.read else ())
            consent = basis == "consent" or (basis == "owner" and not person.actor.state)
            held = free & ~(Group(0) if consent else Group.of(role.consent)) & ~Group.of(role.order)
            seen |= groups & held
        return seen

    def allowed(self, secret: Secret, person: Person | None) -> bool:
        """Whether somebody may read a planted text."""
        if person is None:
            return False
        let_in = secret.group == NOBODY or bool(self.readable(secret.case, person) & secret.group)
        return let_in and (secret.only is None or secret.only(person))

    def forbidden(self, person: Person | None) -> list[Secret]:
        """Every secret the person may not read."""
        return [secret for secret in self.secrets if not self.allowed(secret, person)]
