"""Judging a cell, and one form for each kind of evidence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from dayaq.assess.findings.forms.words import Choices, GroupField, WordsForm
from dayaq.assess.findings.queries import CellView
from dayaq.assess.findings.rules.judging import WORDS, State
from dayaq.ui.inputs import DateField
from dayaq.ui.templatetags.dayaq import say


class JudgeForm(WordsForm):
    """State, improvement, words in each language; the number of the judgement one has seen."""

    number = forms.IntegerField(widget=forms.HiddenInput)
    state = forms.ChoiceField(label=_("State"), widget=forms.RadioSelect({"class": "inline"}))
    improvement = forms.BooleanField(
        label=_("Area for improvement"), required=False, help_text=_("Where work would help most, whatever the state.")
    )
    reason = forms.CharField(
        label=_("Why it stands without evidence"), required=False, max_length=1000, widget=forms.Textarea({"rows": 2}),
        help_text=_("Only needed where no piece of evidence is listed."),
    )  # fmt: skip
    texts = {"narrative": (_("What was found"), 4)}

    def __init__(self, data: Mapping[str, Any] | None, *, cell: CellView) -> None:
        start = {"number": cell.number, "state": cell.state, "improvement": cell.improvement, "reason": cell.reason}
        super().__init__(data, initial=start, words={"narrative": cell.narrative})
        self.fields["state"].choices = [(state.value, say(WORDS[state])) for state in State]  # type: ignore[attr-defined]  # a choice field


class EvidenceForm(WordsForm):
    """What every kind of evidence has: words in each language; for a finding, the part it belongs to."""

    kind = ""
    texts = {"words": (_("What it says"), 3)}
    part = forms.ChoiceField(label=_("Which part of the finding"), required=False)

    def __init__(self, data: Mapping[str, Any] | None = None, *, parts: Choices | None = None, **options: Any) -> None:
        super().__init__(data, **options)
        if parts is None:
            del self.fields["part"]
        else:
            self.fields["part"].choices = [("", _("the whole finding")), *parts]  # type: ignore[attr-defined]  # a choice field

    @property
    def facts(self) -> dict[str, Any]:
        """What the kind needs, as kept."""
        skip = {"part", *(name for name in self.fields if name.startswith("words_"))}
        return {name: value for name, value in self.cleaned_data.items() if name not in skip}


class SurveyForm(EvidenceForm):
    """An item, and the answers counted together (none: all of them)."""

    kind = "survey"
    item = forms.CharField(widget=forms.HiddenInput)
    choices = forms.MultipleChoiceField(
        label=_("Answers counted together"), required=False, widget=forms.CheckboxSelectMultiple,
        help_text=_("None: the statement shows all answers. The number and its base come from the data."),
    )  # fmt: skip

    def __init__(self, data: Mapping[str, Any] | None = None, *, item: str, offered: Choices, **options: Any) -> None:
        super().__init__(data, initial={"item": item}, **options)
        self.fields["choices"].choices = offered  # type: ignore[attr-defined]  # a choice field
        if not offered:
            del self.fields["choices"]


class ThemeForm(EvidenceForm):
    """A theme of the interviews."""

    kind = "interviews"
    theme = forms.ChoiceField(label=_("Theme"))

    def __init__(self, data: Mapping[str, Any] | None = None, *, themes: Choices, **options: Any) -> None:
        super().__init__(data, **options)
        self.fields["theme"].choices = themes  # type: ignore[attr-defined]  # a choice field


class DocumentForm(EvidenceForm):
    """A clause of a document of the desk review, with its page."""

    kind = "document"
    source = forms.ChoiceField(label=_("Document"))
    page = forms.RegexField(r"^\d{1,4}(\s*[-–]\s*\d{1,4})?$", label=_("Page"), help_text=_("31, or 31-33"))
    field_order = ["part", "source", "page"]

    def __init__(self, data: Mapping[str, Any] | None = None, *, sources: Choices, **options: Any) -> None:
        super().__init__(data, **options)
        self.fields["source"].choices = sources  # type: ignore[attr-defined]  # a choice field


class FigureForm(EvidenceForm):
    """A figure of the register: it is taken as it leaves the office today."""

    kind = "figure"
    measure = forms.ChoiceField(label=_("Measure"))
    period = forms.CharField(label=_("Period"), max_length=30, help_text=_("2017, 2017-Q3 or 2016-2017"))
    dims = GroupField(label=_("Group"), max_length=200, required=False, help_text=_("For example sex=female; nothing: the total."))

    def __init__(self, data: Mapping[str, Any] | None = None, *, measures: Choices, **options: Any) -> None:
        super().__init__(data, **options)
        self.fields["measure"].choices = measures  # type: ignore[attr-defined]  # a choice field


class TypedForm(EvidenceForm):
    """A figure that is typed with its source, where no register is at hand."""

    kind = "figure"
    measure = forms.CharField(label=_("What is counted"), max_length=120)
    period = forms.CharField(label=_("Period"), max_length=30)
    value = forms.DecimalField(label=_("Number"))
    source = forms.ChoiceField(label=_("Document"))
    page = forms.CharField(label=_("Page"), max_length=20)

    def __init__(self, data: Mapping[str, Any] | None = None, *, sources: Choices, **options: Any) -> None:
        super().__init__(data, **options)
        self.fields["source"].choices = sources  # type: ignore[attr-defined]  # a choice field

    @property
    def facts(self) -> dict[str, Any]:
        """The figure with its source, marked as typed."""
        said = super().facts
        return {**said, "value": f"{said['value'].normalize():f}", "typed": True}


class DatedForm(EvidenceForm):
    """Kinds that happened on a day."""

    @property
    def facts(self) -> dict[str, Any]:
        """With the day as text."""
        said = super().facts
        return {**said, "on": said["on"].isoformat()}


class ObservationForm(DatedForm):
    """What was seen: by whom (a function, never a name), where, when."""

    kind = "observation"
    who = forms.CharField(label=_("Who saw it"), max_length=120, help_text=_("A function, never a name."))
    where = forms.CharField(label=_("Where"), max_length=120)
    on = DateField(label=_("When"))


class WrittenReplyForm(DatedForm):
    """What a body answered in writing to an inquiry."""

    kind = "written_reply"
    body = forms.CharField(label=_("Which body"), max_length=200)
    inquiry = forms.CharField(label=_("Answer to"), max_length=200, help_text=_("The inquiry, and why no meeting took place if so."))
    on = DateField(label=_("Date of the reply"))


class ValidationStatementForm(DatedForm):
    """What a body said in the validation of the draft."""

    kind = "validation"
    body = forms.CharField(label=_("Which body"), max_length=200)
    on = DateField(label=_("When"))


SAID: Mapping[str, type[EvidenceForm]] = {
    "observation": ObservationForm,
    "written_reply": WrittenReplyForm,
    "validation": ValidationStatementForm,
}


def codes_of(pairs: Sequence[tuple[str, str]]) -> Choices:
    """Choices that show their code."""
    return [(code, f"{code} · {label}") for code, label in pairs]
