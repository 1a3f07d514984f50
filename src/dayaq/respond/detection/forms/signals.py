"""Forms of information without a person, and of checks of places."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from dayaq.core.pack import Pack
from dayaq.respond.casefile.forms import ANY, EventForm, items
from dayaq.respond.detection.forms.fields import bodies, chosen, words_field
from dayaq.ui.inputs import DateField

STATES = [ANY, ("new", _("not assessed yet")), ("open", _("assessed, no result yet")), ("settled", _("with a result"))]


class SignalFilter(forms.Form):
    """Filters of the list of information."""

    def __init__(self, *args: Any, pack: Pack, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["about"] = forms.ChoiceField(label=_("About"), choices=[ANY, *items(pack, "signal_about", without="")], required=False)
        self.fields["state"] = forms.ChoiceField(label=_("State"), choices=STATES, required=False)


class NewSignalForm(EventForm):
    """Information without anybody's identity."""

    def __init__(self, *args: Any, pack: Pack, **options: Any) -> None:
        super().__init__(*args, pack=pack, **options)
        self.fields["about"] = chosen(pack, "signal_about", _("What is it about?"))
        self.fields["source"] = chosen(pack, "referral_source", _("Who gave it?"))
        self.fields["region"] = chosen(pack, "region", _("Region"))
        self.fields["text"] = words_field(_("What was reported"), required=True)
        self.fields["text"].help_text = _("Place, wording, number plate, telephone number. No name of a person who may be a victim.")
        self.order_fields(["about", "source", "region", "text", "day", "clock"])


class AssessForm(EventForm):
    """What the information calls for, or what came of it."""

    def __init__(self, *args: Any, pack: Pack, settle: bool, **options: Any) -> None:
        super().__init__(*args, pack=pack, **options)
        name, words = ("signal_result", _("What came of it?")) if settle else ("signal_assessment", _("What does it call for?"))
        self.fields["word"] = chosen(pack, name, words, radio=True)
        self.order_fields(["word", "day", "clock"])


class PlanForm(forms.Form):
    """A check that is planned."""

    def __init__(self, *args: Any, pack: Pack, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["way"] = chosen(pack, "event_source", _("What is checked?"))
        self.fields["region"] = chosen(pack, "region", _("Region"))
        self.fields["planned_for"] = DateField(label=_("Planned for"), required=False)
        self.fields["agencies"] = forms.MultipleChoiceField(
            label=_("Bodies that take part"), choices=bodies(pack), required=False, widget=forms.CheckboxSelectMultiple({"class": "inline"})
        )


class DoneForm(EventForm):
    """A check that was done."""

    def __init__(self, *args: Any, pack: Pack, **options: Any) -> None:
        super().__init__(*args, pack=pack, **options)
        self.fields["result"] = chosen(pack, "signal_result", _("Result"), radio=True)
        self.fields["persons_met"] = forms.IntegerField(
            label=_("How many people were met?"),
            required=False,
            min_value=0,
            max_value=5000,
            widget=forms.TextInput({"inputmode": "numeric"}),
        )
        self.order_fields(["result", "persons_met", "day", "clock"])
