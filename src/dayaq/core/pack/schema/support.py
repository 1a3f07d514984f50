"""support.yaml: needs, plans, services, follow-up."""

from __future__ import annotations

from dayaq.core.pack.schema.area import AreaFile


class SupportFile(AreaFile):
    """The whole of support.yaml."""
