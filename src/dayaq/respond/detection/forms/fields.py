"""Fields that the forms of detection share."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from dayaq.core.pack import Pack
from dayaq.respond.casefile.forms import NONE, items
from dayaq.respond.casefile.queries import label

INLINE = {"class": "inline"}
ANSWERS = [("yes", _("yes")), ("no", _("no")), ("unknown", _("not known"))]
CONSENTS = [("person", _("the person")), ("guardian", _("the guardian"))]


def chosen(pack: Pack, name: str, words: Any, *, required: bool = True, radio: bool = False) -> forms.ChoiceField:
    """One word of a list of the pack."""
    listed = items(pack, name, without="")
    choices = listed if radio else [NONE, *listed]
    return forms.ChoiceField(label=words, choices=choices, required=required, widget=forms.RadioSelect if radio else forms.Select)


def several(pack: Pack, name: str, words: Any, *, required: bool = True, hint: Any = "") -> forms.MultipleChoiceField:
    """Several words of a list of the pack."""
    return forms.MultipleChoiceField(
        label=words, choices=items(pack, name, without=""), required=required, widget=forms.CheckboxSelectMultiple, help_text=hint
    )


def bodies(pack: Pack) -> list[tuple[str, str]]:
    """Bodies of the mechanism by their names."""
    rows = [(code, label(pack, f"bodies.{code}")) for code, body in pack.bodies.items() if body.in_mechanism]
    return sorted(rows, key=lambda row: row[1])


def words_field(words: Any, *, rows: int = 5, required: bool = False) -> forms.CharField:
    """A text in words."""
    return forms.CharField(label=words, max_length=20000, required=required, widget=forms.Textarea({"rows": rows}))
