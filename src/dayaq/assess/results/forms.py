"""What is asked on the pages of results: which items, split by what, what was printed elsewhere."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

Choices = Sequence[tuple[str, str]]


class ListForm(forms.Form):
    """Search and filter of the items."""

    q = forms.CharField(label=_("Search"), max_length=100, required=False, help_text=_("Code or words of a question."))
    section = forms.ChoiceField(label=_("Part of the survey"), required=False)
    view = forms.ChoiceField(label=_("Numbers"), required=False)

    def __init__(self, data: Any = None, *, sections: Choices, inside: bool) -> None:
        super().__init__(data)
        self.fields["section"].choices = [("", _("All")), *sections]  # type: ignore[attr-defined] # a choice field
        views = [("", _("Inside the team: exact"))] if inside else []
        self.fields["view"].choices = [*views, ("leaving", _("As they may leave"))]  # type: ignore[attr-defined] # a choice field


class SplitForm(forms.Form):
    """By which property of respondents an item is split."""

    by = forms.ChoiceField(label=_("Split by"), required=False)
    view = forms.ChoiceField(label=_("Numbers"), required=False)

    def __init__(self, data: Any = None, *, properties: Choices) -> None:
        super().__init__(data)
        self.fields["by"].choices = [("", _("Not split")), *properties]  # type: ignore[attr-defined] # a choice field
        views = [("", _("Inside the team: exact")), ("leaving", _("As they may leave"))]
        self.fields["view"].choices = views  # type: ignore[attr-defined] # a choice field


class ReleaseForm(forms.Form):
    """Under what title the tables leave."""

    title = forms.CharField(label=_("Where they are printed"), max_length=200, help_text=_("Such as: Report, first edition."))


class PrintedForm(forms.Form):
    """Counts of the same people that somebody printed elsewhere, a line each."""

    title = forms.CharField(label=_("Where they were printed"), max_length=200)
    counts = forms.CharField(
        label=_("Counts of respondents"),
        widget=forms.Textarea({"rows": 6, "spellcheck": "false"}),
        help_text=_("A line each: groups and number, such as: country=AZ, sex=female 12. Without groups it is everybody: 19."),
    )

    def clean_counts(self) -> list[tuple[Mapping[str, str], int]]:
        """The lines as groups and numbers; every line that cannot be read is named."""
        lines = [line.strip() for line in str(self.cleaned_data["counts"]).splitlines() if line.strip()]
        read = [counted(line) for line in lines]
        wrong = [line for line, found in zip(lines, read, strict=True) if found is None]
        if wrong or not lines:
            raise forms.ValidationError([gettext("This line cannot be read: %(line)s") % {"line": line[:80]} for line in wrong])
        return [found for found in read if found is not None]


def counted(line: str) -> tuple[dict[str, str], int] | None:
    """A line as groups and number; None when it is none."""
    words, _sep, number = line.rpartition(" ") if " " in line else ("", "", line)
    if not number.isdecimal() or len(number) > 9:
        return None
    pairs = [pair.partition("=") for pair in words.split(",")] if words.strip() else []
    groups = {name.strip(): group.strip() for name, _equal, group in pairs}
    whole = all(name and group for name, group in groups.items()) and len(groups) == len(pairs)
    return (groups, int(number)) if whole else None


class TextForm(forms.Form):
    """A text that is to leave."""

    text = forms.CharField(
        label=_("Text that is to leave"),
        max_length=20_000,
        widget=forms.Textarea({"rows": 10}),
        help_text=_("A quotation, a paragraph, an answer in words. It is looked at and not kept."),
    )
