"""rights.yaml: what a person is told, complaints, requests about own data."""

from __future__ import annotations

from dayaq.core.pack.schema.area import AreaFile


class RightsFile(AreaFile):
    """The whole of rights.yaml."""
