"""Forms of a workshop."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from dayaq.assess.assessment.rules import CATEGORIES, KINDS
from dayaq.assess.framework.rules.instrument import Choice
from dayaq.assess.validation.models import Workshop
from dayaq.core.decision import Refused
from dayaq.ui.inputs import DateField
from dayaq.ui.templatetags.dayaq import codes, say

VERDICTS = [("keep", _("keep")), ("change", _("change")), ("drop", _("drop"))]
FIELD_OF = {
    "which_other": "other",
    "feedback_because": "text",
    "group_twice": "name",
    "how_many_choices": "choices",
    "choices_stay": "choices",
}


def explain(form: forms.Form, refusal: Refused) -> None:
    """Put the reasons beside the fields they are about."""
    for reason in refusal.decision.reasons:
        field = FIELD_OF.get(reason.code)
        form.add_error(field if field in form.fields else None, say(reason))


def named(choices: Sequence[Choice]) -> list[tuple[str, Any]]:
    """Priorities with their letters."""
    return [(choice.code, f"{choice.code}. {codes(choice.label)}") for choice in choices]


class WorkshopForm(forms.Form):
    """Day, place, choices a group has."""

    on = DateField(label=_("Day"))
    place = forms.CharField(label=_("Place"), max_length=120)
    choices = forms.IntegerField(label=_("Choices of a group"), min_value=1, max_value=9, initial=3)
    note = forms.CharField(label=_("Note"), max_length=500, required=False, widget=forms.Textarea({"rows": 2}))

    def __init__(self, data: Any = None, *, row: Workshop | None = None) -> None:
        names = ("on", "place", "choices", "note")
        super().__init__(data, initial={name: getattr(row, name) for name in names} if row else None)


class AttendanceForm(forms.Form):
    """How many of an institution came."""

    institution = forms.CharField(label=_("Institution"), max_length=200)
    kind = forms.ChoiceField(label=_("Kind"), choices=[(code, _(text)) for code, text in KINDS.items()])
    persons = forms.IntegerField(label=_("Persons"), min_value=1, max_value=999)


class GroupForm(forms.Form):
    """A group that votes as one."""

    name = forms.CharField(label=_("Name of the group"), max_length=60)
    category = forms.ChoiceField(
        label=_("Field of work"), required=False, choices=[("", _("mixed")), *((code, _(text)) for code, text in CATEGORIES.items())]
    )


class BallotForm(forms.Form):
    """The choices of a group, in their order; ``paper``: with or without an order, from a sheet."""

    def __init__(self, data: Any = None, *, count: int, choices: Sequence[Choice], paper: bool = False) -> None:
        super().__init__(data)
        self.count = count
        for n in range(1, count + 1):
            label = _("Choice %(n)s") % {"n": n}
            self.fields[f"choice_{n}"] = forms.ChoiceField(label=label, choices=[("", _("Choose")), *named(choices)])
        self.fields["other"] = forms.CharField(label=_("If other: which priority?"), max_length=200, required=False)
        if paper:
            self.fields["ranked"] = forms.BooleanField(label=_("The order is the group's own"), required=False, initial=True)
            self.fields["channel"] = forms.ChoiceField(
                label=_("How the group voted"), choices=[("facilitator", _("said to the facilitator")), ("paper", _("on paper"))]
            )

    @property
    def chosen(self) -> list[str]:
        """The letters in their order."""
        return [self.cleaned_data[f"choice_{n}"] for n in range(1, self.count + 1)]


class TallyForm(forms.Form):
    """Votes of the whole room, counted on paper."""

    groups = forms.IntegerField(label=_("Groups"), min_value=1, max_value=99)

    def __init__(self, data: Any = None, *, choices: Sequence[Choice], start: dict[str, Any]) -> None:
        super().__init__(data, initial=start)
        for code, label in named(choices):
            self.fields[code] = forms.IntegerField(label=label, min_value=0, max_value=99, required=False)
        self.letters = [choice.code for choice in choices]

    @property
    def votes(self) -> dict[str, int]:
        """Votes by letter."""
        return {code: self.cleaned_data.get(code) or 0 for code in self.letters}


class FeedbackForm(forms.Form):
    """What a body wants done with a recommendation."""

    institution = forms.CharField(label=_("Institution"), max_length=200)
    verdict = forms.ChoiceField(label=_("It wants to"), choices=VERDICTS, widget=forms.RadioSelect({"class": "inline"}))
    text = forms.CharField(label=_("What it said"), max_length=2000, required=False, widget=forms.Textarea({"rows": 3}))
    language = forms.ChoiceField(label=_("Language"), choices=list(settings.LANGUAGES), required=False)


class SettleForm(forms.Form):
    """What the assessors decide after the workshop."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    verdict = forms.ChoiceField(label=_("Decision"), choices=VERDICTS, widget=forms.RadioSelect({"class": "inline"}))
    reason = forms.CharField(label=_("Why"), max_length=500, required=False, widget=forms.Textarea({"rows": 2}))

    def __init__(self, data: Any = None, *, text: dict[str, str], version: int) -> None:
        super().__init__(data, initial={"version": version})
        for code, name in settings.LANGUAGES:
            self.fields[f"text_{code}"] = forms.CharField(
                label=_("Words after the workshop (%(language)s)") % {"language": name},
                required=False,
                max_length=4000,
                widget=forms.Textarea({"rows": 3}),
                initial=text.get(code, ""),
            )

    @property
    def words(self) -> dict[str, str]:
        """The new words by language."""
        given = {code: self.cleaned_data[f"text_{code}"].strip() for code, _name in settings.LANGUAGES}
        return {code: text for code, text in given.items() if text}
