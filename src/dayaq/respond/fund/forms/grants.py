"""Grants to bodies that help."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from dayaq.core.pack import Pack
from dayaq.respond.casefile.forms import NONE, EventForm, items
from dayaq.respond.fund.actions import NewGrant
from dayaq.respond.fund.forms.parts import amount, currency
from dayaq.respond.shelter.queries import providers
from dayaq.ui.templatetags.dayaq import codes as in_words

OUTCOME_WORDS = {"granted": _("granted"), "refused": _("refused")}


class GrantForm(EventForm):
    """For which body, what for, how much, and who is asked."""

    field_order = ["provider", "purpose", "asked_of", "amount", "currency", "day", "clock"]

    def __init__(self, *args: Any, pack: Pack, **options: Any) -> None:
        super().__init__(*args, pack=pack, **options)
        bodies = sorted(((str(one.id), in_words(one.name)) for one in providers()), key=lambda pair: pair[1])
        self.fields["provider"] = forms.ChoiceField(label=_("Body that is to get it"), choices=[NONE, *bodies])
        self.fields["purpose"] = forms.ChoiceField(label=_("What for"), choices=[NONE, *items(pack, "fund_grant", without="")])
        self.fields["asked_of"] = forms.ChoiceField(label=_("Asked of"), choices=[NONE, *items(pack, "fund_grant_giver", without="")])
        self.fields["amount"] = amount(_("Amount"))
        self.fields["currency"] = currency(pack.currency)
        self.order_fields(self.field_order)

    @property
    def new(self) -> NewGrant:
        """The grant as it was typed."""
        given = {name: self.cleaned_data[name] for name in ("purpose", "asked_of", "amount", "currency")}
        return NewGrant(provider=UUID(self.cleaned_data["provider"]), **given)


class GrantOutcomeForm(EventForm):
    """What came of it."""

    field_order = ["outcome", "given", "reason", "happened", "day", "clock"]

    def __init__(self, *args: Any, pack: Pack, version: int, **options: Any) -> None:
        super().__init__(*args, pack=pack, **options)
        self.fields["outcome"] = forms.ChoiceField(
            label=_("What came of it?"), choices=list(OUTCOME_WORDS.items()), widget=forms.RadioSelect
        )
        self.fields["given"] = amount(_("Amount granted"), required=False)
        why = [NONE, *items(pack, "fund_grant_refusal", without="")]
        self.fields["reason"] = forms.ChoiceField(label=_("If it was refused: why?"), choices=why, required=False)
        hint = _("Only where a grant was given although the accreditation was missing: it is kept as a breach.")
        self.fields["happened"] = forms.BooleanField(label=_("It was given already"), required=False, help_text=hint)
        self.fields["version"] = forms.IntegerField(widget=forms.HiddenInput, initial=version)
        self.order_fields(self.field_order)

    def clean(self) -> dict[str, Any]:
        """A yes has its amount, a no its reason."""
        cleaned = super().clean() or {}
        for outcome, name in (("granted", "given"), ("refused", "reason")):
            if cleaned.get("outcome") == outcome and not cleaned.get(name) and name not in self.errors:
                self.add_error(name, ValidationError(_("This is needed."), code="required"))
        return cleaned

    @property
    def said(self) -> dict[str, Any]:
        """The outcome as it was typed."""
        return {name: self.cleaned_data[name] for name in ("outcome", "given", "reason", "happened", "version")}
