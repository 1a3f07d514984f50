"""What a file may be: recognised by its first bytes, never by its name alone; size, kind, and a name that tells nothing."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass

from dayaq.core.decision import Decision, Reason
from dayaq.core.words import N_

MOST_BYTES = 25 * 1024 * 1024
PIECE_BYTES = 1024 * 1024
REMOVAL_REASONS = ("wrong_case", "wrong_group", "unreadable", "duplicate", "person_asked", "other")


@dataclass(frozen=True, slots=True)
class Form:
    """One form of file that is taken: its ending, media type and first bytes."""

    ending: str
    media: str
    starts: tuple[bytes, ...]


FORMS: Mapping[str, Form] = {
    form.ending: form
    for form in (
        Form("pdf", "application/pdf", (b"%PDF-",)),
        Form("png", "image/png", (b"\x89PNG\r\n\x1a\n",)),
        Form("jpg", "image/jpeg", (b"\xff\xd8\xff",)),
        Form("tif", "image/tiff", (b"II*\x00", b"MM\x00*")),
        Form("mp3", "audio/mpeg", (b"ID3", b"\xff\xfb", b"\xff\xf3")),
        Form("ogg", "audio/ogg", (b"OggS",)),
        Form("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", (b"PK\x03\x04",)),
        Form("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", (b"PK\x03\x04",)),
        Form("odt", "application/vnd.oasis.opendocument.text", (b"PK\x03\x04",)),
        Form("txt", "text/plain", ()),
    )
}
SAME = {"jpeg": "jpg", "tiff": "tif", "text": "txt", "csv": "txt"}
PACKED = {"docx": "word/document.xml", "xlsx": "xl/workbook.xml", "odt": "content.xml"}


def ending(name: str) -> str:
    """The ending of a file's name as we call it."""
    last = name.rpartition(".")[2].lower() if "." in name else ""
    return SAME.get(last, last)


def recognise(name: str, content: bytes) -> Form | None:
    """The form of a file when name and first bytes agree and it is one that is taken; None otherwise."""
    form = FORMS.get(ending(name))
    if form is None or not content:
        return None
    if form.ending in PACKED:
        return form if packed_right(content, PACKED[form.ending]) else None
    if form.ending == "txt":
        return form if plain(content) else None
    return form if content.startswith(form.starts) else None


def packed_right(content: bytes, wanted: str) -> bool:
    """Whether a packed office file holds what its kind must hold, and no macros."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as pack:
            names = pack.namelist()
    except zipfile.BadZipFile:
        return False
    return wanted in names and not any(name.lower().endswith("vbaproject.bin") for name in names)


def plain(content: bytes) -> bool:
    """Whether it is text in UTF-8 without control signs."""
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return not any(ord(sign) < 32 and sign not in "\t\r\n\f" for sign in text)


def check(name: str, content: bytes) -> Decision:
    """Whether a file may be kept, with what to do if not."""
    if len(content) > MOST_BYTES:
        text = N_("The file has more than %(most)s MB. Make it smaller or send it in parts.")
        return Decision.refuse(Reason("too_large", text, {"most": MOST_BYTES // 1024 // 1024}))
    if not content:
        return Decision.refuse(Reason("empty", N_("The file is empty.")))
    if recognise(name, content) is None:
        text = N_("This is none of the files that are taken (%(endings)s), or its content is another than its name says.")
        return Decision.refuse(Reason("not_taken", text, {"endings": ", ".join(FORMS)}))
    return Decision.allow()


def neutral_name(key: str, form: str) -> str:
    """The name under which a file leaves: it tells neither person, case nor content."""
    return f"document-{key[:8]}.{form}"


def pieces(content: bytes, size: int = PIECE_BYTES) -> list[bytes]:
    """The content cut into pieces, in order."""
    return [content[start : start + size] for start in range(0, len(content), size)]
