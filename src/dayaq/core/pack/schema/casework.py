"""casework.yaml: reasons of closing, flags, conferences, transfers, and through whose hands a letter goes before it leaves."""

from __future__ import annotations

from collections.abc import Mapping

from pydantic import model_validator

from dayaq.core.pack.schema.area import AreaFile
from dayaq.core.pack.schema.base import Binding, Code


class Clearance(Binding):
    """Letters of one kind: the offices they pass in their order, or at once and reported after; the clock they are measured by.

    ``offices`` stand in the list clearance_office; those of ``outside`` belong to another body and answer by paper.
    """

    offices: tuple[Code, ...] = ()
    outside: tuple[Code, ...] = ()
    at_once: bool = False
    clock: Code | None = None

    @model_validator(mode="after")
    def _known(self) -> Clearance:
        if not set(self.outside) <= set(self.offices):
            raise ValueError("outside: only offices that are named in offices")
        return self


class Transfers(Binding):
    """Between bodies: the grounds the country knows, and the groups that travel on each; G5 and G9 travel on consent alone or never."""

    grounds: Mapping[Code, tuple[str, ...]] = {}


class CaseworkFile(AreaFile):
    """The whole of casework.yaml."""

    letters: Mapping[Code, Clearance] = {}
    transfers: Transfers | None = None
    draft_days: int = 14
    alert_days: int = 7
