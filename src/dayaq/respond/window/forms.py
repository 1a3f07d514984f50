"""What the window asks: the words; a way out, the own data, a complaint, what the person thinks of the help."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from dayaq.base.accounts.queries import organisations
from dayaq.core.pack import Pack
from dayaq.respond.casefile.forms import NONE, items
from dayaq.ui.inputs import DateField
from dayaq.ui.templatetags.dayaq import codes as in_words


class WordsForm(forms.Form):
    """The six words, in any case and script."""

    words = forms.CharField(
        label=_("Your six words"),
        max_length=200,
        error_messages={"required": _("Type the six words.")},
        widget=forms.TextInput({"autocomplete": "off", "autocapitalize": "off", "autocorrect": "off", "spellcheck": "false"}),
    )


class GiveForm(forms.Form):
    """The language the window opens in."""

    def __init__(self, data: Any = None, *, languages: list[tuple[str, str]], initial: Any = None) -> None:
        super().__init__(data, initial=initial)
        self.fields["language"] = forms.ChoiceField(label=_("The page opens in"), choices=languages)


class OwnForm(forms.Form):
    """A form in the window: built from the pack."""

    def __init__(self, data: Any = None, *, pack: Pack) -> None:
        super().__init__(data)
        self.pack = pack
        self.build()

    def build(self) -> None:
        """The fields."""

    def listed(self, name: str, label: Any) -> forms.ChoiceField:
        """A choice from a list of the pack."""
        return forms.ChoiceField(label=label, choices=[NONE, *items(self.pack, name, without="")])

    def bodies(self, label: Any) -> forms.ChoiceField:
        """A choice of bodies."""
        rows = [(str(body.id), in_words(body.name)) for body in organisations()]
        return forms.ChoiceField(label=label, choices=[NONE, *rows])


def own_words(label: Any, *, required: bool = True) -> forms.CharField:
    """A few lines."""
    return forms.CharField(label=label, required=required, max_length=4000, widget=forms.Textarea({"rows": 5}))


class OutForm(OwnForm):
    """To go out, be called or visited."""

    def build(self) -> None:
        """What, from when, until when."""
        clock = forms.TimeInput({"type": "time"})
        self.fields["kind"] = self.listed("shelter_leave_kind", _("What do you ask for?"))
        self.fields["from_day"] = DateField(label=_("From, day"))
        self.fields["from_clock"] = forms.TimeField(label=_("From, time"), widget=clock)
        self.fields["until_day"] = DateField(label=_("Until, day"), required=False)
        self.fields["until_clock"] = forms.TimeField(label=_("Until, time"), required=False, widget=clock)

    def wanted(self, side: str) -> datetime | None:
        """One end of the time asked for."""
        day, clock = self.cleaned_data.get(f"{side}_day"), self.cleaned_data.get(f"{side}_clock")
        return self.pack.calendar.at_wall(day, clock or time.min) if isinstance(day, date) else None


class DataForm(OwnForm):
    """About the own data."""

    def build(self) -> None:
        """What, and in the own words."""
        self.fields["kind"] = self.listed("request_kind", _("What do you ask for?"))
        self.fields["words"] = own_words(_("What exactly, if you want to say it"), required=False)


class ComplaintForm(OwnForm):
    """A complaint."""

    def build(self) -> None:
        """About whom, about what."""
        self.fields["about"] = self.bodies(_("About which organisation?"))
        self.fields["subject"] = self.listed("complaint_subject", _("About what?"))
        self.fields["words"] = own_words(_("What happened?"))
        self.fields["may_name"] = forms.BooleanField(label=_("This organisation may hear that it was me"), required=False)

    @property
    def about(self) -> UUID:
        """The organisation chosen."""
        return UUID(self.cleaned_data["about"])


class FeedbackForm(OwnForm):
    """What the person thinks of the help; it is kept without the file."""

    def build(self) -> None:
        """A mark for each question, and words."""
        marks = [NONE, *((str(n), str(n)) for n in range(1, 6))]  # lists: the way out lies over small circles on a telephone
        self.fields["about"] = self.bodies(_("About which organisation?"))
        for code, words in items(self.pack, "feedback_question", without=""):
            hint = _("1: not at all, 5: fully")
            self.fields[f"q_{code}"] = forms.ChoiceField(label=words, choices=marks, required=False, help_text=hint)
        self.fields["text"] = own_words(_("Anything else? Write no names."), required=False)

    @property
    def answers(self) -> dict[str, int]:
        """The marks given, by question."""
        return {name.removeprefix("q_"): int(value) for name, value in self.cleaned_data.items() if name.startswith("q_") and value}


class NumberForm(forms.Form):
    """The number of a complaint."""

    number = forms.CharField(label=_("Number of the complaint"), max_length=20, widget=forms.TextInput({"autocomplete": "off"}))
