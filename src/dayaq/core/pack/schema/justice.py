"""justice.yaml: proceedings, articles, sentences, lawyers."""

from __future__ import annotations

from dayaq.core.pack.schema.area import AreaFile


class JusticeFile(AreaFile):
    """The whole of justice.yaml."""
