"""hotline.yaml: lines, hours, numbers, topics of calls."""

from __future__ import annotations

from dayaq.core.pack.schema.area import AreaFile


class HotlineFile(AreaFile):
    """The whole of hotline.yaml."""
