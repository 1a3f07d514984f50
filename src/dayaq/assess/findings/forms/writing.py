"""Forms of findings: the words, the reply of a body, the answer to it, a conflict of interest; the filter of the list."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from dayaq.assess.findings.actions import Draft
from dayaq.assess.findings.forms.words import ANY, Choices, WordsForm
from dayaq.assess.findings.models import Finding
from dayaq.assess.findings.rules.writing import ACCEPTED, ATTRIBUTION, STAGES, STANCES, STATUSES
from dayaq.assess.framework.rules.loading import areas, criteria
from dayaq.ui.inputs import DateField
from dayaq.ui.templatetags.dayaq import codes, say


def area_choices() -> Choices:
    """The five areas by number."""
    return [(str(number), f"{number}. {codes(title)}") for number, title in areas().items()]


def worded(words: Mapping[str, str]) -> Choices:
    """Codes with their words in the reader's language."""
    return [(code, say(text)) for code, text in words.items()]


class FindingForm(WordsForm):
    """A finding: its place, title and text in each language, criteria, who is named."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    area = forms.TypedChoiceField(label=_("Area"), coerce=int)
    section = forms.CharField(
        label=_("Section"), required=False, max_length=20, help_text=_("Findings with the same letter or number stand together.")
    )
    order = forms.IntegerField(label=_("Place in the section"), required=False, min_value=0)
    criteria = forms.MultipleChoiceField(label=_("Criteria it bears on"), required=False, widget=forms.SelectMultiple({"size": 10}))
    attribution = forms.ChoiceField(label=_("Who is named"), widget=forms.RadioSelect)
    institution = forms.CharField(label=_("Institution"), required=False, max_length=200)
    consent = forms.CharField(
        label=_("Where the consent is recorded"),
        required=False,
        max_length=300,
        help_text=_("A letter, a protocol: never the name itself."),
    )
    texts = {"title": (_("Title"), 1), "text": (_("Text"), 8)}
    field_order = ["version", "area", "title_en", "title_az", "title_ru", "text_en", "text_az", "text_ru"]

    def __init__(self, data: Mapping[str, Any] | None = None, *, row: Finding | None = None) -> None:
        words = {"title": row.title, "text": row.text} if row else {}
        names = ("area", "section", "order", "criteria", "attribution", "institution", "consent", "version")
        start = {name: getattr(row, name) for name in names} if row else {"attribution": "anonymous"}
        super().__init__(data, initial=start, words=words)
        offered = {
            "area": area_choices(),
            "attribution": worded(ATTRIBUTION),
            "criteria": [(one.code, f"{one.code} {codes(one.title)}") for one in criteria()],
        }
        for name, choices in offered.items():
            self.fields[name].choices = choices  # type: ignore[attr-defined]  # a choice field
        first = [f"{name}_{code}" for name in ("title", "text") for code in ordered(self, name)]
        self.order_fields(["version", "area", *first])
        marks = _("A blank line begins a paragraph. Numbers from data: [[survey 3.1.4 adequate]], [[themes code]]. Sources: Aze 30, p. 31.")
        self.fields[first[-3]].help_text = marks

    @property
    def draft(self) -> Draft:
        """What was typed."""
        said = self.cleaned_data
        return Draft(
            area=said["area"], section=said["section"], order=said["order"] or 0, criteria=tuple(said["criteria"]),
            attribution=said["attribution"], institution=said["institution"], consent=said["consent"],
            title=self.words("title"), text=self.words("text"),
        )  # fmt: skip


def ordered(form: WordsForm, name: str) -> list[str]:
    """The languages of a text in the order of the form."""
    return [field.rpartition("_")[2] for field in form.fields if field.startswith(f"{name}_")]


class ReplyForm(WordsForm):
    """What a body says to a finding."""

    institution = forms.CharField(label=_("Which body"), max_length=200)
    stage = forms.ChoiceField(label=_("On which text"))
    stance = forms.ChoiceField(label=_("What it says"), widget=forms.RadioSelect)
    on = DateField(label=_("Date"))
    texts = {"text": (_("Its words"), 4)}

    def __init__(self, data: Mapping[str, Any] | None = None) -> None:
        super().__init__(data)
        self.fields["stage"].choices = worded(STAGES)  # type: ignore[attr-defined]  # a choice field
        self.fields["stance"].choices = worded(STANCES)  # type: ignore[attr-defined]  # a choice field


class AnswerForm(WordsForm):
    """What the assessors answer to a reply."""

    accepted = forms.ChoiceField(label=_("Is the reply accepted?"), widget=forms.RadioSelect)
    texts = {"text": (_("Answer"), 4)}

    def __init__(self, data: Mapping[str, Any] | None = None) -> None:
        super().__init__(data)
        self.fields["accepted"].choices = worded(ACCEPTED)  # type: ignore[attr-defined]  # a choice field


class ConflictForm(WordsForm):
    """A dual role of a body that informed a finding."""

    institution = forms.CharField(label=_("Which body"), max_length=200)
    texts = {"text": (_("What the conflict is"), 3)}


class AloneForm(forms.Form):
    """Why nothing is recommended."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    because = forms.CharField(
        label=_("Why nothing is recommended"), required=False, max_length=1000, widget=forms.Textarea({"rows": 3}),
        help_text=_("Left empty, the finding waits for a recommendation again."),
    )  # fmt: skip


class FilterForm(forms.Form):
    """Search and filter of the findings."""

    q = forms.CharField(label=_("Words"), required=False, max_length=60)
    area = forms.ChoiceField(label=_("Area"), required=False)
    status = forms.ChoiceField(label=_("Status"), required=False)
    lacks = forms.ChoiceField(
        label=_("Show only"), required=False,
        choices=[ANY, ("recommendation", _("without a recommendation")), ("evidence", _("without linked evidence")),
                 ("disputed", _("disputed")), ("unanswered", _("with a reply not answered"))],
    )  # fmt: skip

    def __init__(self, data: Mapping[str, Any] | None = None) -> None:
        super().__init__(data)
        self.fields["area"].choices = [ANY, *area_choices()]  # type: ignore[attr-defined]  # a choice field
        self.fields["status"].choices = [ANY, *worded(STATUSES)]  # type: ignore[attr-defined]  # a choice field
