"""Forms of a return."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from dayaq.respond.casefile.forms import YES_NO, Choices, countries, items
from dayaq.respond.casefile.queries import Case, label, language
from dayaq.respond.referral.actions.breach import REASONS
from dayaq.respond.residence.access import EXCLUDED, LEVELS, PARTNERS, VIEWS
from dayaq.respond.residence.actions.returning import Risk, Travel
from dayaq.respond.residence.forms.stay import StepForm, pick, radio, several
from dayaq.respond.residence.queries import file_of
from dayaq.respond.residence.rules import Choice
from dayaq.ui.inputs import DateField
from dayaq.ui.templatetags.dayaq import say

LEVEL_WORDS = dict(zip(LEVELS, [_("high"), _("medium"), _("low")], strict=True))
EXCLUDED_WORDS = dict(zip(EXCLUDED, [_("yes, it can be ruled out"), _("no"), _("it is not clear")], strict=True))
VIEW_WORDS = dict(
    zip(
        VIEWS,
        [_("wants to return"), _("does not want to return"), _("is undecided"), _("could not say, because of age or state")],
        strict=True,
    )
)
PARTNER_WORDS = dict(zip(PARTNERS, [_("a body abroad is prepared"), _("the person wants none"), _("none was found")], strict=True))
BEST_WORDS: Choices = [("yes", _("yes")), ("no", _("no")), ("not_decided", _("not decided yet"))]


class BeginForm(StepForm):
    """Where to, and how."""

    def build(self) -> None:
        self.fields["kind"] = radio(_("Kind of return"), items(self.pack, "return_kind"))
        self.fields["country"] = pick(_("Country"), [pair for pair in countries() if pair[0] != "XX"])
        self.fields["to_parents"] = forms.BooleanField(label=_("A child returns to its parents"), required=False)
        rule = file_of(self.pack).scheme
        if rule is not None and rule.open:
            self.fields["scheme"] = forms.BooleanField(label=_("With the assisted return scheme"), required=False)

    def values(self) -> dict[str, Any]:
        """The fields as the action takes them."""
        return {name: self.cleaned_data.get(name, False) for name in ("kind", "country", "to_parents", "scheme")}


class ChoiceForm(StepForm):
    """The person's own choice."""

    def __init__(self, *args: Any, case: Case, **options: Any) -> None:
        self.spoken = case.languages
        super().__init__(*args, **options)

    def build(self) -> None:
        for name, text in (
            ("free", _("Does the person choose freely, alone with the one who asks?")),
            ("informed", _("Does the person know what staying would offer?")),
            ("advised", _("Was advice given against being trafficked again?")),
        ):
            self.fields[name] = radio(text, YES_NO, inline=True)
        known = [pair for pair in items(self.pack, "language") if not self.spoken or pair[0] in self.spoken]
        self.fields["language"] = pick(_("In which language?"), known)

    @property
    def choice(self) -> Choice:
        """The choice as it was typed."""
        given = self.cleaned_data
        free, informed, advised = (given[name] == "yes" for name in ("free", "informed", "advised"))
        return Choice(free, informed, advised, given["language"])


class RiskForm(StepForm):
    """The risk of a return."""

    def __init__(self, *args: Any, child: bool, **options: Any) -> None:
        self.child = child
        super().__init__(*args, **options)

    def build(self) -> None:
        self.fields["factors"] = several(_("What was found?"), items(self.pack, "return_factor"))
        self.fields["level"] = radio(_("How high is the risk?"), list(LEVEL_WORDS.items()), inline=True)
        self.fields["excluded"] = radio(_("Can being trafficked again be ruled out?"), list(EXCLUDED_WORDS.items()))
        if self.child:
            self.fields["best_interests"] = radio(_("Is it in the child's best interests?"), BEST_WORDS)
        self.fields["safe"] = radio(_("Your conclusion: is the return safe?"), YES_NO, inline=True)
        self.fields["text"] = forms.CharField(label=_("Reasons"), max_length=20000, required=False, widget=forms.Textarea({"rows": 5}))
        self.fields["language"] = forms.ChoiceField(label=_("Written in"), choices=items(self.pack, "language"), initial=language())

    @property
    def risk(self) -> Risk:
        """The assessment as it was typed."""
        given = self.cleaned_data
        return Risk(
            level=given["level"],
            factors=tuple(given["factors"]),
            excluded=given["excluded"],
            safe=given["safe"] == "yes",
            best_interests=given.get("best_interests", ""),
            text=given["text"],
            language=given["language"],
        )


class ChildForm(StepForm):
    """What the child says."""

    def build(self) -> None:
        self.fields["view"] = radio(_("What does the child say?"), list(VIEW_WORDS.items()))
        self.fields["heard_by"] = radio(_("Who heard the child?"), items(self.pack, "heard_by"))
        self.fields["text"] = forms.CharField(
            label=_("In its own words"), max_length=20000, required=False, widget=forms.Textarea({"rows": 4})
        )
        self.fields["language"] = forms.ChoiceField(label=_("Written in"), choices=items(self.pack, "language"), initial=language())


class PartnerForm(StepForm):
    """Who receives the person abroad."""

    def build(self) -> None:
        self.fields["outcome"] = radio(_("Partner abroad"), list(PARTNER_WORDS.items()))
        self.fields["name"] = forms.CharField(label=_("Body"), max_length=200, required=False)
        self.fields["contact"] = forms.CharField(label=_("Contact"), max_length=200, required=False)
        self.fields["consent"] = forms.BooleanField(label=_("The person agrees that they are told"), required=False)


class WayForm(StepForm):
    """When and by which way."""

    def build(self) -> None:
        hint = _("It is kept with the places: who may not see where somebody is does not see it.")
        self.fields["text"] = forms.CharField(label=_("The way of the journey"), max_length=5000, widget=forms.Textarea, help_text=hint)


class PlanForm(StepForm):
    """The day of the journey."""

    def build(self) -> None:
        rule = file_of(self.pack).returning
        payers = [pair for pair in items(self.pack, "return_payer") if rule and pair[0] in rule.paid_by]
        self.fields["travel_day"] = DateField(label=_("Day of the journey"))
        self.fields["travel_clock"] = forms.TimeField(label=_("Hour of the journey"), widget=forms.TimeInput({"maxlength": 5}))
        self.fields["papers"] = radio(_("Papers"), items(self.pack, "return_paper"))
        self.fields["transport"] = radio(_("Transport"), items(self.pack, "return_transport"), inline=True)
        self.fields["paid_by"] = several(_("Who pays?"), payers)

    @property
    def travel(self) -> Travel:
        """Papers, transport and payers as typed."""
        given = self.cleaned_data
        return Travel(papers=given["papers"], transport=given["transport"], paid_by=tuple(given["paid_by"]))

    @property
    def travels_at(self) -> Any:
        """When the journey begins."""
        return self.pack.calendar.at_wall(self.cleaned_data["travel_day"], self.cleaned_data["travel_clock"])


class ArriveForm(StepForm):
    """Who met the person."""

    def build(self) -> None:
        self.fields["met_by"] = radio(_("Who met the person?"), items(self.pack, "met_by"))


class FollowForm(StepForm):
    """How it went."""

    def build(self) -> None:
        self.fields["outcome"] = radio(_("How is the person?"), items(self.pack, "return_outcome"))
        self.fields["through"] = radio(_("Contact through"), items(self.pack, "return_contact"), inline=True)


class CancelForm(StepForm):
    """Why it does not take place."""

    def build(self) -> None:
        self.fields["reason"] = radio(_("Why?"), items(self.pack, "return_cancelled"))


class CostForm(StepForm):
    """One cost."""

    def build(self) -> None:
        self.fields["kind"] = pick(_("What for"), items(self.pack, "return_cost"))
        self.fields["payer"] = pick(_("Who pays"), items(self.pack, "return_payer"))
        number = forms.TextInput({"inputmode": "decimal"})
        self.fields["amount"] = forms.DecimalField(
            label=_("Amount"), min_value=Decimal("0.01"), max_digits=12, decimal_places=2, widget=number
        )
        letters = forms.RegexField(label=_("Currency"), regex=r"^[A-Z]{3}$", max_length=3, initial=self.pack.currency or "")
        letters.error_messages["invalid"] = _("Three capital letters, as in banks.")
        self.fields["currency"] = letters


class RemovedForm(StepForm):
    """A removal that happened."""

    def build(self) -> None:
        bodies = [(code, label(self.pack, f"bodies.{code}")) for code, body in self.pack.bodies.items() if body.state and body.in_mechanism]
        self.fields["country"] = pick(_("Country"), [pair for pair in countries() if pair[0] != "XX"])
        self.fields["body"] = forms.ChoiceField(label=_("Which body did it?"), choices=[("", _("not known")), *bodies], required=False)
        self.fields["reason"] = pick(_("Reason that was given"), [(code, say(text)) for code, text in REASONS.items()])

    def clean(self) -> dict[str, Any]:
        """A breach names its reason."""
        cleaned = super().clean()
        if not cleaned.get("reason") and "reason" not in self.errors:
            self.add_error("reason", ValidationError(_("Choose the reason."), code="required"))
        return cleaned
