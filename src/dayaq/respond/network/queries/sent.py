"""What was sent of a person: service referrals, links, packages; what waits for this unit."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, TypeVar
from uuid import UUID

from django.db.models import QuerySet
from django.urls import reverse

from dayaq.base.access.queries import grants, groups_of
from dayaq.base.access.rules import Actor, Group
from dayaq.base.accounts.queries import units_of_mechanism
from dayaq.core.tile import Tile
from dayaq.core.words import N_
from dayaq.respond.casefile.queries import label, writes_of
from dayaq.respond.network.models import Link, LinkText, Onward, Package, PackageRisk, Said
from dayaq.respond.network.queries.words import file, home

Row = TypeVar("Row", bound=Any)


def onward_of(case: Any) -> QuerySet[Onward]:
    """Service referrals of a case, the newest first."""
    return Onward.objects.filter(case=case).order_by("-at", "id")


def onward(onward_id: UUID) -> Onward | None:
    """One service referral the reader sees."""
    return Onward.objects.select_related("case").filter(id=onward_id).first()


def inbox(actor: Actor, status: str = "") -> QuerySet[Onward]:
    """Service referrals to the actor's unit; those that wait first."""
    rows = Onward.objects.filter(to_unit=actor.unit_id).exclude(status="withdrawn").select_related("case")
    return (rows.filter(status=status) if status else rows).order_by("decided_at", "-at", "id")


def waiting(actor: Actor) -> int:
    """How many wait for a yes or no of the actor's unit."""
    return Onward.objects.filter(to_unit=actor.unit_id, status="sent").count()


def tiles(actor: Actor) -> list[Tile]:
    """Numbers for Today: people led to us who wait for a yes or no."""
    if not actor.may("referral.send"):
        return []
    n = waiting(actor)
    return [Tile(N_("people led to us"), n, f"{reverse('network:inbox')}?status=sent", "amber" if n else "neutral")]


def said(rows: Iterable[Any]) -> dict[UUID, str]:
    """The words of links, packages and notes, as far as the reader may read them."""
    return dict(Said.objects.filter(about__in=[row.id for row in rows]).values_list("about", "text"))


def with_words(rows: Iterable[Row]) -> list[Row]:
    """The same rows, each with its words; empty where the reader is not to know."""
    found = list(rows)
    words = said(found)
    for row in found:
        row.said = words.get(row.id, "")
    return found


def links_of(case: Any) -> list[Link]:
    """Links of a case with the service they go to, the newest first."""
    return with_words(Link.objects.filter(case=case).order_by("-at", "id"))


def link(link_id: UUID) -> Link | None:
    """One link the reader sees."""
    return next(iter(with_words(Link.objects.select_related("case").filter(id=link_id))), None)


def link_texts(row: Link) -> QuerySet[LinkText]:
    """What was told and answered, for whoever may read it."""
    return LinkText.objects.filter(link=row).order_by("at")


def packages_of(case: Any) -> list[Package]:
    """Packages of a case with the partner they go to, the newest first."""
    return with_words(Package.objects.filter(case=case).order_by("-at", "id"))


def package(package_id: UUID) -> Package | None:
    """One package the reader sees."""
    return next(iter(with_words(Package.objects.select_related("case").filter(id=package_id))), None)


def package_data(row: Package) -> Mapping[str, Any]:
    """The package as structured data: the chosen fields that the reader may read, each with its value and state.

    A paper for the partner is made from this; what the reader may not see is not in it.
    """
    case, chosen = row.case, set(row.fields)
    facts: dict[str, Any] = {
        name: (getattr(case, name), getattr(case, f"{name}_state"))
        for name in ("sex", "age_band", "nationality", "exploitation")
        if name in chosen
    }
    spoken = {"languages": (list(case.languages), case.languages_state), "interpreter": (case.interpreter_needed, case.interpreter_state)}
    facts |= {name: value for name, value in spoken.items() if name in chosen}
    if "needs" in chosen:
        facts["needs"] = (list(row.services), "known")
    if row.identity_consent and groups_of(case.id) & Group.G2:
        facts |= _named(case, chosen)
    risks = [{"language": risk.language, "text": risk.text} for risk in PackageRisk.objects.filter(package=row).order_by("at")]
    return {"country": row.country, "partner": said([row]).get(row.id, ""), "risk": row.risk, "risk_notes": risks, "fields": facts}


def _named(case: Any, chosen: set[str]) -> dict[str, Any]:
    columns = {"given_name": "given_name", "family_name": "family_name", "birth": "birth_value"}
    person = getattr(case, "identity", None)
    return {name: (getattr(person, column), "known") for name, column in columns.items() if person is not None and name in chosen}


def seen_by(case_id: UUID, unit: UUID) -> list[str]:
    """Parts of a file beside the core that a unit is let into now, in words."""
    mask = Group(0)
    for grant in grants(case_id).filter(subject_unit=unit):
        mask |= Group(grant.reads)
    return [label(home(), f"groups.{name}").partition(":")[0] for name in (mask & ~Group.G1).names]


def reads_identity(case_id: UUID) -> bool:
    """Whether the actor may hand over who the person is: reads it, or wrote it down."""
    return bool((groups_of(case_id) | writes_of(case_id)) & Group.G2)


def reads_story(case_id: UUID) -> bool:
    """Whether the actor may hand over what the person told."""
    return bool((groups_of(case_id) | writes_of(case_id)) & Group.G3)


def link_fields() -> tuple[str, ...]:
    """Fields that may leave the house by a link in this country."""
    return tuple(file().links.fields)


def abroad_fields() -> tuple[str, ...]:
    """Fields that may go to a partner abroad."""
    rule = file().abroad
    return tuple(rule.fields) if rule else ()


def helping_units(actor: Actor, *, closed_to_state: bool = False) -> list[Any]:
    """Units a person can be led to: not the own one, and none of the State for a file closed to it."""
    known = home().bodies
    return [
        unit
        for unit in units_of_mechanism()
        if unit.organisation.code in known and unit.id != actor.unit_id and not (closed_to_state and unit.organisation.state)
    ]
