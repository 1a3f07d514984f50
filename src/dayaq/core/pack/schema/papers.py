"""papers.yaml: the papers the process produces."""

from __future__ import annotations

from dayaq.core.pack.schema.area import AreaFile


class PapersFile(AreaFile):
    """The whole of papers.yaml."""
