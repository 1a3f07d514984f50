"""Somebody was faster: what stands and what was typed side by side, chosen field by field; nothing typed is lost."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse

from dayaq.respond.casefile.models import Case
from dayaq.respond.casefile.views.page import draw

CHOICE = "keep_"  # the field of a choice: keep_sex = mine | theirs
UNKEPT = {"csrfmiddlewaretoken", "version"}


@dataclass(frozen=True, slots=True)
class Field:
    """One field that differs: its name, its label, both values in words."""

    name: str
    label: Any
    theirs: str
    mine: str


def kept(request: HttpRequest, mine: Mapping[str, Any], theirs: Mapping[str, Any]) -> dict[str, Any]:
    """What is to be saved: what was typed, except where the stored value was chosen on the page before."""
    chosen = {name: request.POST.get(CHOICE + name) for name in mine}
    return {name: theirs[name] if chosen[name] == "theirs" and name in theirs else value for name, value in mine.items()}


def differing(
    mine: Mapping[str, Any], theirs: Mapping[str, Any], labels: Mapping[str, Any], words: Callable[[str, Any], str]
) -> list[Field]:
    """The fields whose values differ, both in words; those without a label are the record's own bookkeeping."""
    names = [name for name in mine if name in labels and name in theirs and mine[name] != theirs[name]]
    return [Field(name, labels[name], words(name, theirs[name]), words(name, mine[name])) for name in names]


def side_by_side(
    request: HttpRequest, case: Case, fields: list[Field], *, version: int, title: Any, back: str, refused: Any = None
) -> HttpResponse:
    """The page: a choice for every field that differs, everything else that was typed carried along."""
    typed = [
        (name, value) for name, values in request.POST.lists() if name not in UNKEPT and not name.startswith(CHOICE) for value in values
    ]
    context = {"fields": fields, "typed": typed, "version": version, "title": title, "back": back, "refused": refused}
    return draw(request, "casefile/conflict.html", case, **context)
