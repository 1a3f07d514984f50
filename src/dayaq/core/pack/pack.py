"""A country pack, loaded and checked: what the rest of the system asks about a country's law and words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import TypeVar

from dayaq.core.calendar import Calendar
from dayaq.core.clock import Deadline
from dayaq.core.pack.findings import Finding
from dayaq.core.pack.schema.area import AreaFile
from dayaq.core.pack.schema.base import Code, Text
from dayaq.core.pack.schema.bodies import Body, selected
from dayaq.core.pack.schema.clocks import ClockRule
from dayaq.core.pack.schema.codes import CodeList, CodeMap
from dayaq.core.pack.schema.entitlements import Entitlement
from dayaq.core.pack.schema.indicators import IndicatorList, ProfilesFile
from dayaq.core.pack.schema.legal import LegalRegister
from dayaq.core.pack.schema.manifest import AccessFile, Manifest, ReportsFile
from dayaq.core.pack.schema.process import ProcessFile
from dayaq.core.pack.schema.roles import Group, Role
from dayaq.core.pack.schema.status import Status
from dayaq.core.pack.view import PackView

Area = TypeVar("Area", bound=AreaFile)


@dataclass(frozen=True)
class Pack:
    """One country. Everything is read only; ask ``on(day)`` for the rules in force on a case's own date."""

    manifest: Manifest
    legal: LegalRegister
    bodies: Mapping[str, Body]
    status: Mapping[str, Status]
    at_risk_groups: Mapping[str, Text]
    entitlements: Mapping[str, Entitlement]
    codes: Mapping[str, CodeList]
    maps: Mapping[str, CodeMap]
    roles: Mapping[str, Role]
    groups: Mapping[Group, Text]
    access: AccessFile
    reports: ReportsFile
    indicators: Mapping[str, IndicatorList]
    profiles: ProfilesFile | None
    country_process: ProcessFile | None
    areas: Mapping[str, AreaFile] = field(default_factory=dict)
    warnings: tuple[Finding, ...] = ()

    @property
    def code(self) -> str:
        return self.manifest.code

    @property
    def version(self) -> str:
        return self.manifest.version

    @property
    def languages(self) -> tuple[str, ...]:
        return self.manifest.languages

    @property
    def currency(self) -> str | None:
        return self.manifest.currency

    @property
    def statistical_only(self) -> bool:
        return self.manifest.statistical_only

    @property
    def process(self) -> ProcessFile:
        """The country's process; LookupError for a pack that only carries figures."""
        if self.country_process is None:
            raise LookupError(f"pack {self.code} has no process: it is for figures only")
        return self.country_process

    @cached_property
    def calendar(self) -> Calendar:
        """Time zone, weekend and holidays; UTC for a pack without a country."""
        rules = self.manifest.calendar
        return Calendar(self.manifest.timezone or "UTC", frozenset(rules.weekend), frozenset(rules.holidays))

    def area(self, shape: type[Area]) -> Area:
        """The file of one area, ``pack.area(ShelterFile)``; an empty one where neither pack nor base has it."""
        return next((part for part in self.areas.values() if isinstance(part, shape)), shape())

    @cached_property
    def clock_rules(self) -> Mapping[Code, ClockRule]:
        """Clocks of the process and of the areas, with their labels and terms."""
        own = self.country_process.clocks if self.country_process else {}
        return {**{code: rule for part in self.areas.values() for code, rule in part.clocks.items()}, **own}

    @cached_property
    def clocks(self) -> Mapping[str, list[Deadline]]:
        """Every clock with all its terms through the years; empty where the law names no number."""
        return {code: rule.deadlines(code) for code, rule in self.clock_rules.items()}

    def on(self, day: date) -> PackView:
        """The rules in force that day."""
        return PackView(self, day)

    def bodies_meant(self, selectors: tuple[str, ...]) -> tuple[str, ...]:
        """Codes of the bodies that a rule's ``any``, ``state``, ``ngo``, ``type:x`` or code means."""
        return selected(selectors, self.bodies)

    def translate(self, codes: str, code: str) -> tuple[str, ...]:
        """What ``code`` is called in another list, by the map named ``codes``; empty: nothing there."""
        return self.maps[codes].pairs.get(code, ())

    def label(self, key: str, lang: str) -> str:
        """The label of ``status.suspected``, ``bodies.ctmd``, ``roles.analyst``, ``codes.sex.female`` ...

        In the language asked, else in the pack's first one that has it. KeyError for an unknown key.
        """
        texts = self.text(key)
        for wanted in (lang, *self.languages):
            if wanted in texts:
                return texts[wanted]
        return next(iter(texts.values()))

    def text(self, key: str) -> Text:
        """The label of a key in all its languages; KeyError for an unknown key."""
        kind, _, code = key.partition(".")
        if kind == "codes":
            name, _, item = code.partition(".")
            return self.codes[name].items[item] if item else self.codes[name].label
        return self._labels[kind][code]

    @cached_property
    def _labels(self) -> Mapping[str, Mapping[str, Text]]:
        process = self.country_process
        return {
            "status": {code: status.label for code, status in self.status.items()},
            "bodies": {code: body.name for code, body in self.bodies.items()},
            "units": {f"{c}.{u}": unit.name for c, body in self.bodies.items() for u, unit in body.units.items()},
            "roles": {code: role.label for code, role in self.roles.items()},
            "groups": {str(code): text for code, text in self.groups.items()},
            "entitlements": {code: entry.label for code, entry in self.entitlements.items()},
            "legal": {code: act.title for code, act in self.legal.acts.items()},
            "indicators": {code: entry.title for code, entry in self.indicators.items()},
            "dimensions": {str(c): t for c, t in self.profiles.dimensions.items()} if self.profiles else {},
            "profiles": {c: p.label for c, p in self.profiles.profiles.items()} if self.profiles else {},
            "stages": {code: stage.label for code, stage in process.stages.items()} if process else {},
            "clocks": {code: clock.label for code, clock in self.clock_rules.items()},
            "purposes": self.access.purposes,
            "grounds": self.access.grounds,
            "reports": {code: report.label for code, report in self.reports.reports.items()},
            "pack": {"name": self.manifest.name},
        }
