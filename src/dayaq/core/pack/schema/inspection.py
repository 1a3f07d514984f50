"""inspection.yaml: labour inspection, worker rights."""

from __future__ import annotations

from dayaq.core.pack.schema.area import AreaFile


class InspectionFile(AreaFile):
    """The whole of inspection.yaml."""
