"""status.yaml: what may be said about a person's situation, and which body may say it."""

from __future__ import annotations

from collections.abc import Mapping

from dayaq.core.pack.schema.base import Binding, Code, Codes, Entry, Text
from dayaq.core.pack.schema.bodies import Selector


class Assertable(Binding):
    """Who may assert a status, from when to when, and on what basis."""

    by: tuple[Selector, ...]


class Status(Entry):
    """One status assertion. Several stand beside each other; a status opens doors, it closes none.

    ``path``: where it stands on the person's way. ``decision``: asserted only by deciding it.
    ``triggers``: events that start clocks and tasks.
    """

    label: Text
    meaning: Text
    path: Code
    decision: bool = False
    assert_by: tuple[Assertable, ...] = ()
    triggers: Codes = ()


class StatusFile(Entry):
    """The whole of status.yaml; ``at_risk_groups`` are groups named by law, mapped to their labels."""

    statuses: Mapping[Code, Status]
    at_risk_groups: Mapping[Code, Text] = {}
