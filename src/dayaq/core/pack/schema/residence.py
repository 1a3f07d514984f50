"""residence.yaml: reflection beyond its length, permits, alarms, return, follow-up, assisted return schemes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated

from pydantic import Field

from dayaq.core.pack.schema.area import AreaFile
from dayaq.core.pack.schema.base import Binding, Code, Codes, DurationText, Text
from dayaq.core.pack.schema.bodies import Selector


class Extension(Binding):
    """A reflection period may be made longer, by the term of this clock."""

    clock: Code


class Ending(Binding):
    """A lawful reason to end a reflection period early; ``wish``: only the person says it. ``by``: the bodies that may else."""

    label: Text
    wish: bool = False
    by: tuple[Selector, ...] = ()


class ReflectionServices(Binding):
    """Help that is owed while the reflection period runs, by codes of entitlements.yaml."""

    services: Codes


class Ground(Binding):
    """What a permit rests on. ``proceedings``: it needs proceedings that are open; ``until_judgment``: it lasts as long as they do."""

    label: Text
    proceedings: bool = False
    until_judgment: bool = False
    renewable: bool = True


class PermitKind(Binding):
    """A kind of permit: its term, who decides, and where a refusal can be taken."""

    label: Text
    clock: Code
    grounds: Annotated[Codes, Field(min_length=1)]
    decided_by: tuple[Selector, ...]
    remedy: Text


class Alarm(Binding):
    """Days before a permit ends on which its expiry becomes a task."""

    days: Annotated[tuple[int, ...], Field(min_length=1)]


class Card(Binding):
    """What may stand on the card: words that tell nobody why it was given."""

    text: Text


class Returning(Binding):
    """A return: who may pay for it, and when the person is asked afterwards how it went."""

    paid_by: Codes
    follow_up: Annotated[tuple[DurationText, ...], Field(min_length=1)]


class Scheme(Binding):
    """An assisted voluntary return scheme: whether it is open, who runs it, and in which state it is."""

    open: bool
    by: tuple[Selector, ...]
    state: Text


class Repatriation(Binding):
    """Nationals brought home from abroad: by whom, and what is contested about it."""

    by: tuple[Selector, ...]
    contested: Text | None = None


class Claims(Binding):
    """Kinds of claims that raise an alert before a removal while they are open, whatever the person's status."""

    kinds: Codes


class ResidenceFile(AreaFile):
    """The whole of residence.yaml."""

    extension: Extension | None = None
    endings: Mapping[Code, Ending] = {}
    during_reflection: ReflectionServices | None = None
    grounds: Mapping[Code, Ground] = {}
    permits: Mapping[Code, PermitKind] = {}
    alarm: Alarm | None = None
    card: Card | None = None
    returning: Returning | None = None
    scheme: Scheme | None = None
    repatriation: Repatriation | None = None
    claims: Claims | None = None
