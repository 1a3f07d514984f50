"""Forms of an event at which people are met: the event, its account, who sees it, the filter of its list."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from dayaq.core.pack import Pack
from dayaq.respond.casefile.forms import ANY, EventForm, items
from dayaq.respond.casefile.queries import language
from dayaq.respond.detection.actions import NewEvent
from dayaq.respond.detection.forms.fields import bodies, chosen, words_field

KINDS = [ANY, ("proactive", _("on own initiative")), ("reactive", _("after a report"))]


class NewEventForm(EventForm):
    """A raid or stop: way, when, region, who took part, how many people."""

    def __init__(self, *args: Any, pack: Pack, **options: Any) -> None:
        super().__init__(*args, pack=pack, **options)
        self.fields["way"] = chosen(pack, "event_source", _("How were the people met?"))
        self.fields["region"] = chosen(pack, "region", _("Region"))
        self.fields["agencies"] = forms.MultipleChoiceField(
            label=_("Bodies that took part"), choices=bodies(pack), required=False, widget=forms.CheckboxSelectMultiple({"class": "inline"})
        )
        self.fields["persons_met"] = forms.IntegerField(
            label=_("How many people were met?"),
            required=False,
            min_value=0,
            max_value=5000,
            widget=forms.TextInput({"inputmode": "numeric"}),
        )
        hint = _("Address or description. Read only by people who may read what happened.")
        self.fields["place"] = forms.CharField(label=_("Where exactly?"), required=False, max_length=200, help_text=hint)
        self.fields["text"] = words_field(_("What was found"))
        self.order_fields(["way", "day", "clock", "region", "agencies", "persons_met", "place", "text"])

    @property
    def new(self) -> NewEvent:
        """The event as it was typed."""
        given = {name: self.cleaned_data[name] for name in ("way", "region", "persons_met", "place", "text")}
        return NewEvent(**given, agencies=tuple(self.cleaned_data["agencies"]), language=language())


class AccountForm(EventForm):
    """Place and account, added later."""

    place = forms.CharField(label=_("Where exactly?"), required=False, max_length=200)
    text = words_field(_("What was found"), required=True)
    field_order = ["place", "text", "day", "clock"]


class EventFilter(forms.Form):
    """Filters of the list of events."""

    def __init__(self, *args: Any, pack: Pack, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["way"] = forms.ChoiceField(label=_("Way"), choices=[ANY, *items(pack, "event_source", without="")], required=False)
        self.fields["kind"] = forms.ChoiceField(label=_("Initiative"), choices=KINDS, required=False)
        self.fields["year"] = forms.CharField(
            label=_("Year"), required=False, max_length=4, widget=forms.TextInput({"inputmode": "numeric"})
        )


class HandForm(forms.Form):
    """Which unit an event is handed to."""

    def __init__(self, *args: Any, units: list[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["unit"] = forms.ChoiceField(label=_("Unit that receives it"), choices=units, widget=forms.RadioSelect)
