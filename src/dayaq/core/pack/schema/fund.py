"""fund.yaml: sources, needs paid for, approval, routes of compensation."""

from __future__ import annotations

from dayaq.core.pack.schema.area import AreaFile


class FundFile(AreaFile):
    """The whole of fund.yaml."""
