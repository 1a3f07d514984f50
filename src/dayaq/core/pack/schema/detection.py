"""detection.yaml: raids and stops, proactive checks, street children, identification abroad."""

from __future__ import annotations

from dayaq.core.pack.schema.area import AreaFile


class DetectionFile(AreaFile):
    """The whole of detection.yaml."""
