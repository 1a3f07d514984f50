"""justice.yaml: articles of the offence through the years, bands of sentences, who may represent, what a lawyer is paid."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Literal, TypeVar

from pydantic import Field

from dayaq.core.pack.schema.area import AreaFile
from dayaq.core.pack.schema.base import Binding, Code, Codes, Entry, ItemCode, Text
from dayaq.core.pack.schema.entitlements import AmountOfMoney

Rule = TypeVar("Rule", bound=Binding)


class Penalty(Binding):
    """One wording of an article: the years it threatens, in months."""

    code: Code
    least_months: int | None = Field(default=None, ge=0)
    most_months: int | None = Field(default=None, ge=0)


class Article(Entry):
    """One article of the criminal law. ``knowing_use``: using the services of somebody one knows to be a victim."""

    label: Text
    offence: Literal["trafficking", "forced_labour", "knowing_use", "other"]
    versions: tuple[Penalty, ...]
    aggravations: Mapping[Code, Text] = {}


class Band(Entry):
    """A band of prison sentences as reports count them: from, below (in months; empty: no end). The last one includes its end."""

    label: Text
    least: int = Field(ge=0)
    below: int | None = None


class Flag(Binding):
    """Whether a rule is the law in its time."""

    holds: bool


class Rate(Binding):
    """What a lawyer is paid by the hour under one scheme, in the pack's currency."""

    scheme: Code
    value: AmountOfMoney


class Provider(Binding):
    """Who gives legal help under a scheme."""

    scheme: Code
    by: tuple[str, ...]
    free: bool
    told: Text | None = None


class ClaimRule(Binding):
    """What a civil claim hangs on in law or practice: it is explained, never used to refuse help."""

    needs_status: Codes = ()
    ends_on_departure: bool = False
    practice: bool = False


class JusticeFile(AreaFile):
    """The whole of justice.yaml."""

    articles: Mapping[ItemCode, Article] = {}
    bands: Mapping[Code, Band] = {}
    bar_scopes: Codes = ("criminal",)  # where the bar rule of the process (``lawyer``) asks for a member of the bar
    rates: tuple[Rate, ...] = ()
    providers: tuple[Provider, ...] = ()
    free_aid: tuple[Flag, ...] = ()
    grants: tuple[Flag, ...] = ()
    knowing_use: tuple[Flag, ...] = ()
    civil_claim: tuple[ClaimRule, ...] = ()


def in_force(rules: tuple[Rule, ...], day: date) -> Rule | None:
    """The first rule in force that day."""
    return next((rule for rule in rules if rule.in_force(day)), None)
