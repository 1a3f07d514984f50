"""Every word a page shows goes through gettext, and the Azerbaijani and Russian catalogues are complete."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest
from django.template.base import Lexer, TokenType

from dayaq.site import catalogues

SRC = catalogues.PACKAGE
TEMPLATES = sorted(file for file in SRC.rglob("templates/**/*.html") if "gallery" not in file.name)
TAG = re.compile(r"<(/?[a-zA-Z!][^<>]*?)>", re.DOTALL)
SHOWN = re.compile(r"""\b(?:aria-label|placeholder|title|alt|value)\s*=\s*["']([^"']*)["']""")
LETTERS = re.compile(r"[^\W\d_]{2,}")
BLOCK = {"blocktrans", "blocktranslate", "comment"}
ATTRIBUTE_BLOCK = re.compile(r"{% block (face|body_attributes) %}.*?{% endblock.*?%}", re.DOTALL)  # filled into a tag of the skeleton
OWN_NAMES = {"Dayaq", "DAYAQ", "CSV", "XLSX", "JSON", "SVG", "TOTP", "Esc"}


def words(template: str) -> list[str]:
    """Literal words of a template that are shown but not translated; ``\\x00`` stands for what a tag prints."""
    template = ATTRIBUTE_BLOCK.sub("", template)
    literal, inside = "", False
    for token in Lexer(template).tokenize():
        name = token.contents.split()[0] if token.token_type == TokenType.BLOCK and token.contents.split() else ""
        inside = (inside or name in BLOCK) and not (name.startswith("end") and name[3:] in BLOCK)
        if not inside:
            literal += (
                token.contents
                if token.token_type == TokenType.TEXT
                else "\0"
                if token.token_type in {TokenType.VAR, TokenType.BLOCK}
                else ""
            )
    literal = re.sub(r"<!--.*?-->|<script.*?</script>|<style.*?</style>", "", literal, flags=re.DOTALL)
    shown = [
        text
        for tag in TAG.findall(literal)
        for text in SHOWN.findall(tag)
        if not tag.startswith(("input", "option", "button", "meta", "param")) or "value" not in tag
    ]
    found = LETTERS.findall(re.sub(r"&\w+;", " ", TAG.sub(" ", literal))) + [word for text in shown for word in LETTERS.findall(text)]
    return [word for word in found if word not in OWN_NAMES]


@pytest.mark.parametrize("file", TEMPLATES, ids=lambda file: str(file.relative_to(SRC)))
def test_every_word_of_a_template_is_translatable(file: Path) -> None:
    assert words(file.read_text(encoding="utf-8")) == []


def test_the_law_sees_a_bare_word() -> None:
    assert words("<p>Bare {% trans 'fine' %} {{ x }}</p>") == ["Bare"]
    assert words('<p aria-label="Bare">{% blocktrans %}fine{% endblocktrans %}</p>') == ["Bare"]


def marked(source: str) -> set[str]:
    """Texts that are marked for translation, wherever the call stands; the extraction does not look into every f-string."""
    calls = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call) and node.args]
    named = [(node.func.id, node.args) for node in calls if isinstance(node.func, ast.Name)]
    said = [args[name.endswith("pgettext")] for name, args in named if name in catalogues.KEYWORDS]  # there the context comes first
    return {one.value for one in said if isinstance(one, ast.Constant) and isinstance(one.value, str) and one.value}


def test_no_marked_word_is_overlooked_by_the_extraction() -> None:
    known = {one for message in catalogues.collect() for one in (message.id if isinstance(message.id, tuple) else (message.id,))}
    assert marked("f\"{N_('Bare')} x\"") == {"Bare"}
    overlooked = {str(file.relative_to(SRC)): gone for file in SRC.rglob("*.py") if (gone := marked(file.read_text("utf-8")) - known)}
    assert overlooked == {}


def test_gettext_goes_by_names_the_extraction_knows() -> None:
    """A text marked under another name is in no catalogue, and nobody misses its translation."""
    named = re.compile(r"^from django\.utils\.translation import \w*gettext\w* as (\w+)$", re.MULTILINE)
    found = {name for file in SRC.rglob("*.py") for name in named.findall(file.read_text(encoding="utf-8"))}
    assert found - catalogues.KEYWORDS.keys() == set()


@pytest.mark.parametrize("language", catalogues.LANGUAGES)
def test_the_catalogue_is_complete(language: str) -> None:
    assert catalogues.missing(language) == []


@pytest.mark.parametrize("language", catalogues.LANGUAGES)
def test_the_catalogue_says_that_nobody_reviewed_it(language: str) -> None:
    assert "Not reviewed by a native speaker" in catalogues.po(language).read_text(encoding="utf-8")
