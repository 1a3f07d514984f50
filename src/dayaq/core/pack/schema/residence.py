"""residence.yaml: reflection, permits, return."""

from __future__ import annotations

from dayaq.core.pack.schema.area import AreaFile


class ResidenceFile(AreaFile):
    """The whole of residence.yaml."""
