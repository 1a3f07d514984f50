"""Reading one pack from its folder: every file over the base pack's, every error kept, nothing decided yet."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from dayaq.core.pack.findings import Finding, from_validation
from dayaq.core.pack.schema.areas import AREAS
from dayaq.core.pack.schema.bodies import BodiesFile
from dayaq.core.pack.schema.codes import CodesFile
from dayaq.core.pack.schema.entitlements import EntitlementsFile
from dayaq.core.pack.schema.indicators import IndicatorList, ProfilesFile
from dayaq.core.pack.schema.legal import LegalFile
from dayaq.core.pack.schema.manifest import AccessFile, Manifest, ReportsFile
from dayaq.core.pack.schema.process import ProcessFile
from dayaq.core.pack.schema.roles import RolesFile
from dayaq.core.pack.schema.status import StatusFile
from dayaq.core.pack.source import Raw, overlay, read

PACKS = Path(__file__).resolve().parents[2] / "packs"
FILES: Mapping[str, type[BaseModel]] = {
    "pack": Manifest,
    "legal": LegalFile,
    "bodies": BodiesFile,
    "status": StatusFile,
    "process": ProcessFile,
    "entitlements": EntitlementsFile,
    "codes": CodesFile,
    "roles": RolesFile,
    "access": AccessFile,
    "reports": ReportsFile,
    **AREAS,
}
INHERITED = frozenset({"legal", "status", "codes", "roles", "access", "reports", *AREAS})
"""Files a pack lays over those of its base; the other three describe one country and are written whole."""
PROFILES = "indicators/profiles.yaml"
Part = TypeVar("Part", bound=BaseModel)


@dataclass
class Draft:
    """A pack as read: the parts that are in order, and what is wrong with the others."""

    path: Path
    raw: dict[str, Raw] = field(default_factory=dict)
    parts: dict[str, BaseModel] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    base: Draft | None = None

    def part(self, name: str, shape: type[Part]) -> Part | None:
        found = self.parts.get(name)
        return found if isinstance(found, shape) else None

    @property
    def manifest(self) -> Manifest | None:
        return self.part("pack", Manifest)

    def lists(self) -> dict[str, IndicatorList]:
        """Indicator lists by their code; the file name is where an error about them is reported."""
        parts = (part for part in self.parts.values() if isinstance(part, IndicatorList))
        return {part.code: part for part in parts}


def assemble(path: Path, root: Path | None = None) -> Draft:
    """Read the folder ``path``; its base is looked for in ``root``, then beside it, then among ours."""
    draft = Draft(path)
    if not (path / "pack.yaml").is_file():
        draft.findings.append(Finding("pack.yaml", "", "a folder with this file expected"))
        return draft
    _read_all(draft)
    extends = draft.raw["pack"].get("extends")
    if isinstance(extends, str):
        draft.base = _base(draft, extends, root)
    for name in draft.raw:
        _validate(draft, name)
    _complete(draft)
    return draft


def _read_all(draft: Draft) -> None:
    for file in sorted(draft.path.rglob("*.y*ml")):
        name = file.relative_to(draft.path).as_posix()
        if name.removesuffix(".yaml") not in FILES and not name.startswith("indicators/"):
            draft.findings.append(Finding(name, "", f"no such file is known: {', '.join(FILES)} or indicators/*.yaml"))
            continue
        draft.raw[name.removesuffix(".yaml")], findings = read(file, name)
        draft.findings += findings


def _base(draft: Draft, code: str, root: Path | None) -> Draft | None:
    folders = [folder / code for folder in (root, draft.path.parent, PACKS) if folder is not None]
    found = next((folder for folder in folders if (folder / "pack.yaml").is_file()), None)
    if found is None or found.resolve() == draft.path.resolve():
        draft.findings.append(Finding("pack.yaml", "extends", f"the code of another pack expected (found: {code!r})"))
        return None
    return base_draft(found)


@cache
def base_draft(path: Path) -> Draft:
    """The base pack, read once; a base has no base of its own."""
    return assemble(path)


def _validate(draft: Draft, name: str) -> None:
    shape = FILES.get(name) or (ProfilesFile if f"{name}.yaml" == PROFILES else IndicatorList)
    inherited = draft.base.raw.get(name, {}) if draft.base and name in INHERITED else {}
    content = overlay(inherited, draft.raw[name])
    try:
        draft.parts[name] = shape.model_validate_json(json.dumps(content), strict=True)
    except ValidationError as fault:
        draft.findings += from_validation(f"{name}.yaml", fault)


def _complete(draft: Draft) -> None:
    """Take over what the pack leaves to its base, and name the files that are missing."""
    for name, part in (draft.base.parts if draft.base else {}).items():
        if (name in INHERITED or name not in FILES) and name not in draft.raw:
            draft.parts[name] = part
    partial = any(draft.raw["pack"].get(key) is True for key in ("statistical_only", "base"))
    country = {"bodies", "process", "entitlements"} if partial else set()
    for name in FILES.keys() - AREAS.keys() - draft.raw.keys() - draft.parts.keys() - country:
        draft.findings.append(Finding(f"{name}.yaml", "", "this file is required"))
