"""Forms of residence and return: what was typed, read and explained."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from dayaq.core.pack import Pack
from dayaq.respond.casefile.forms import NONE, YES_NO, Choices, EventForm, countries, items
from dayaq.respond.casefile.queries import Case, label, language
from dayaq.respond.referral.actions.breach import REASONS
from dayaq.respond.residence.access import EXCLUDED, LEVELS, PARTNERS, VIEWS
from dayaq.respond.residence.actions.returning import Risk, Travel
from dayaq.respond.residence.queries import file_of
from dayaq.respond.residence.rules import Choice
from dayaq.ui.inputs import DateField
from dayaq.ui.templatetags.dayaq import codes, say

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
INLINE = {"class": "inline"}


def pick(label_: Any, choices: Choices, *, hint: Any = "") -> forms.ChoiceField:
    """One of a list."""
    return forms.ChoiceField(label=label_, choices=[NONE, *choices], help_text=hint)


def radio(label_: Any, choices: Choices, *, hint: Any = "", inline: bool = False) -> forms.ChoiceField:
    """One of a few, all in sight."""
    return forms.ChoiceField(label=label_, choices=choices, widget=forms.RadioSelect(INLINE if inline else {}), help_text=hint)


def several(label_: Any, choices: Choices, *, hint: Any = "") -> forms.MultipleChoiceField:
    """Any number of a list, at least one."""
    return forms.MultipleChoiceField(label=label_, choices=choices, widget=forms.CheckboxSelectMultiple(), help_text=hint)


def words(rows: Any) -> Choices:
    """Codes and labels of entries of a pack's file."""
    return [(code, codes(entry.label)) for code, entry in rows.items()]


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


class GiveForm(StepForm):
    """Which body gives the reflection period."""

    def build(self) -> None:
        bodies = self.pack.bodies_meant(self.pack.process.reflection.grant_by)
        self.fields["body"] = radio(_("Which body gives it?"), [(code, label(self.pack, f"bodies.{code}")) for code in bodies])


class ExtendForm(StepForm):
    """Why a period is made longer."""

    def build(self) -> None:
        self.fields["reason"] = radio(_("Why?"), items(self.pack, "extension_reason"))


class EndReflectionForm(StepForm):
    """Why a period ends early; not co-operating is not on the list."""

    def build(self) -> None:
        self.fields["reason"] = radio(_("Why does it end?"), words(file_of(self.pack).endings))


class ApplyForm(StepForm):
    """Which permit, on which grounds."""

    def build(self) -> None:
        part = file_of(self.pack)
        hint = _("Either is enough. Nobody has to co-operate for the personal situation.")
        self.fields["kind"] = radio(_("Permit"), words(part.permits))
        self.fields["grounds"] = several(_("Grounds"), words(part.grounds), hint=hint)
        self.fields["proceedings"] = forms.BooleanField(label=_("Proceedings are open in which the person helps"), required=False)


class GrantForm(StepForm):
    """From when a permit runs, and which body granted it; its end follows the country's rule."""

    def __init__(self, *args: Any, deciding: Choices, **options: Any) -> None:
        self.deciding = deciding
        super().__init__(*args, **options)

    def build(self) -> None:
        self.fields["body"] = radio(_("Which body decided?"), self.deciding)
        self.fields["starts_on"] = DateField(label=_("First day of the permit"))
        self.fields["until_judgment"] = forms.BooleanField(
            label=_("It runs until the final judgment"), required=False, help_text=_("Only on the ground of help to proceedings.")
        )


class RefuseForm(StepForm):
    """Why a permit is refused."""

    def __init__(self, *args: Any, deciding: Choices, **options: Any) -> None:
        self.deciding = deciding
        super().__init__(*args, **options)

    def build(self) -> None:
        self.fields["body"] = radio(_("Which body decided?"), self.deciding)
        self.fields["reason"] = radio(_("Reason"), items(self.pack, "permit_refusal"))


class EndPermitForm(StepForm):
    """Why a permit ended."""

    def build(self) -> None:
        self.fields["reason"] = radio(_("Why did it end?"), items(self.pack, "permit_ending"))


class AlertForm(StepForm):
    """Which claim is open."""

    def build(self) -> None:
        rule = file_of(self.pack).claims
        kinds = [pair for pair in items(self.pack, "claim_kind") if rule and pair[0] in rule.kinds]
        self.fields["kind"] = radio(_("What is open?"), kinds)


class ContinuingForm(StepForm):
    """Who acts for the person, or how money reaches her."""

    def build(self) -> None:
        self.fields["kind"] = radio(_("What is arranged?"), items(self.pack, "continuing_kind"))
        self.fields["holder"] = forms.CharField(label=_("Who holds the power of attorney?"), max_length=200, required=False)
        self.fields["route"] = forms.ChoiceField(
            label=_("Way of payment"), choices=[NONE, *items(self.pack, "payment_route")], required=False
        )
        self.fields["detail"] = forms.CharField(label=_("Details"), max_length=2000, required=False, widget=forms.Textarea({"rows": 3}))
        self.fields["until"] = DateField(label=_("Valid until"), required=False)

    def values(self) -> dict[str, Any]:
        """The fields as the action takes them."""
        return {name: self.cleaned_data[name] for name in ("kind", "holder", "route", "detail", "until")}


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


class CheckForm(forms.Form):
    """A code on a person's card; posted, so that it stands in no address."""

    code = forms.CharField(label=_("Code on the person's card"), max_length=20)
