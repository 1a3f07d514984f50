"""Forms of residence and return: what was typed, read and explained."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from dayaq.core.pack import Pack
from dayaq.respond.casefile.forms import NONE, Choices, EventForm, items
from dayaq.respond.casefile.queries import label
from dayaq.respond.residence.queries import file_of
from dayaq.ui.inputs import DateField
from dayaq.ui.templatetags.dayaq import codes

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


class CheckForm(forms.Form):
    """A code on a person's card; posted, so that it stands in no address."""

    code = forms.CharField(label=_("Code on the person's card"), max_length=20)
