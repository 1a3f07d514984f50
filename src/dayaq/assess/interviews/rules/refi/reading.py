"""Reading leniently: what other programs write against the schema is mended, and said.

Known peculiarities: an empty ``Sets`` element and flat names with dots (Taguette), identities that are no GUIDs or stand
in braces, upper and lower case, missing ``isCodable``, a byte order mark and CR LF in texts, text inside project.qde,
``sources`` in other letters, codings of a whole source without a selection.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid5

from dayaq.assess.interviews.rules.coding import CODES, Span, moved, one_line_end, trimmed
from dayaq.assess.interviews.rules.refi.archive import opened_xml, unpacked
from dayaq.assess.interviews.rules.refi.parts import BadFile, Book, Case, Code, Mark, Project, Source, User
from dayaq.core.decision import Reason
from dayaq.core.words import N_

DOTTED = re.compile(r"^[^\s.\d][^\s.]*(\.[^\s.]+)+$")
DEEPEST = 50  # steps of a tree of codes
COLOR = re.compile(r"^#([0-9A-Fa-f]{6}|[0-9A-Fa-f]{3})$")


@dataclass(slots=True)
class Mending:
    """What was mended, each kind said once with how often."""

    found: dict[str, tuple[str, int]] = field(default_factory=dict)

    def add(self, code: str, message: str) -> None:
        """Count one case."""
        self.found[code] = (message, self.found.get(code, ("", 0))[1] + 1)

    def reasons(self) -> tuple[Reason, ...]:
        """In words."""
        return tuple(Reason(code, message, {"n": n}) for code, (message, n) in self.found.items())


def local(element: Any) -> str:
    """The name of an element without its name space."""
    return str(element.tag).rpartition("}")[2] if isinstance(element.tag, str) else ""


def named(element: Any, name: str) -> list[Any]:
    """The children of a name, whatever name space a program put them into."""
    return [child for child in element if local(child) == name]


def first(element: Any, name: str) -> Any:
    """The first child of a name, or None."""
    return next(iter(named(element, name)), None)


def identity(text: str | None, mending: Mending) -> UUID:
    """A GUID in any spelling; another identity becomes one, always the same."""
    try:
        return UUID((text or "").strip().strip("{}"))
    except ValueError:
        mending.add("no_guid", N_("%(n)s identities are no GUIDs; they got one made from the text."))
        return uuid5(CODES, f"foreign/{text or ''}")


def codes_of(parent: Any, mending: Mending, depth: int = 1) -> tuple[Code, ...]:
    """The codes beneath an element."""
    bearable(depth)
    found = []
    for element in named(parent, "Code"):
        description, color = first(element, "Description"), element.get("color", "")
        codable = element.get("isCodable", "true").strip().lower() not in {"false", "0"}
        words = " ".join((description.text or "").split()) if description is not None else ""
        name = (element.get("name") or "").strip() or "?"
        kept = color if COLOR.match(color) else ""
        found.append(Code(identity(element.get("guid"), mending), name, codable, words, kept, codes_of(element, mending, depth + 1)))
    return tuple(found)


def bearable(depth: int) -> None:
    """Refuse a tree that no person made."""
    if depth > DEEPEST:
        raise BadFile(Reason("too_deep", N_("The codes are nested deeper than a code book can be.")))


def nested(codes: tuple[Code, ...], mending: Mending) -> tuple[Code, ...]:
    """Flat names with dots ("prevention.media") as a tree; a book that has a tree, or numbers, stays as it is."""
    if any(code.children for code in codes) or not any(DOTTED.match(code.name) for code in codes):
        return codes
    mending.add("flat_names", N_("Names with dots were read as a tree."))
    known = {code.name: code for code in codes}
    beneath: dict[str, list[str]] = {"": []}
    for name in known:
        above = ""
        steps = name.split(".") if DOTTED.match(name) else [name]
        bearable(len(steps))
        for depth in range(1, len(steps) + 1):
            here = ".".join(steps[:depth])
            if here not in beneath:
                beneath[here] = []
                beneath[above].append(here)
            above = here

    def grown(name: str) -> Code:
        code = known.get(name)
        children = tuple(grown(child) for child in beneath[name])
        last = name.rpartition(".")[2] if DOTTED.match(name) else name
        if code is None:
            return Code(uuid5(CODES, f"heading/{name}"), last, codable=False, children=children)
        return Code(code.guid, last, code.codable, code.description, code.color, children)

    return tuple(grown(name) for name in beneath[""])


def read_book(content: bytes) -> Book:
    """A code book (.qdc), or the one inside a project; BadFile says why not."""
    root, mending = opened_xml(content), Mending()
    if local(root) not in {"CodeBook", "Project"}:
        raise BadFile(Reason("not_book", N_("The file holds no code book.")))
    holder = first(root, "CodeBook") if local(root) == "Project" else root
    listed = first(holder, "Codes") if holder is not None else None
    if listed is None:
        raise BadFile(Reason("not_book", N_("The file holds no code book.")))
    sets = first(root, "Sets")
    if sets is not None and len(sets) == 0:
        mending.add("empty_sets", N_("An empty list of sets was left out."))
    codes = nested(codes_of(listed, mending), mending)
    return Book(codes, root.get("origin", ""), mending.reasons())


def read_project(content: bytes) -> Project:
    """A project (.qdpx); BadFile says why not. Pictures, sound and film are left out, and that is said."""
    files = {name.lower(): data for name, data in unpacked(content).items()}
    name = next((one for one in files if one.rpartition("/")[2] == "project.qde"), None)
    if name is None:
        raise BadFile(Reason("no_project", N_("There is no project.qde in the archive.")))
    root, mending = opened_xml(files[name]), Mending()
    if local(root) != "Project":
        raise BadFile(Reason("no_project", N_("There is no project.qde in the archive.")))
    holder = first(root, "CodeBook")
    listed = first(holder, "Codes") if holder is not None else None
    codes = nested(codes_of(listed, mending), mending) if listed is not None else ()
    users = [User(identity(one.get("guid"), mending), one.get("name", "")) for one in children(root, "Users", "User")]
    sources = [source(one, files, mending) for one in children(root, "Sources", "TextSource")]
    others = [one for one in first_children(root, "Sources") if local(one) != "TextSource"]
    for _one in others:
        mending.add("not_text", N_("%(n)s sources are no plain texts and were left out."))
    kept = tuple(one for one in sources if one is not None)
    cases = tuple(case(one, mending) for one in children(root, "Cases", "Case"))
    return Project(root.get("name", ""), codes, kept, tuple(users), cases, mending.reasons(), root.get("origin", ""))


def first_children(root: Any, holder: str) -> list[Any]:
    """Everything inside the first element of a name."""
    found = first(root, holder)
    return list(found) if found is not None else []


def children(root: Any, holder: str, name: str) -> list[Any]:
    """The elements ``name`` inside ``holder``."""
    return [one for one in first_children(root, holder) if local(one) == name]


def source(element: Any, files: Mapping[str, bytes], mending: Mending) -> Source | None:
    """A text with its marks; None when its words are not in the archive."""
    raw = words(element, files)
    if raw is None:
        mending.add("no_text", N_("%(n)s texts are not in the archive and were left out."))
        return None
    text = one_line_end(raw)
    marks: list[Mark | None] = []
    for selection in named(element, "PlainTextSelection"):
        marks += marked(selection, raw, text, mending)
    for coding in named(element, "Coding"):
        marks += [mark(coding, Span(0, len(text)), mending)]
    return Source(identity(element.get("guid"), mending), element.get("name", ""), text, tuple(one for one in marks if one))


def words(element: Any, files: Mapping[str, bytes]) -> str | None:
    """The plain text of a source, from project.qde or from its file."""
    inside = first(element, "PlainTextContent")
    if inside is not None:
        return inside.text or ""
    name = element.get("plainTextPath", "").partition("://")[2].lower()
    found = next((data for path, data in files.items() if name and path.rpartition("/")[2] == name.rpartition("/")[2]), None)
    return found.decode("utf-8-sig", errors="replace") if found is not None else None


def marked(selection: Any, raw: str, text: str, mending: Mending) -> list[Mark]:
    """The codings of one selection; positions are moved to the text with line feeds only, and kept inside it."""
    try:
        ends = int(selection.get("startPosition", "")), int(selection.get("endPosition", ""))
    except ValueError:
        mending.add("no_place", N_("%(n)s selections have no positions and were left out."))
        return []
    start, end = moved(raw, ends)
    span = trimmed(Span(max(start, 0), min(end, len(text))), text)
    if start < 0 or end > len(text):
        mending.add("outside", N_("%(n)s selections reached beyond the text and were cut."))
    if span.start >= span.end:
        mending.add("no_words", N_("%(n)s selections hold no words and were left out."))
        return []
    return [one for coding in named(selection, "Coding") if (one := mark(coding, span, mending))]


def mark(coding: Any, span: Span, mending: Mending) -> Mark | None:
    """One coding; None without a code."""
    reference = first(coding, "CodeRef")
    if reference is None:
        return None
    user = coding.get("creatingUser")
    code = identity(reference.get("targetGUID"), mending)
    at = when(coding.get("creationDateTime"))
    return Mark(identity(coding.get("guid"), mending), code, span, identity(user, mending) if user else None, at)


def when(text: str | None) -> datetime | None:
    """A moment, in UTC where the file does not say; None when it makes no sense."""
    try:
        found = datetime.fromisoformat(text or "")
    except ValueError:
        return None
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def case(element: Any, mending: Mending) -> Case:
    """A case with its sources; its variables stay in the other program."""
    sources = tuple(identity(one.get("targetGUID"), mending) for one in named(element, "SourceRef"))
    return Case(identity(element.get("guid"), mending), element.get("name", ""), {}, sources)
