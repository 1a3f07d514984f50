"""casework.yaml: flags, conferences, reasons of closing, escalation."""

from __future__ import annotations

from dayaq.core.pack.schema.area import AreaFile


class CaseworkFile(AreaFile):
    """The whole of casework.yaml."""
