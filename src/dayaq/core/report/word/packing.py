"""The zip with parts in order of their names and one fixed date, so that two builds of one report are the same bytes."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

FIRST = "[Content_Types].xml"  # readers that stream want it first
DATE = (1980, 1, 1, 0, 0, 0)


def packed(raw: bytes) -> bytes:
    """The same parts, packed the same way each time."""
    out = BytesIO()
    with ZipFile(BytesIO(raw)) as old, ZipFile(out, "w", ZIP_DEFLATED) as new:
        for name in sorted(old.namelist(), key=lambda name: (name != FIRST, name)):
            part = ZipInfo(name, DATE)
            part.compress_type, part.external_attr, part.create_system = ZIP_DEFLATED, 0o600 << 16, 3
            new.writestr(part, old.read(name))
    return out.getvalue()
