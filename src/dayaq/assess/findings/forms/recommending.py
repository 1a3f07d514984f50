"""Forms of recommendations: making, revising, what they rest on; filters of the lists."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from dayaq.assess.findings.forms.words import ANY, Choices, WordsForm
from dayaq.assess.findings.forms.writing import area_choices, worded
from dayaq.assess.findings.models import Recommendation
from dayaq.assess.findings.rules.recommending import DECISIONS
from dayaq.assess.framework.rules.loading import asked_before, priorities
from dayaq.ui.templatetags.dayaq import codes

TEXTS = {"text": (_("What should be done"), 3), "purpose": (_("In order to"), 2), "addressee": (_("Who should do it"), 1)}


def letters() -> Choices:
    """The priorities A to Q."""
    return [("", _("none")), *((one.code, f"{one.code} · {codes(one.label)}") for one in priorities())]


class RecommendForm(WordsForm):
    """A new recommendation."""

    area = forms.TypedChoiceField(label=_("Area"), coerce=int)
    priority = forms.ChoiceField(label=_("Priority"), required=False)
    order = forms.IntegerField(label=_("Place in the area"), required=False, min_value=0)
    findings = forms.MultipleChoiceField(label=_("Findings it rests on"), required=False, widget=forms.CheckboxSelectMultiple)
    texts = TEXTS

    def __init__(self, data: Mapping[str, Any] | None = None, *, findings: Choices, start: Mapping[str, Any] | None = None) -> None:
        super().__init__(data, initial=dict(start or {}))
        self.fields["area"].choices = area_choices()  # type: ignore[attr-defined]  # a choice field
        self.fields["priority"].choices = letters()  # type: ignore[attr-defined]  # a choice field
        self.fields["findings"].choices = findings  # type: ignore[attr-defined]  # a choice field
        self.order_fields(["area", *(name for name in self.fields if name.rpartition("_")[0] in TEXTS)])


class ReviseForm(WordsForm):
    """Keep, change or drop: the words as they stand, ready to be changed, and why."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    decision = forms.ChoiceField(label=_("Decision"), widget=forms.RadioSelect({"class": "inline"}))
    reason = forms.CharField(label=_("Why"), required=False, max_length=1000, widget=forms.Textarea({"rows": 2}))
    priority = forms.ChoiceField(label=_("Priority"), required=False)
    texts = TEXTS

    def __init__(self, data: Mapping[str, Any] | None = None, *, row: Recommendation) -> None:
        words = {"text": row.text, "purpose": row.purpose, "addressee": row.addressee}
        super().__init__(data, initial={"version": row.version, "priority": row.priority}, words=words)
        self.fields["decision"].choices = [pair for pair in worded(DECISIONS) if pair[0] != "new"]  # type: ignore[attr-defined]  # a choice field
        self.fields["priority"].choices = letters()  # type: ignore[attr-defined]  # a choice field


class GroundsForm(forms.Form):
    """The findings a recommendation rests on."""

    findings = forms.MultipleChoiceField(label=_("Findings it rests on"), required=False, widget=forms.CheckboxSelectMultiple)

    def __init__(self, data: Mapping[str, Any] | None = None, *, findings: Choices, chosen: list[str]) -> None:
        super().__init__(data, initial={"findings": chosen})
        self.fields["findings"].choices = findings  # type: ignore[attr-defined]  # a choice field


class EarlierForm(forms.Form):
    """A person's word about one earlier recommendation."""

    asked = forms.ChoiceField()
    same = forms.TypedChoiceField(choices=[("yes", _("yes")), ("no", _("no"))], coerce=lambda said: said == "yes")

    def __init__(self, data: Mapping[str, Any] | None = None) -> None:
        super().__init__(data)
        self.fields["asked"].choices = [(one.id, one.id) for one in asked_before()]  # type: ignore[attr-defined]  # a choice field


class RecommendationsFilter(forms.Form):
    """Search and filter of the recommendations."""

    q = forms.CharField(label=_("Words"), required=False, max_length=60)
    area = forms.ChoiceField(label=_("Area"), required=False)
    priority = forms.ChoiceField(label=_("Priority"), required=False)
    lacks = forms.ChoiceField(
        label=_("Show only"), required=False, choices=[ANY, ("finding", _("without a finding")), ("dropped", _("dropped"))]
    )

    def __init__(self, data: Mapping[str, Any] | None = None) -> None:
        super().__init__(data)
        self.fields["area"].choices = [ANY, *area_choices()]  # type: ignore[attr-defined]  # a choice field
        self.fields["priority"].choices = [ANY, *letters()[1:]]  # type: ignore[attr-defined]  # a choice field


class EarlierFilter(forms.Form):
    """Search and filter of what was asked before."""

    q = forms.CharField(label=_("Words"), required=False, max_length=60)
    source = forms.ChoiceField(label=_("Asked by"), required=False)
    area = forms.ChoiceField(label=_("Area"), required=False)

    def __init__(self, data: Mapping[str, Any] | None = None) -> None:
        super().__init__(data)
        bodies = dict.fromkeys(one.source for one in asked_before())
        self.fields["source"].choices = [ANY, *((body, body) for body in bodies)]  # type: ignore[attr-defined]  # a choice field
        self.fields["area"].choices = [ANY, *area_choices()]  # type: ignore[attr-defined]  # a choice field
