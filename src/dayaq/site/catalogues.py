"""Translation catalogues: texts taken from the code and templates, compiled in Python (no gettext programs needed)."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

PACKAGE = Path(__file__).resolve().parents[1]
FOLDER = PACKAGE / "ui" / "locale"
LANGUAGES = ("az", "ru")
KEYWORDS: dict[str, tuple[int | tuple[int, str], ...] | None] = {
    "_": None,
    "N_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}
NAMED = re.compile(r"%\((\w+)\)")


def po(language: str) -> Path:
    """The catalogue file of a language."""
    return FOLDER / language / "LC_MESSAGES" / "django.po"


def sources() -> Iterator[tuple[str, io.BytesIO]]:
    """Every file with interface texts as Python source: modules as they are, templates translated by Django."""
    from django.utils.translation import templatize

    for file in sorted(PACKAGE.rglob("*.py")):
        if "migrations" not in file.parts:
            yield str(file.relative_to(PACKAGE)), io.BytesIO(file.read_bytes())
    for file in sorted(PACKAGE.rglob("templates/**/*")):
        if file.suffix in {".html", ".txt"}:
            text = templatize(file.read_text(encoding="utf-8"), origin=str(file))
            yield str(file.relative_to(PACKAGE)), io.BytesIO(text.encode())


def collect() -> Catalog:
    """All interface texts of the project with the files they stand in."""
    found = Catalog(project="Dayaq", charset="utf-8", fuzzy=False)
    for name, stream in sources():
        for _line, message, comments, context in extract("python", stream, keywords=KEYWORDS, options={"encoding": "utf-8"}):
            if message and message != ("", ""):
                found.add(message, locations=[(name, 0)], auto_comments=comments, context=context)
    return found


def update() -> dict[str, int]:
    """Bring the catalogues up to the code; return how many texts each language still lacks."""
    wanted = collect()
    lacking = {}
    for language in LANGUAGES:
        file = po(language)
        file.parent.mkdir(parents=True, exist_ok=True)
        catalogue = read_po(io.BytesIO(file.read_bytes()), locale=language) if file.exists() else Catalog(locale=language, fuzzy=False)
        catalogue.update(wanted, no_fuzzy_matching=True)
        catalogue.obsolete.clear()
        catalogue.header_comment = "# Not reviewed by a native speaker."
        with file.open("wb") as stream:
            write_po(stream, catalogue, width=120, sort_output=True, include_lineno=False, ignore_obsolete=True)
        lacking[language] = len(missing(language))
    return lacking


def missing(language: str) -> list[str]:
    """Texts of the code without a translation, or whose parameters differ from the source's."""
    known = read_po(io.BytesIO(po(language).read_bytes()), locale=language) if po(language).exists() else Catalog(locale=language)
    lacking = []
    for message in collect():
        if not message.id:
            continue
        key = message.id[0] if isinstance(message.id, tuple) else message.id
        entry = known.get(key, message.context)
        if entry is None or not translated(message.id, entry.string):
            lacking.append(str(key))
    return lacking


def translated(source: object, target: object) -> bool:
    """Whether every form is there and uses the parameters of its source."""
    sources_, targets = (source if isinstance(source, tuple) else (source,)), (target if isinstance(target, tuple) else (target,))
    allowed = set(NAMED.findall(" ".join(map(str, sources_))))
    return all(str(form) for form in targets) and all(set(NAMED.findall(str(form))) <= allowed for form in targets)


def compile_all() -> None:
    """Write the ``.mo`` files that are older than their catalogue."""
    for language in LANGUAGES:
        file, made = po(language), po(language).with_suffix(".mo")
        if file.exists() and (not made.exists() or made.stat().st_mtime < file.stat().st_mtime):
            fresh = made.with_suffix(".tmp")
            with fresh.open("wb") as stream:
                write_mo(stream, read_po(io.BytesIO(file.read_bytes()), locale=language))
            fresh.replace(made)
