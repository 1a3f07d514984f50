"""The country's words for detection."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings

from dayaq.core.pack import Pack, load
from dayaq.core.pack.schema.detection import DetectionFile


def home() -> Pack:
    """The country's rules."""
    return load(settings.HOME_PACK)


def way_kinds(pack: Pack, at: datetime) -> dict[str, str]:
    """Which way was proactive or reactive on that day."""
    day = pack.calendar.local_date(at)
    return {code: way.kind for code, way in pack.area(DetectionFile).ways.items() if way.in_force(day)}
