"""Opening what strangers packed: weighed before anything is unpacked, no path leads out of the archive, no entry outgrows its word."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path, PurePosixPath
from zipfile import BadZipFile, ZipFile, ZipInfo

# What the zip library raises for one that cannot be opened: NotImplementedError for a packing or a version it does not know,
# RuntimeError where a password is wanted, the others where bytes are missing or wrong.
UNREADABLE = (BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError, ValueError, zlib.error)


class Damaged(ValueError):
    """It is no archive, or a damaged or locked one."""


class Swelling(ValueError):
    """It would become too large when it is unpacked."""


class Leaving(ValueError):
    """It names places outside itself."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What an archive may become: entries, bytes all together, and how many times its packed size once it is over ``small``."""

    files: int
    size: int
    times: int = 1_000_000
    small: int = 1_000_000

    def bear(self, entries: Sequence[ZipInfo]) -> bool:
        """Whether these entries stay within the limits, by what the archive itself says."""
        whole = sum(entry.file_size for entry in entries)
        packed = max(sum(entry.compress_size for entry in entries), 1)
        return len(entries) <= self.files and whole <= self.size and (whole <= self.small or whole / packed <= self.times)


def borne(source: bytes | Path, limits: Limits) -> bool:
    """Whether an archive stays within the limits; Damaged for what is none. Nothing is unpacked."""
    try:
        with ZipFile(BytesIO(source) if isinstance(source, bytes) else source) as archive:
            return limits.bear(archive.infolist())
    except UNREADABLE as error:
        raise Damaged(str(error)) from None


def unpacked(content: bytes, limits: Limits, wanted: Callable[[str], bool] = lambda _name: True) -> Mapping[str, bytes]:
    """The wanted files of an archive by name, in the order of names; Damaged, Swelling or Leaving says what is wrong with it."""
    try:
        with ZipFile(BytesIO(content)) as archive:
            entries = bearable([entry for entry in archive.infolist() if not entry.is_dir() and wanted(entry.filename)], limits)
            return {name: taken(archive, entries[name]) for name in sorted(entries)}
    except (Swelling, Leaving):
        raise
    except UNREADABLE as error:
        raise Damaged(str(error)) from None


def bearable(entries: Sequence[ZipInfo], limits: Limits) -> Mapping[str, ZipInfo]:
    """The entries by their paths; Swelling when there is too much of them."""
    if not limits.bear(entries):
        raise Swelling
    return {named(entry): entry for entry in entries}


def named(entry: ZipInfo) -> str:
    """The entry's path with strokes the one way; Leaving when it leads out."""
    name = entry.filename.replace("\\", "/")
    path = PurePosixPath(name)
    if path.is_absolute() or ".." in path.parts or ":" in name:
        raise Leaving
    return name


def taken(archive: ZipFile, entry: ZipInfo) -> bytes:
    """One file, never longer than it said it would be."""
    with archive.open(entry) as file:
        content = file.read(entry.file_size + 1)
    if len(content) > entry.file_size:
        raise Swelling
    return content
