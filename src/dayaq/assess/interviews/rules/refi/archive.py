"""Opening what strangers packed: no bombs, no paths out of the archive, no entities in the XML."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from xml.etree.ElementTree import ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

from dayaq.assess.interviews.rules.refi.parts import BadFile
from dayaq.core import archive
from dayaq.core.decision import Reason
from dayaq.core.words import N_

LIMITS = archive.Limits(files=2_000, size=60_000_000, times=200)


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
        return archive.unpacked(content, LIMITS)
    except archive.Damaged:
        raise BadFile(Reason("not_archive", N_("The file is not a project archive (.qdpx)."))) from None
    except archive.Swelling:
        raise BadFile(Reason("too_large", N_("The archive becomes too large when it is unpacked."))) from None
    except archive.Leaving:
        raise BadFile(Reason("leaves_archive", N_("The archive names places outside itself; such files are refused."))) from None
