"""Writing strictly: the order of elements and every attribute as the official schemas want them; the same bytes each time."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterable
from io import BytesIO
from uuid import UUID, uuid5
from xml.etree import ElementTree as ET

from dayaq.assess.interviews.rules.coding import CODES
from dayaq.assess.interviews.rules.refi.parts import BOOK_NAMES, PROJECT_NAMES, Case, Code, Project, Source, User

ORIGIN = "Dayaq"
EARLIEST = (1980, 1, 1, 0, 0, 0)  # a file in an archive needs a date; ours says nothing
TYPES = {str: "Text", int: "Integer", bool: "Boolean"}
UNWRITABLE = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # what XML 1.0 cannot hold


def guid(number: UUID) -> str:
    """An identity as the other programs write it."""
    return str(number).upper()


def plain(text: str) -> str:
    """The text without characters that XML cannot hold."""
    return UNWRITABLE.sub("\ufffd", text)


def document(root: ET.Element) -> bytes:
    """The tree as a file, indented, with a declaration."""
    ET.indent(root)
    return b'<?xml version="1.0" encoding="utf-8"?>\n' + ET.tostring(root, encoding="unicode").encode() + b"\n"


def write_book(codes: Iterable[Code]) -> bytes:
    """A code book as .qdc. There is no ``Sets`` element: an empty one is against the schema."""
    root = ET.Element("CodeBook", {"xmlns": BOOK_NAMES, "origin": ORIGIN})
    add_codes(ET.SubElement(root, "Codes"), codes)
    return document(root)


def add_codes(parent: ET.Element, codes: Iterable[Code]) -> None:
    """Codes with what is beneath them."""
    for code in codes:
        about = {"guid": guid(code.guid), "name": plain(code.name), "isCodable": str(code.codable).lower()}
        element = ET.SubElement(parent, "Code", {**about, **({"color": code.color} if code.color else {})})
        if code.description:
            ET.SubElement(element, "Description").text = plain(code.description)
        add_codes(element, code.children)


def write_project(project: Project) -> bytes:
    """A project as .qdpx: project.qde and one UTF-8 text for each source."""
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        put(archive, "project.qde", document(tree(project)))
        for source in project.sources:
            put(archive, f"sources/{guid(source.guid)}.txt", source.text.encode())
    return packed.getvalue()


def put(archive: zipfile.ZipFile, name: str, content: bytes) -> None:
    """One file into the archive, without a time."""
    entry = zipfile.ZipInfo(name, EARLIEST)
    entry.compress_type = zipfile.ZIP_DEFLATED
    archive.writestr(entry, content)


def tree(project: Project) -> ET.Element:
    """The project in the order of the schema: users, codes, variables, cases, sources. Empty lists are left out."""
    root = ET.Element("Project", {"xmlns": PROJECT_NAMES, "name": plain(project.name), "origin": ORIGIN})
    add_users(root, project.users)
    if project.codes:
        add_codes(ET.SubElement(ET.SubElement(root, "CodeBook"), "Codes"), project.codes)
    add_cases(root, project.cases)
    if project.sources:
        listed = ET.SubElement(root, "Sources")
        for source in project.sources:
            add_source(listed, source)
    return root


def add_users(root: ET.Element, users: Iterable[User]) -> None:
    """The coders."""
    rows = list(users)
    if rows:
        listed = ET.SubElement(root, "Users")
        for user in rows:
            ET.SubElement(listed, "User", {"guid": guid(user.guid), "name": plain(user.name)})


def add_cases(root: ET.Element, cases: Iterable[Case]) -> None:
    """Variables first, then cases with their values."""
    rows = list(cases)
    if not rows:
        return
    kinds = {name: TYPES[type(value)] for case in rows for name, value in case.values.items()}
    if kinds:
        variables = ET.SubElement(root, "Variables")
        for name, kind in kinds.items():
            ET.SubElement(variables, "Variable", {"guid": guid(variable(name)), "name": plain(name), "typeOfVariable": kind})
    listed = ET.SubElement(root, "Cases")
    for case in rows:
        element = ET.SubElement(listed, "Case", {"guid": guid(case.guid), "name": plain(case.name)})
        for name, value in case.values.items():
            holder = ET.SubElement(element, "VariableValue")
            ET.SubElement(holder, "VariableRef", {"targetGUID": guid(variable(name))})
            ET.SubElement(holder, f"{TYPES[type(value)]}Value").text = written(value)
        for source in case.sources:
            ET.SubElement(element, "SourceRef", {"targetGUID": guid(source)})


def variable(name: str) -> UUID:
    """The identity of a variable, the same each time."""
    return uuid5(CODES, f"variable/{name}")


def written(value: str | int | bool) -> str:
    """A value as the schema writes it."""
    return str(value).lower() if isinstance(value, bool) else plain(str(value))


def add_source(listed: ET.Element, source: Source) -> None:
    """A text and the selections in it, in the order of the text."""
    path = f"internal://{guid(source.guid)}.txt"
    element = ET.SubElement(listed, "TextSource", {"guid": guid(source.guid), "name": plain(source.name), "plainTextPath": path})
    for mark in sorted(source.marks, key=lambda one: (one.span, str(one.code), str(one.guid))):
        by = {"creatingUser": guid(mark.user)} if mark.user else {}
        when = {"creationDateTime": mark.at.isoformat(timespec="seconds")} if mark.at else {}
        place = {"startPosition": str(mark.span.start), "endPosition": str(mark.span.end)}
        name = plain(mark.span.of(source.text))[:60]
        about = {"guid": guid(uuid5(mark.guid, "selection")), "name": name, **place, **by, **when}
        selection = ET.SubElement(element, "PlainTextSelection", about)
        coding = ET.SubElement(selection, "Coding", {"guid": guid(mark.guid), **by, **when})
        ET.SubElement(coding, "CodeRef", {"targetGUID": guid(mark.code)})
