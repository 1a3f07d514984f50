"""Forms of the directory of who helps: looking, writing a service down, places that are free."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dayaq.core.hours import Hours
from dayaq.core.pack import Pack
from dayaq.respond.casefile.forms import NONE, items
from dayaq.respond.casefile.queries import language
from dayaq.respond.network import queries, rules
from dayaq.respond.network.forms.fields import explain, many
from dayaq.ui.inputs import DateField


class FilterForm(forms.Form):
    """What is looked for in the directory; only codes, so that they may stand in the address."""

    def __init__(self, data: Any, *, pack: Pack) -> None:
        super().__init__(data)
        lists = {
            "kind": (_("Service"), items(pack, "service_offered")),
            "region": (_("Region"), items(pack, "service_region")),
            "sex": (_("Sex"), items(pack, "sex")),
            "age_band": (_("Age"), items(pack, "age_band")),
            "exploitation": (_("Exploitation"), items(pack, "exploitation")),
            "language": (_("Language"), items(pack, "language")),
            "free": (_("Places"), [("yes", _("a place is free"))]),
        }
        for name, (label, choices) in lists.items():
            self.fields[name] = forms.ChoiceField(label=label, choices=[("", _("any")), *choices], required=False)

    def filters(self) -> queries.Filters:
        """What was chosen; anything that cannot be read counts as any."""
        self.is_valid()
        return queries.Filters(**{name: self.cleaned_data.get(name, "") for name in self.fields})


class ServiceForm(forms.Form):
    """One entry of the directory."""

    title = forms.CharField(label=_("Name of the service"), max_length=120, required=False)
    hours = forms.CharField(label=_("Hours"), max_length=120, required=False, help_text=_("For example: mo-fr 09:00-18:00; sa 10:00-14:00"))
    contact = forms.CharField(label=_("Contact that may be given to a person"), max_length=200, required=False)
    note = forms.CharField(label=_("What one should know"), max_length=400, required=False, widget=forms.Textarea({"rows": 3}))
    capacity = forms.IntegerField(label=_("Places"), required=False, min_value=0, max_value=5000)
    free = forms.IntegerField(label=_("Free places"), required=False, min_value=0, max_value=5000)
    free_on = DateField(label=_("Free on"), required=False)
    accreditation = forms.CharField(label=_("Accreditation"), max_length=60, required=False)
    accredited_until = DateField(label=_("Accredited until"), required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, pack: Pack, **options: Any) -> None:
        super().__init__(*args, **options)
        everybody = _("None chosen means everybody.")
        self.fields["kind"] = forms.ChoiceField(label=_("Service"), choices=[NONE, *items(pack, "service_offered")])
        self.fields["region"] = forms.ChoiceField(label=_("Region"), choices=[NONE, *items(pack, "service_region")])
        self.fields["sexes"] = many(_("For whom: sex"), items(pack, "sex"), hint=everybody)
        self.fields["age_bands"] = many(_("For whom: age"), items(pack, "age_band"), hint=everybody)
        self.fields["exploitation"] = many(_("For whom: exploitation"), items(pack, "exploitation"), hint=everybody)
        self.fields["languages"] = many(_("Languages spoken"), items(pack, "language"))
        self.order_fields(["kind", "region", "title", "sexes", "age_bands", "exploitation", "languages", "hours", "contact"])

    def clean_hours(self) -> str:
        """Hours that can be read."""
        text: str = self.cleaned_data["hours"].strip()
        try:
            return Hours.parse(text).text if text else ""
        except ValueError:
            raise ValidationError(_("Write hours like mo-fr 09:00-18:00; sa 10:00-14:00."), code="invalid") from None

    def clean(self) -> dict[str, Any]:
        """Free places have their day."""
        cleaned = super().clean() or {}
        places = {name: cleaned.get(name) for name in ("free", "capacity", "free_on")}
        explain(self, "free", rules.check_service(**places, today=queries.today(timezone.now())))
        return cleaned

    def values(self) -> dict[str, Any]:
        """The entry as the action takes it."""
        return {name: value for name, value in self.cleaned_data.items() if name != "version"} | {"language": language()}


class FreeForm(forms.Form):
    """How many places are free today."""

    free = forms.IntegerField(label=_("Free places today"), min_value=0, max_value=5000)
    version = forms.IntegerField(widget=forms.HiddenInput)
