"""Forms of an interview: search, header, consent, what is kept apart."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from dayaq.assess.assessment.queries import Assessment
from dayaq.assess.framework.rules import said
from dayaq.assess.interviews.actions import Sheet
from dayaq.assess.interviews.forms.words import AGENCIES, ATTRIBUTION, CONSENT, EVERYTHING, KINDS, NOTES_AGREED, language
from dayaq.assess.interviews.models import Interview
from dayaq.assess.interviews.queries import current_guide
from dayaq.assess.interviews.rules.interview import Participants
from dayaq.ui.inputs import DateField


class SearchForm(forms.Form):
    """Find interviews."""

    q = forms.CharField(label=_("Code or institution"), required=False, max_length=80, widget=forms.TextInput({"data-search": ""}))
    agency = forms.ChoiceField(label=_("Kind of agency"), choices=[EVERYTHING, *AGENCIES], required=False)
    kind = forms.ChoiceField(label=_("Kind of interview"), choices=[EVERYTHING, *KINDS], required=False)


class HeaderForm(forms.Form):
    """The header of an interview. There is no field for a name here."""

    kind = forms.ChoiceField(label=_("Kind of interview"), choices=KINDS, widget=forms.RadioSelect({"class": "inline"}))
    held_on = DateField(label=_("Day"))
    started = forms.TimeField(label=_("Begin"), required=False, widget=forms.TimeInput({"placeholder": "14:30"}))
    minutes = forms.IntegerField(label=_("Minutes"), required=False, min_value=1, max_value=600)
    country = forms.ChoiceField(label=_("Country"))
    stakeholder = forms.ChoiceField(label=_("From the list of stakeholders"), required=False)
    institution = forms.CharField(
        label=_("Institution"), required=False, max_length=200, help_text=_("When it is not on the list. Never the name of a person.")
    )
    agency = forms.ChoiceField(label=_("Kind of agency"), choices=AGENCIES, widget=forms.RadioSelect({"class": "inline"}))
    women = forms.IntegerField(label=_("Women"), min_value=0, max_value=999, initial=0)
    men = forms.IntegerField(label=_("Men"), min_value=0, max_value=999, initial=0)
    unsaid = forms.IntegerField(label=_("Sex not said"), min_value=0, max_value=999, initial=0)
    active = forms.IntegerField(label=_("Of these, how many spoke"), required=False, min_value=0, max_value=999)
    language = forms.ChoiceField(label=_("Language of the talk"), required=False)
    staff_present = forms.BooleanField(label=_("Staff of the commissioner were present"), required=False)
    interpreter = forms.BooleanField(label=_("With an interpreter"), required=False)
    dual_role = forms.BooleanField(label=_("Somebody has a second role that could be a conflict of interest"), required=False)
    attribution = forms.ChoiceField(label=_("What was agreed about naming"), choices=ATTRIBUTION)
    sections = forms.MultipleChoiceField(
        label=_("Sections, by the work of the respondents"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Two or three. Sections 1, 7 and 8 are always asked."),
    )
    version = forms.IntegerField(widget=forms.HiddenInput, initial=0)

    def __init__(self, *args: Any, assessment: Assessment, row: Interview | None = None, **options: Any) -> None:
        if row is not None:
            options["initial"] = {name: getattr(row, name) for name in self.base_fields} | {
                "stakeholder": str(row.stakeholder_id or ""),
                "institution": "" if row.stakeholder_id else row.institution,
            }
        super().__init__(*args, **options)
        self.listed = {str(one.id): one for one in assessment.stakeholders.order_by("code")}
        titles = [
            (section.code, f"{section.code} {said(section.title, language())}")
            for section in current_guide().sections
            if not section.always
        ]
        self.offer("country", [(code, code) for code in assessment.countries])
        self.offer("stakeholder", [("", "-"), *((key, f"{one.code} {one.institution}") for key, one in self.listed.items())])
        self.offer("language", [("", "-"), *settings.LANGUAGES, ("other", _("another one"))])
        self.offer("sections", titles)

    def offer(self, name: str, choices: Collection[tuple[Any, Any]]) -> None:
        """Give a field its choices."""
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - narrowing for the type checker
        field.choices = list(choices)

    def clean(self) -> dict[str, Any]:
        """An institution from the list or typed; a written reply may have nobody present."""
        data = super().clean() or {}
        if not data.get("stakeholder") and not (data.get("institution") or "").strip():
            self.add_error("institution", _("Choose an institution from the list, or write it here."))
        return data

    @property
    def sheet(self) -> Sheet:
        """The header as the action takes it."""
        data = dict(self.cleaned_data)
        people = Participants(data.pop("women"), data.pop("men"), data.pop("unsaid"), data.pop("active"))
        listed = self.listed.get(data.pop("stakeholder"))
        data.pop("version")
        institution = listed.institution if listed else data["institution"]
        return Sheet(
            **(data | {"stakeholder": listed, "institution": institution, "participants": people, "sections": tuple(data["sections"])})
        )


class ConsentForm(forms.Form):
    """How the information note reached the respondents, and what they agreed to."""

    how = forms.ChoiceField(label=_("The information note was"), choices=CONSENT, widget=forms.RadioSelect)
    language = forms.ChoiceField(label=_("In which language"))
    reader = forms.CharField(label=_("Who read or gave it, if not you"), required=False, max_length=120)
    questions = forms.CharField(
        label=_("What they asked about it, and what was answered"),
        required=False,
        widget=forms.Textarea({"rows": 3, "autocomplete": "off"}),
    )
    notes_agreed = forms.ChoiceField(label=_("Do they agree to notes?"), choices=NOTES_AGREED, widget=forms.RadioSelect)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["language"] = forms.ChoiceField(
            label=_("In which language"), choices=[*settings.LANGUAGES, ("other", _("another one"))]
        )
        self.order_fields(["how", "language", "reader", "questions", "notes_agreed"])


class RespondentForm(forms.Form):
    """A respondent; nothing is obligatory."""

    name = forms.CharField(label=_("Name"), required=False, max_length=120, widget=forms.TextInput({"autocomplete": "off"}))
    function = forms.CharField(label=_("Post"), required=False, max_length=120)
    dual_role = forms.CharField(label=_("Second role that could be a conflict of interest"), required=False, max_length=300)


class ObservationForm(forms.Form):
    """An internal observation."""

    text = forms.CharField(label=_("What you noticed"), widget=forms.Textarea({"rows": 3, "autocomplete": "off"}))


class SuggestionForm(forms.Form):
    """Somebody the respondents named for the survey."""

    name = forms.CharField(label=_("Name"), max_length=120, widget=forms.TextInput({"autocomplete": "off"}))
    institution = forms.CharField(label=_("Institution"), required=False, max_length=200)
    contact = forms.CharField(label=_("How to reach them"), required=False, max_length=200)
