"""protection.yaml: risks and their review, safety plans, measures, acts committed under coercion."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from dayaq.core.pack.schema.area import AreaFile
from dayaq.core.pack.schema.base import Binding, Code, Codes, DurationText, Text
from dayaq.core.pack.schema.bodies import Selector

Level = Literal["high", "medium", "low"]


class Review(Binding):
    """The longest time until a risk of each level is looked at again; a level without one is the assessor's choice."""

    within: Mapping[Level, DurationText] = {}


class SafetyPlan(Binding):
    """Statuses with which everybody has an individual safety plan."""

    statuses: Codes


class MeasureKind(Binding):
    """A measure: of ``safety`` or in ``court``, and by whom it is decided. Urgent ones wait for no clearance."""

    label: Text
    family: Literal["safety", "court"]
    decided_by: tuple[Selector, ...]


class Telling(Binding):
    """Bodies that have to tell people of their right to be protected."""

    by: tuple[Selector, ...]


class NonPunishment(Binding):
    """No liability for acts under coercion: from which status it is invoked at once, and what counts as punishment."""

    statuses: Codes
    punishes: Codes


class ProtectionFile(AreaFile):
    """The whole of protection.yaml."""

    review: Review | None = None
    safety_plan: SafetyPlan | None = None
    measures: Mapping[Code, MeasureKind] = {}
    telling: Telling | None = None
    non_punishment: NonPunishment | None = None
