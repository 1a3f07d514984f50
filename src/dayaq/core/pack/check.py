"""What a schema cannot see: whether the parts of a pack fit each other, and whether it can be worked with."""

from __future__ import annotations

from collections.abc import Iterator

from dayaq.core.pack import checks, floors
from dayaq.core.pack.assemble import Draft, Part
from dayaq.core.pack.findings import Finding
from dayaq.core.pack.pack import Pack
from dayaq.core.pack.schema.area import AreaFile
from dayaq.core.pack.schema.areas import AREAS
from dayaq.core.pack.schema.bodies import BodiesFile
from dayaq.core.pack.schema.codes import CodesFile
from dayaq.core.pack.schema.entitlements import EntitlementsFile
from dayaq.core.pack.schema.indicators import ProfilesFile
from dayaq.core.pack.schema.legal import LegalFile, LegalRegister
from dayaq.core.pack.schema.manifest import AccessFile, Manifest, ReportsFile
from dayaq.core.pack.schema.process import ProcessFile
from dayaq.core.pack.schema.roles import RolesFile
from dayaq.core.pack.schema.status import StatusFile


def examine(draft: Draft) -> tuple[Pack | None, list[Finding]]:
    """The pack if its parts could be read, and all findings; with unreadable parts the rest is still checked."""
    pack = _build(draft)
    return pack, [*draft.findings, *(_cross(pack, draft) if pack else ())]


def _cross(pack: Pack, draft: Draft) -> Iterator[Finding]:
    yield from checks.findings(pack, draft)
    yield from floors.findings(pack, draft)


def _part(draft: Draft, name: str, shape: type[Part]) -> Part | None:
    """The pack's own part, or its base's where the own one is broken: then the other checks still run."""
    return draft.part(name, shape) or (draft.base.part(name, shape) if draft.base else None)


def _build(draft: Draft) -> Pack | None:
    manifest = _part(draft, "pack", Manifest)
    legal, status = _part(draft, "legal", LegalFile), _part(draft, "status", StatusFile)
    codes, roles = _part(draft, "codes", CodesFile), _part(draft, "roles", RolesFile)
    access, reports = _part(draft, "access", AccessFile), _part(draft, "reports", ReportsFile)
    bodies, rights = draft.part("bodies", BodiesFile), draft.part("entitlements", EntitlementsFile)
    if not (manifest and legal and status and codes and roles and access and reports):
        return None
    areas = {name: part for name in AREAS if (part := _part(draft, name, AreaFile))}
    return Pack(
        manifest=manifest,
        legal=LegalRegister(legal),
        bodies=bodies.bodies if bodies else {},
        status=status.statuses,
        at_risk_groups=status.at_risk_groups,
        entitlements=rights.entitlements if rights else {},
        codes={**codes.lists, **{code: one for part in areas.values() for code, one in part.lists.items()}},
        maps=codes.maps,
        roles=roles.roles,
        groups=roles.groups,
        access=access,
        reports=reports,
        indicators=draft.lists(),
        profiles=draft.part("indicators/profiles", ProfilesFile),
        country_process=draft.part("process", ProcessFile),
        areas=areas,
    )
