"""Forms of printed figures and of limitations."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from dayaq.assess.findings.forms.words import Choices, GroupField, WordsForm
from dayaq.assess.findings.rules.facts import Stated


class FactForm(WordsForm):
    """A printed figure: what, when, how many, where it is printed, and what that place cites."""

    metric = forms.SlugField(
        label=_("Code of what is counted"), max_length=60, help_text=_("One code for one thing, so that figures meet: investigations.")
    )
    period = forms.CharField(label=_("Period"), max_length=30)
    value = forms.DecimalField(label=_("Number"), max_digits=20, decimal_places=4)
    unit = forms.CharField(label=_("Unit of the number"), required=False, max_length=30)
    dims = GroupField(label=_("Group"), required=False, max_length=200, help_text=_("For example sex=female; nothing: the total."))
    place = forms.ChoiceField(label=_("Document that prints it"))
    page = forms.RegexField(r"^\d{1,4}$", label=_("Page"))
    cited = forms.CharField(
        label=_("Source that the document names"), required=False, max_length=200, help_text=_("Empty: the document counts itself.")
    )
    note = forms.CharField(label=_("Note"), required=False, max_length=500)
    texts = {"about": (_("What is counted"), 1)}

    def __init__(self, data: Mapping[str, Any] | None = None, *, sources: Choices) -> None:
        super().__init__(data)
        self.fields["place"].choices = sources  # type: ignore[attr-defined]  # a choice field
        self.order_fields(["metric", *(name for name in self.fields if name.startswith("about_"))])

    @property
    def stated(self) -> Stated:
        """What was typed."""
        return Stated(**self.plain, about=self.words("about"))

    @property
    def plain(self) -> dict[str, Any]:
        """The fields without the texts."""
        return {name: value for name, value in self.cleaned_data.items() if not name.startswith("about_")}


class LimitForm(WordsForm):
    """Words added to a limitation, or why it does not hold here."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    texts = {
        "words": (_("What you add"), 3),
        "dropped_because": (_("Why it does not hold here (printed in its place)"), 3),
    }


class SearchForm(forms.Form):
    """Words to look for."""

    q = forms.CharField(label=_("Words"), required=False, max_length=60)
