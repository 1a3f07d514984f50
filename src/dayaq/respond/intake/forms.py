"""Forms of taking over a list: the file, its columns, its entries."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from dayaq.base.access.rules import Actor
from dayaq.respond.intake.models import Upload
from dayaq.respond.intake.queries import choices, home
from dayaq.respond.intake.rules.fields import BY_CODE, FIELDS
from dayaq.respond.intake.rules.lines import UNKNOWN
from dayaq.ui.templatetags.dayaq import say

LEFT_OUT = ("", _("leave out"))


class BringForm(forms.Form):
    """A list and where it comes from."""

    label = forms.CharField(
        label=_("Where the list comes from"),
        max_length=80,
        help_text=_("For example: register of 2015. No name of a person; it stands on each case."),
    )
    file = forms.FileField(
        label=_("List"), help_text=_("A table as .xlsx or .csv in UTF-8, the names of the columns in the first line, at most 5 MB.")
    )


class ColumnsForm(forms.Form):
    """What each column is."""

    def __init__(self, *args: Any, upload: Upload, **options: Any) -> None:
        super().__init__(*args, **options)
        fields = [LEFT_OUT, *((field.code, say(field.words)) for field in FIELDS)]
        self.places = {f"column{number}": column for number, column in enumerate(upload.columns)}
        for name, column in self.places.items():
            start = upload.mapping.get(column, "")
            self.fields[name] = forms.ChoiceField(label=column, choices=fields, required=False, initial=start)

    @property
    def mapping(self) -> dict[str, str]:
        """Column and field."""
        return {column: self.cleaned_data[name] for name, column in self.places.items()}


class EntriesForm(forms.Form):
    """What the entries of coded columns mean."""

    def __init__(self, *args: Any, meanings: dict[str, dict[str, str]], actor: Actor, **options: Any) -> None:
        super().__init__(*args, **options)
        pack = home()
        self.places: dict[str, tuple[str, str]] = {}
        for code, pairs in meanings.items():
            field = BY_CODE[code]
            offered = [("", _("choose")), (UNKNOWN, _("not known")), *choices(field.codes, pack, actor)]
            for number, (text, meant) in enumerate(pairs.items()):
                name = f"{code}{number}"
                self.places[name] = (code, text)
                self.fields[name] = forms.ChoiceField(label=f"{say(field.words)}: {text}", choices=offered, required=False, initial=meant)

    @property
    def meant(self) -> dict[str, dict[str, str]]:
        """What was said, by field; what nobody said stays open and is a fault of its lines."""
        found: dict[str, dict[str, str]] = {}
        for name, (code, text) in self.places.items():
            if self.cleaned_data[name]:
                found.setdefault(code, {})[text] = self.cleaned_data[name]
        return found
