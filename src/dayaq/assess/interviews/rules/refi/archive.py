"""Opening what strangers packed: no bombs, no paths out of the archive, no entities in the XML."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from io import BytesIO
from pathlib import PurePosixPath
from typing import Any
from xml.etree.ElementTree import ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

from dayaq.assess.interviews.rules.refi.parts import BadFile
from dayaq.core.decision import Reason
from dayaq.core.words import N_

MOST_FILES = 2_000
MOST_BYTES = 60_000_000  # unpacked, all together
MOST_TIMES = 200  # how many times larger than packed a file may become


def opened_xml(content: bytes) -> Any:
    """The root of an XML file; entities and document types are refused, they can read files and fill the memory."""
    try:
        return fromstring(content, forbid_dtd=True)
    except DefusedXmlException:
        raise BadFile(Reason("entities", N_("The file defines entities of its own; such files are refused."))) from None
    except (ParseError, ValueError, LookupError):
        raise BadFile(Reason("not_xml", N_("The file is not well-formed XML."))) from None


def unpacked(content: bytes) -> Mapping[str, bytes]:
    """The files of an archive by name; BadFile when it is none, is too large, or names places outside itself."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            entries = [entry for entry in archive.infolist() if not entry.is_dir()]
            check(entries)
            return {entry.filename.replace("\\", "/"): taken(archive, entry) for entry in entries}
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError):
        raise BadFile(Reason("not_archive", N_("The file is not a project archive (.qdpx)."))) from None


def check(entries: list[zipfile.ZipInfo]) -> None:
    """Refuse before anything is unpacked."""
    total = sum(entry.file_size for entry in entries)
    packed = max(sum(entry.compress_size for entry in entries), 1)
    if len(entries) > MOST_FILES or total > MOST_BYTES or (total > 1_000_000 and total / packed > MOST_TIMES):
        raise BadFile(Reason("too_large", N_("The archive becomes too large when it is unpacked.")))
    for entry in entries:
        path = PurePosixPath(entry.filename.replace("\\", "/"))
        if path.is_absolute() or ".." in path.parts or ":" in entry.filename:
            raise BadFile(Reason("leaves_archive", N_("The archive names places outside itself; such files are refused.")))


def taken(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    """One file, never longer than it said it would be."""
    with archive.open(entry) as file:
        content = file.read(entry.file_size + 1)
    if len(content) > entry.file_size:
        raise BadFile(Reason("too_large", N_("The archive becomes too large when it is unpacked.")))
    return content
