"""The search before a new case, and the filters of the list."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from dayaq.core.pack import Pack
from dayaq.respond.casefile.forms.base import ANY, Choices
from dayaq.respond.casefile.queries import language


class SearchForm(forms.Form):
    """A name in any spelling, or a case code; the year of birth narrows a name."""

    q = forms.CharField(
        label=_("Name or case code"),
        max_length=80,
        help_text=_("Given name and family name together, in any spelling, Latin or Cyrillic letters."),
    )
    born = forms.IntegerField(
        label=_("Year of birth"), required=False, min_value=1900, max_value=2100, widget=forms.TextInput({"inputmode": "numeric"})
    )


class FilterForm(forms.Form):
    """The filters of the case list; only codes, so that they may stand in the address."""

    def __init__(self, data: Mapping[str, Any], *, pack: Pack) -> None:
        super().__init__(data)
        statuses = [(code, text.label.get(language()) or next(iter(text.label.values()))) for code, text in pack.status.items()]
        stages = [(code, pack.label(f"stages.{code}", language())) for code in pack.process.stages]
        lists: dict[str, tuple[Any, Choices]] = {
            "status": (_("Status"), statuses),
            "stage": (_("Stage"), stages),
            "child": (_("Age"), [("child", _("child")), ("possible", _("may be a child")), ("adult", _("adult"))]),
            "due": (_("Due"), [("today", _("today")), ("overdue", _("overdue"))]),
            "state": (_("State"), [("open", _("open")), ("closed", _("closed"))]),
            "referred": (_("Referred"), [("yes", _("yes")), ("no", _("no"))]),
            "guardian": (_("Guardian"), [("missing", _("a guardian is missing"))]),
            "notices": (_("Searches by others"), [("new", _("not seen yet"))]),
            "sort": (_("Sorted by"), [("oldest", _("oldest first")), ("due", _("next due")), ("stage", _("stage"))]),
        }
        self.fields["code"] = forms.CharField(label=_("Case code"), max_length=20, required=False)
        for name, (label, choices) in lists.items():
            first = ("", _("newest first")) if name == "sort" else ANY
            self.fields[name] = forms.ChoiceField(label=label, choices=[first, *choices], required=False)
