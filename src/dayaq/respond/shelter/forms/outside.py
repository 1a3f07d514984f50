"""Forms of those who watch over a house: accreditation, visits, findings; the house's reply."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from dayaq.core.pack import Pack
from dayaq.core.pack.schema.shelter import ShelterFile
from dayaq.respond.casefile.forms import NONE, EventForm
from dayaq.respond.casefile.queries import language
from dayaq.respond.shelter.forms.shared import GIVEN, PackForm, pick
from dayaq.ui.inputs import DateField


class AccreditForm(EventForm):
    """A decision on an accreditation."""

    def __init__(self, data: Any = None, *, pack: Pack, providers: Sequence[tuple[str, Any]], **options: Any) -> None:
        super().__init__(data, pack=pack, **options)
        self.fields["provider"] = forms.ChoiceField(label=_("Provider"), choices=[NONE, *providers])
        self.fields["kind"] = pick(pack, "shelter_accreditation", _("Accreditation"))
        self.fields["outcome"] = forms.ChoiceField(label=_("Decision"), choices=GIVEN, widget=forms.RadioSelect({"class": "inline"}))
        self.fields["reason"] = pick(pack, "shelter_accreditation_reason", _("Reason"))
        self.fields["expires_on"] = DateField(label=_("Ends on (first day no longer in force)"), required=False)
        self.order_fields(["provider", "kind", "outcome", "reason", "expires_on", "day", "clock"])


class WithdrawForm(PackForm):
    """Taking an accreditation back."""

    on = DateField(label=_("Since"))

    def build(self) -> None:
        """Why."""
        self.fields["reason"] = pick(self.pack, "shelter_accreditation_reason", _("Reason"))


class VisitForm(EventForm):
    """A monitoring visit; people spoken to are counted, never named."""

    def __init__(self, data: Any = None, *, pack: Pack, providers: Sequence[tuple[str, Any]], **options: Any) -> None:
        super().__init__(data, pack=pack, **options)
        self.fields["provider"] = forms.ChoiceField(label=_("Visited body and place"), choices=[NONE, *providers])
        self.fields["announced"] = forms.BooleanField(label=_("The visit was announced"), required=False)
        self.fields["residents"] = forms.IntegerField(label=_("Residents spoken to"), min_value=0, max_value=500, initial=0)
        self.fields["staff"] = forms.IntegerField(label=_("Staff spoken to"), min_value=0, max_value=500, initial=0)
        self.order_fields(["provider", "announced", "day", "clock", "residents", "staff"])


class FindingForm(PackForm):
    """What was found on one standard."""

    text = forms.CharField(label=_("In words, without names"), max_length=1000, required=False, widget=forms.Textarea({"rows": 3}))
    due_on = DateField(label=_("To be put right by"), required=False)
    field_order = ["standard", "result", "text", "due_on"]

    def build(self) -> None:
        """The country's standards."""
        lang, rules = language(), self.pack.area(ShelterFile).standards
        named = [(code, rule.label.get(lang) or next(iter(rule.label.values()))) for code, rule in rules.items()]
        self.fields["standard"] = forms.ChoiceField(label=_("Standard"), choices=[NONE, *named])
        self.fields["result"] = pick(self.pack, "shelter_finding_result", _("Result"), radio=True)
        self.order_fields(self.field_order)


class ReplyForm(forms.Form):
    """The visited body's answer."""

    agrees = forms.BooleanField(label=_("We agree with the finding"), required=False)
    text = forms.CharField(label=_("What is done about it, without names"), max_length=1000, widget=forms.Textarea({"rows": 3}))


class DayForm(forms.Form):
    """One day."""

    on = DateField(label=_("Day"))

    def clean_on(self) -> date:
        """A real day."""
        day: date | None = self.cleaned_data["on"]
        if day is None:
            raise ValidationError(_("Give the day."), code="required")
        return day
