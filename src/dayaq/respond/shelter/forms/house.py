"""Forms of a house: places, beds, stays, leave, waiting, refusals, incidents, services, rent."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from dayaq.core.pack import Pack
from dayaq.core.pack.schema.shelter import ShelterFile
from dayaq.respond.casefile.forms import EventForm, items
from dayaq.respond.shelter.forms.shared import COOPERATES, HAPPENED, NOBODY, OUTCOMES, PackForm, hour, pick, ticks, why_field
from dayaq.ui.inputs import DateField


class PlaceForm(PackForm):
    """A place by its code; what it is called on no list is its address."""

    code = forms.SlugField(label=_("Code"), max_length=40, help_text=_("A short neutral word, never the address."))
    on = DateField(label=_("Open since"))
    guarded = forms.BooleanField(label=_("Has security"), required=False)
    hidden = forms.BooleanField(label=_("Hidden: only this unit knows it exists"), required=False)
    field_order = ["code", "kind", "on", "guarded", "hidden"]

    def build(self) -> None:
        """Kinds the country knows."""
        rule = self.pack.area(ShelterFile).housing
        self.fields["kind"] = pick(self.pack, "shelter_place_kind", _("Kind of place"), only=rule.kinds if rule else None)
        self.order_fields(self.field_order)


class AddressForm(forms.Form):
    """Where a place is."""

    text = forms.CharField(label=_("Address"), max_length=300, widget=forms.Textarea({"rows": 3, "autocomplete": "off"}))
    phone = forms.CharField(label=_("Telephone"), max_length=60, required=False)
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)


class BedsForm(PackForm):
    """Beds put into an area, from a day on."""

    area = forms.SlugField(label=_("Code of the area"), max_length=40, help_text=_("An area of that code is used, or made."))
    count = forms.IntegerField(label=_("Beds"), min_value=1, max_value=200)
    since = DateField(label=_("Since"))
    until = DateField(label=_("Until (first day no longer there)"), required=False)
    field_order = ["area", "serves", "count", "since", "until"]

    def build(self) -> None:
        """For whom."""
        self.fields["serves"] = pick(self.pack, "shelter_area", _("Area for"))
        self.order_fields(self.field_order)


class OutForm(PackForm):
    """Days on which a bed cannot be used."""

    since = DateField(label=_("Since"))
    until = DateField(label=_("Until (first day it can be used again)"), required=False)

    def build(self) -> None:
        """Why."""
        self.fields["reason"] = pick(self.pack, "shelter_out_of_use", _("Why"))


class AdmitForm(EventForm):
    """Choose a bed. Nothing asks for a decision or for co-operation."""

    field_order = ["choice", "occupant", "day", "clock", "preventive", "happened", "why"]

    def __init__(self, data: Any = None, *, pack: Pack, choices: Sequence[tuple[str, Any]], **options: Any) -> None:
        super().__init__(data, pack=pack, **options)
        self.fields["choice"] = forms.ChoiceField(label=_("Bed"), choices=choices, widget=forms.RadioSelect)
        people = [("0", _("the person")), *((code, _("somebody who came along (%(n)s)") % {"n": n}) for code, n in NOBODY)]
        self.fields["occupant"] = forms.TypedChoiceField(label=_("For whom"), choices=people, coerce=int)
        self.fields["preventive"] = forms.BooleanField(label=_("To prevent: nothing has happened to the person yet"), required=False)
        self.fields["happened"] = forms.BooleanField(label=HAPPENED, required=False)
        self.fields["why"] = why_field()
        self.order_fields(self.field_order)


class MoveForm(EventForm):
    """Another bed for the same stay."""

    def __init__(self, data: Any = None, *, pack: Pack, choices: Sequence[tuple[str, Any]], version: int, **options: Any) -> None:
        super().__init__(data, pack=pack, **options)
        self.fields["choice"] = forms.ChoiceField(label=_("Bed"), choices=choices, widget=forms.RadioSelect)
        self.fields["happened"] = forms.BooleanField(label=HAPPENED, required=False)
        self.fields["why"] = why_field()
        self.fields["version"] = forms.IntegerField(widget=forms.HiddenInput, initial=version)
        self.order_fields(["choice", "day", "clock", "happened", "why"])


class EndForm(EventForm):
    """The end of a stay."""

    field_order = ["reason", "destination", "day", "clock", "happened", "why"]

    def __init__(self, data: Any = None, *, pack: Pack, version: int, **options: Any) -> None:
        super().__init__(data, pack=pack, **options)
        self.fields["reason"] = pick(pack, "shelter_end_reason", _("Why it ends"))
        self.fields["destination"] = pick(pack, "shelter_destination", _("Where the person goes"))
        self.fields["happened"] = forms.BooleanField(label=HAPPENED, required=False)
        self.fields["why"] = why_field()
        self.fields["version"] = forms.IntegerField(widget=forms.HiddenInput, initial=version)
        self.order_fields(self.field_order)


class ExtendForm(EventForm):
    """A decision on a longer stay."""

    field_order = ["outcome", "reason", "until", "day", "clock"]

    def __init__(self, data: Any = None, *, pack: Pack, **options: Any) -> None:
        super().__init__(data, pack=pack, **options)
        self.fields["outcome"] = forms.ChoiceField(label=_("Decision"), choices=OUTCOMES, widget=forms.RadioSelect({"class": "inline"}))
        self.fields["reason"] = pick(pack, "shelter_extension_reason", _("Reason"))
        self.fields["until"] = DateField(label=_("Last day"), required=False)
        self.order_fields(self.field_order)


class LeaveForm(EventForm):
    """What the person wishes, and for when."""

    field_order = ["kind", "from_day", "from_clock", "until_day", "until_clock", "day", "clock"]

    def __init__(self, data: Any = None, *, pack: Pack, **options: Any) -> None:
        super().__init__(data, pack=pack, **options)
        self.fields["kind"] = pick(pack, "shelter_leave_kind", _("What is wished"))
        self.fields["from_day"], self.fields["from_clock"] = DateField(label=_("From, day")), hour(_("From, time"))
        self.fields["until_day"] = DateField(label=_("Until, day"), required=False)
        self.fields["until_clock"] = hour(_("Until, time"), required=False)
        self.fields["day"].label, self.fields["clock"].label = _("Asked on"), _("Asked at")
        self.order_fields(self.field_order)

    def wanted(self, side: str) -> datetime | None:
        """One end of the time wished for."""
        day, clock = self.cleaned_data.get(f"{side}_day"), self.cleaned_data.get(f"{side}_clock")
        return self.pack.calendar.at_wall(day, clock or time.min) if isinstance(day, date) else None


class AnswerForm(EventForm):
    """The answer to a request, with the reason the person is told."""

    field_order = ["answer", "reason", "day", "clock"]

    def __init__(self, data: Any = None, *, pack: Pack, **options: Any) -> None:
        super().__init__(data, pack=pack, **options)
        self.fields["answer"] = pick(pack, "shelter_leave_answer", _("Answer"), radio=True, only=("granted", "accompanied", "refused"))
        self.fields["reason"] = pick(pack, "shelter_leave_reason", _("Reason"), required=False)
        self.order_fields(self.field_order)


class WaitForm(EventForm):
    """On the waiting list."""

    def __init__(self, data: Any = None, *, pack: Pack, **options: Any) -> None:
        super().__init__(data, pack=pack, **options)
        self.fields["serves"] = pick(pack, "shelter_area", _("Area for"))
        self.fields["priorities"] = ticks(pack, "shelter_priority", _("Reasons to come first"))
        self.order_fields(["serves", "priorities", "day", "clock"])


class OutcomeForm(EventForm):
    """What came of waiting."""

    def __init__(self, data: Any = None, *, pack: Pack, **options: Any) -> None:
        super().__init__(data, pack=pack, **options)
        self.fields["outcome"] = pick(pack, "shelter_waiting_outcome", _("What came of it"), only=("elsewhere", "withdrawn", "not_reached"))
        self.order_fields(["outcome", "day", "clock"])


class RefusalForm(EventForm):
    """A bed refused: why; of whom, where there is no file."""

    def __init__(self, data: Any = None, *, pack: Pack, known: bool, **options: Any) -> None:
        super().__init__(data, pack=pack, **options)
        self.fields["reason"] = pick(pack, "shelter_refusal_reason", _("Why"))
        if not known:
            self.fields["sex"] = pick(pack, "sex", _("Sex"), required=False)
            self.fields["age_band"] = pick(pack, "age_band", _("Age"), required=False)
        hint = _("Recorded to be counted; no bed may depend on it.")
        self.fields["cooperates"] = forms.ChoiceField(
            label=_("Co-operates with the authorities"), choices=COOPERATES, help_text=hint, initial="not_asked"
        )
        self.fields["happened"] = forms.BooleanField(label=HAPPENED, required=False)
        self.order_fields(["reason", "sex", "age_band", "cooperates", "day", "clock", "happened"])


class IncidentForm(EventForm):
    """What happened in a place; no names, no story."""

    def __init__(self, data: Any = None, *, pack: Pack, places: Sequence[tuple[str, Any]], **options: Any) -> None:
        super().__init__(data, pack=pack, **options)
        self.fields["place"] = forms.ChoiceField(label=_("Place"), choices=places)
        self.fields["kind"] = pick(pack, "shelter_incident_kind", _("What happened"))
        self.fields["persons"] = forms.IntegerField(label=_("Residents concerned"), min_value=0, max_value=500, initial=0)
        self.fields["codes"] = forms.CharField(
            label=_("Codes of their cases"), required=False, max_length=200, help_text=_("Separated by spaces.")
        )
        self.fields["told_to"] = ticks(pack, "shelter_told", _("Who was told"))
        self.fields["done"] = pick(pack, "shelter_done", _("What was done"))
        self.order_fields(["place", "kind", "day", "clock", "persons", "codes", "told_to", "done"])


class ServicesForm(PackForm):
    """What the house gave on a day."""

    day = DateField(label=_("Day"))

    def build(self) -> None:
        """What the country's rules name."""
        rule = self.pack.area(ShelterFile).services
        wanted = [pair for pair in items(self.pack, "shelter_service") if rule is None or pair[0] in rule.owed]
        self.fields["kinds"] = forms.MultipleChoiceField(
            label=_("Given"), choices=wanted, required=False, widget=forms.CheckboxSelectMultiple
        )


class RentForm(forms.Form):
    """A contract of transitional housing."""

    since = DateField(label=_("Since"))
    until = DateField(label=_("Until"))
    amount = forms.DecimalField(label=_("Rent a month"), min_value=0, max_digits=10, decimal_places=2)


class PaidForm(forms.Form):
    """One month's rent."""

    on = DateField(label=_("Paid on"))
    paid = forms.DecimalField(label=_("Paid"), min_value=0, max_digits=10, decimal_places=2)
