"""The sheet on which the people met are written, row by row or pasted; suspects among them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from dayaq.core.pack import Pack
from dayaq.respond.casefile.forms import EventForm, items
from dayaq.respond.detection.forms.fields import chosen, words_field
from dayaq.respond.detection.rules.sheet import COLUMNS, PERSON, Line

MOST = 200
ROWS = 20
HEADS = {
    "given_name": _("Given name"),
    "family_name": _("Family name"),
    "sex": _("Sex"),
    "age": _("Age or year of birth"),
    "nationality": _("Nationality"),
    "language": _("Language"),
    "what": _("Met as"),
}


def lines_of(data: QueryDict) -> list[Line]:
    """Lines posted by the grid, in the order of the page; empty ones are left out."""
    lines = []
    for place in range(1, MOST + 1):
        given = {name: data.get(f"{name}-{place}", "").strip() for name in COLUMNS}
        number = data.get(f"number-{place}", "").strip()
        if any(value for name, value in given.items() if name != "what") or given["what"] not in {"", PERSON}:
            given["what"] = given["what"] or PERSON
            lines.append(Line(int(number) if number.isdigit() and len(number) < 6 else place, **given))
    return lines


def grid(lines: list[Line], faults: Mapping[int, Mapping[str, Any]], pack: Pack, *, first: int) -> list[dict[str, Any]]:
    """Rows of the grid: what was typed with its faults, then empty lines to go on typing."""
    rows = [grid_row(place, line, faults.get(line.number, {}), pack) for place, line in enumerate(lines, 1)]
    start = max([first, *(line.number + 1 for line in lines)])
    empty = max(ROWS - len(rows), 1 if len(rows) < MOST else 0)
    return rows + [grid_row(len(rows) + 1 + n, Line(start + n), {}, pack) for n in range(empty)]


def grid_row(place: int, line: Line, faults: Mapping[str, Any], pack: Pack) -> dict[str, Any]:
    """One row: number, fields with label and value, faults."""
    roles = [(PERSON, _("person")), *((code, text) for code, text in items(pack, "suspect_role", without=""))]
    fields = [
        {"name": f"{name}-{place}", "head": head, "value": getattr(line, name), "fault": faults.get(name), "column": name}
        for name, head in HEADS.items()
    ]
    return {"place": place, "number": line.number, "fields": fields, "roles": roles, "faults": list(faults.values()), "role": line.what}


class PasteForm(forms.Form):
    """Lines from a spreadsheet."""

    paste = forms.CharField(
        label=_("Paste lines from a spreadsheet"),
        required=False,
        strip=False,
        max_length=60000,
        widget=forms.Textarea({"rows": 4, "wrap": "off"}),
        help_text=_("Columns in this order: given name, family name, sex, age or year of birth, nationality, language."),
    )


class SuspectForm(EventForm):
    """Somebody suspected of exploiting the others."""

    given_name = forms.CharField(label=_("Given name"), required=False, max_length=120)
    family_name = forms.CharField(label=_("Family name"), required=False, max_length=120)

    def __init__(self, *args: Any, pack: Pack, **options: Any) -> None:
        super().__init__(*args, pack=pack, **options)
        self.fields["role"] = chosen(pack, "suspect_role", _("Role"))
        self.fields["sex"] = chosen(pack, "sex", _("Sex"), required=False)
        self.fields["age_band"] = chosen(pack, "age_band", _("Age"), required=False)
        self.fields["statement"] = words_field(_("What this person said"))


class TurnForm(EventForm):
    """Why somebody is seen in another role."""

    def __init__(self, *args: Any, pack: Pack, **options: Any) -> None:
        super().__init__(*args, pack=pack, **options)
        self.fields["reason"] = chosen(pack, "turned_why", _("Why?"), radio=True)
        self.order_fields(["reason", "day", "clock"])
