"""Forms of protection: what was typed, read and explained."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from dayaq.core.pack import Pack
from dayaq.respond.casefile.forms import NONE, YES_NO, Choices, EventForm, items
from dayaq.respond.casefile.queries import label, language
from dayaq.respond.protection.actions.liability import NewLiability
from dayaq.respond.protection.actions.risks import Assessment, NewThreat, SafetyPlan
from dayaq.respond.protection.models import Measure
from dayaq.respond.protection.queries import file_of
from dayaq.respond.referral.actions.breach import REASONS
from dayaq.ui.inputs import DateField
from dayaq.ui.templatetags.dayaq import codes, say

LEVEL_WORDS: Choices = [("high", _("high")), ("medium", _("medium")), ("low", _("low"))]
HOW_WORDS: Choices = [("offered", _("offered to the person")), ("requested", _("asked for"))]


def radio(label_: Any, choices: Choices, *, hint: Any = "", inline: bool = False) -> forms.ChoiceField:
    """One of a few, all in sight."""
    return forms.ChoiceField(label=label_, choices=choices, widget=forms.RadioSelect({"class": "inline"} if inline else {}), help_text=hint)


def several(label_: Any, choices: Choices, *, required: bool = True) -> forms.MultipleChoiceField:
    """Any number of a list."""
    return forms.MultipleChoiceField(label=label_, choices=choices, widget=forms.CheckboxSelectMultiple(), required=required)


def text(label_: Any, *, rows: int = 4, required: bool = False, hint: Any = "") -> forms.CharField:
    """A longer text."""
    return forms.CharField(label=label_, max_length=20000, required=required, widget=forms.Textarea({"rows": rows}), help_text=hint)


def bodies(pack: Pack) -> Choices:
    """The bodies of the country's mechanism."""
    return [(code, label(pack, f"bodies.{code}")) for code, body in pack.bodies.items() if body.in_mechanism]


class StepForm(EventForm):
    """A step of a row that somebody else may have changed meanwhile; ``version`` is the row as it was shown."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, data: Any = None, *, pack: Pack, version: int = 0, initial: dict[str, Any] | None = None) -> None:
        super().__init__(data, pack=pack, initial={"version": version, **(initial or {})})
        self.build()
        self.order_fields([name for name in self.fields if name not in {"day", "clock", "version"}])

    def build(self) -> None:
        """Add the fields of the step."""

    @property
    def known_version(self) -> int:
        """The version the form was drawn with."""
        return self.cleaned_data.get("version") or 0

    def written(self) -> None:
        """Add a text with its language."""
        self.fields["text"] = text(_("What happened, and why you judge so"))
        self.fields["language"] = forms.ChoiceField(label=_("Written in"), choices=items(self.pack, "language"), initial=language())


class RiskForm(StepForm):
    """The risk somebody runs."""

    def build(self) -> None:
        self.fields["factors"] = several(_("What was found?"), items(self.pack, "risk_factor"))
        self.fields["mitigations"] = several(_("What lowers the risk?"), items(self.pack, "risk_mitigation"), required=False)
        self.fields["level"] = radio(_("How high is the risk?"), LEVEL_WORDS, inline=True)
        self.fields["next_review"] = DateField(label=_("Look at it again on"))
        self.written()

    @property
    def seen(self) -> Assessment:
        """The assessment as it was typed."""
        given = self.cleaned_data
        return Assessment(
            level=given["level"],
            factors=tuple(given["factors"]),
            mitigations=tuple(given["mitigations"]),
            next_review=given["next_review"],
            text=given["text"],
            language=given["language"],
        )

    def clean(self) -> dict[str, Any]:
        """The next look has a day."""
        cleaned = super().clean()
        if not cleaned.get("next_review") and "next_review" not in self.errors:
            self.add_error("next_review", ValidationError(_("Name the day."), code="required"))
        return cleaned


class PlanForm(StepForm):
    """The safety plan agreed with the person."""

    def build(self) -> None:
        self.fields["steps"] = text(_("What the person does, step by step"), rows=6, required=True)
        self.fields["contacts"] = text(_("Whom she or he calls"), rows=3)
        self.fields["code_word"] = forms.CharField(
            label=_("Code word"), max_length=60, required=False, help_text=_("It stands in no list, log or letter.")
        )
        self.fields["agreed"] = radio(_("Was it agreed with the person?"), YES_NO, inline=True)
        self.fields["language"] = forms.ChoiceField(label=_("In which language?"), choices=[NONE, *items(self.pack, "language")])

    @property
    def plan(self) -> SafetyPlan:
        """The plan as it was typed."""
        given = self.cleaned_data
        words = {name: given[name] for name in ("steps", "contacts", "code_word", "language")}
        return SafetyPlan(agreed=given["agreed"] == "yes", **words)


class ThreatForm(StepForm):
    """A threat or an incident."""

    def build(self) -> None:
        for name, words, codes_list in (
            ("target", _("Who is threatened?"), "threat_target"),
            ("source", _("By whom?"), "threat_source"),
            ("channel", _("How?"), "threat_channel"),
        ):
            self.fields[name] = forms.ChoiceField(label=words, choices=[NONE, *items(self.pack, codes_list, without="")])
        self.fields["urgent"] = forms.BooleanField(label=_("There is danger now"), required=False)
        self.fields["reported_to"] = forms.ChoiceField(
            label=_("To whom was it reported?"), choices=[("", _("to nobody yet")), *bodies(self.pack)], required=False
        )
        self.fields["responses"] = several(_("What was done?"), items(self.pack, "threat_response"), required=False)
        self.written()

    @property
    def new(self) -> NewThreat:
        """The threat as it was typed."""
        given = self.cleaned_data
        names = ("target", "source", "channel", "reported_to", "urgent", "text", "language")
        return NewThreat(responses=tuple(given["responses"]), **{name: given[name] for name in names})


class AnswerThreatForm(StepForm):
    """What was done about a threat."""

    def build(self) -> None:
        self.fields["reported_to"] = forms.ChoiceField(
            label=_("To whom was it reported?"), choices=[("", _("to nobody yet")), *bodies(self.pack)], required=False
        )
        self.fields["responses"] = several(_("What was done?"), items(self.pack, "threat_response"))


class CloseThreatForm(StepForm):
    """Why a threat is over."""

    def build(self) -> None:
        self.fields["reason"] = radio(_("Why is it over?"), items(self.pack, "threat_closing"))


class MeasureForm(StepForm):
    """Which measure."""

    def build(self) -> None:
        kinds = [(code, codes(one.label)) for code, one in file_of(self.pack).measures.items()]
        self.fields["kind"] = radio(_("Measure of protection"), kinds)
        self.fields["how"] = radio(_("It was"), HOW_WORDS, inline=True)
        hint = _("An urgent one waits for no clearance.")
        self.fields["urgent"] = forms.BooleanField(label=_("There is danger now"), required=False, help_text=hint)


class AnswerForm(StepForm):
    """The answer to a measure."""

    def __init__(self, *args: Any, measure: Measure, **options: Any) -> None:
        self.measure = measure
        super().__init__(*args, **options)

    def build(self) -> None:
        rule = file_of(self.pack).measures.get(self.measure.kind)
        deciding = [(code, label(self.pack, f"bodies.{code}")) for code in self.pack.bodies_meant(rule.decided_by if rule else ())]
        self.fields["answer"] = radio(_("Answer"), items(self.pack, "measure_answer"))
        self.fields["body"] = forms.ChoiceField(label=_("Which body answered?"), choices=[("", _("the person")), *deciding], required=False)
        self.fields["reason"] = forms.ChoiceField(
            label=_("Reason"), choices=[NONE, *items(self.pack, "measure_reason")], required=False, help_text=_("Needed for a refusal.")
        )

    def values(self) -> dict[str, Any]:
        """The fields as the action takes them."""
        return {name: self.cleaned_data[name] for name in ("answer", "body", "reason")}


class UseForm(StepForm):
    """Whether a measure was used."""

    def build(self) -> None:
        self.fields["no_equipment"] = forms.BooleanField(label=_("It was granted, but the equipment was missing"), required=False)


class NameForm(StepForm):
    """Another name."""

    def build(self) -> None:
        self.fields["name"] = forms.CharField(label=_("Other name"), max_length=200)
        self.fields["document"] = forms.CharField(label=_("Document"), max_length=60, required=False)


class AddressForm(StepForm):
    """Where letters go."""

    def build(self) -> None:
        self.fields["receiver"] = forms.CharField(label=_("To whom"), max_length=200, help_text=_("As it stands on the envelope."))
        self.fields["address"] = text(_("Address"), rows=3, required=True)
        self.fields["caution"] = forms.CharField(label=_("Caution"), max_length=300, required=False)


class OtherForm(StepForm):
    """Somebody who is no victim and needs protection."""

    def build(self) -> None:
        self.fields["kind"] = radio(_("Who is it?"), items(self.pack, "protected_kind"))
        self.fields["name"] = forms.CharField(label=_("Name"), max_length=200)
        self.fields["contact"] = forms.CharField(label=_("How to reach this person"), max_length=200, required=False)
        hint = _("The case this person is threatened for, if there is one. The case itself does not show it.")
        self.fields["linked"] = forms.CharField(label=_("Case code"), max_length=20, required=False, help_text=hint)


class LiabilityForm(StepForm):
    """What somebody was held liable for."""

    def build(self) -> None:
        for name, words, codes_list in (("kind", _("What happened?"), "liability_kind"), ("act", _("For which act?"), "coerced_act")):
            self.fields[name] = forms.ChoiceField(label=words, choices=[NONE, *items(self.pack, codes_list)])
        self.fields["article"] = forms.CharField(label=_("Article"), max_length=60, required=False)
        self.fields["body"] = forms.ChoiceField(label=_("Which body?"), choices=[("", _("not known")), *bodies(self.pack)], required=False)
        self.fields["amount"] = forms.DecimalField(
            label=_("Amount of a fine"), max_digits=14, decimal_places=2, min_value=0, required=False, widget=forms.TextInput()
        )
        self.fields["why"] = forms.ChoiceField(
            label=_("Reason that was given"), choices=[(code, say(words)) for code, words in REASONS.items()], initial="not_given"
        )

    @property
    def new(self) -> NewLiability:
        """The event as it was typed."""
        return NewLiability(**{name: self.cleaned_data[name] for name in ("kind", "act", "article", "body", "amount", "why")})


class InvokeForm(StepForm):
    """Who invoked non-punishment."""

    def build(self) -> None:
        self.fields["invoked_by"] = radio(_("Who invoked it?"), items(self.pack, "invoked_by"))


class InvokedForm(StepForm):
    """The answer to an invocation."""

    def build(self) -> None:
        self.fields["answer"] = radio(_("What was the answer?"), items(self.pack, "liability_answer"))
