"""The question put to the figures page; its whole state is in the address."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from dayaq.core.period import Period
from dayaq.count.figures.queries import Query, countries, dimension_label
from dayaq.count.figures.queries.laid_out import worded
from dayaq.count.figures.rules import Measure


class AskForm(forms.Form):
    """Country, period and up to two dimensions of one measure."""

    country = forms.ChoiceField(label=_("Country"), required=False)
    period = forms.CharField(
        label=_("Period"), max_length=30, help_text=_("A year, quarter, month or range: 2017, 2017-Q3, 2017-04, 2016-2017.")
    )
    rows = forms.ChoiceField(label=_("Rows by"), required=False)
    columns = forms.ChoiceField(label=_("Columns by"), required=False)

    def __init__(self, measure: Measure, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", _("nothing")), *((dim, dimension_label(dim)) for dim in measure.dims)]
        self.fields["country"].choices = [(pack.code, worded(pack.manifest.name)) for pack in countries()]  # type: ignore[attr-defined]  # a choice field
        for name in ("rows", "columns"):
            self.fields[name].choices = choices  # type: ignore[attr-defined]  # a choice field
            if not measure.dims:
                del self.fields[name]

    def clean_period(self) -> Period:
        """The period as days."""
        try:
            return Period.parse(self.cleaned_data["period"])
        except ValueError as error:
            raise forms.ValidationError(_("A year, quarter, month or range expected: 2017, 2017-Q3, 2017-04, 2016-2017.")) from error

    def clean(self) -> dict[str, Any]:
        """A table by one thing twice is no table."""
        data = super().clean() or self.cleaned_data
        if data.get("rows") and data.get("rows") == data.get("columns"):
            self.add_error("columns", _("Choose something other than in “Rows by”."))
        return data

    def query(self, *, protect: bool) -> Query:
        """What is asked."""
        data = self.cleaned_data
        by = tuple(filter(None, (data.get("rows"), data.get("columns"))))
        return Query(data["period"], data.get("country") or settings.HOME_PACK, by, protect=protect)


class ListForm(forms.Form):
    """Search and filter of the list of measures."""

    q = forms.CharField(label=_("Word in the name"), required=False, max_length=60, strip=True)
    kind = forms.ChoiceField(
        label=_("Where from"),
        required=False,
        choices=[("", _("everything")), ("ours", _("counted here")), ("published", _("published elsewhere"))],
    )
