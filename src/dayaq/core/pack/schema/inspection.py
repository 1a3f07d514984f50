"""inspection.yaml: notice, permission and moratorium of labour inspections, the rights of workers, the list that finds indicators."""

from __future__ import annotations

from collections.abc import Mapping

from dayaq.core.pack.schema.area import AreaFile
from dayaq.core.pack.schema.base import Basis, Binding, Code, Codes, Entry, ItemCode, Text


class VisitRule(Binding):
    """Which kinds of visits need notice (its clock and the reach stand in the process: ``inspection``) or permission, and of whom."""

    notice_kinds: Codes = ()
    permission_kinds: Codes = ()
    permission_from: Codes = ()


class Moratorium(Binding):
    """A time in which visits of these kinds are suspended."""

    kinds: Codes


class WorkerRight(Entry):
    """A right of workers: what is asked, which law the answer touches, which indicators a "no" may go with."""

    label: Text
    ask: Text
    law: Basis
    goes_with: tuple[ItemCode, ...] = ()


class InspectionFile(AreaFile):
    """The whole of inspection.yaml. ``indicators`` is the list whose any yes opens a screening."""

    visits: tuple[VisitRule, ...] = ()
    moratoria: tuple[Moratorium, ...] = ()
    rights: Mapping[Code, WorkerRight] = {}
    indicators: Code | None = None
    indicator_law: Mapping[ItemCode, Basis] = {}
    mediation: tuple[Binding, ...] = ()
