"""Claims, what was decided and paid, power of attorney, ends."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from dayaq.core.pack import Pack
from dayaq.core.pack.schema.fund import FundFile
from dayaq.respond.casefile.forms import NONE, EventForm, items
from dayaq.respond.casefile.queries import label
from dayaq.respond.fund.forms.parts import PrintedMixin, amount, currency
from dayaq.respond.fund.queries.mediation import mediations
from dayaq.ui.inputs import DateField

OUTCOMES = [("awarded", _("awarded")), ("part", _("awarded in part")), ("settled", _("settled by agreement")), ("rejected", _("rejected"))]


class ClaimForm(EventForm):
    """A claim for compensation."""

    field_order = ["route", "damage", "amount", "currency", "attorney_since", "mediation", "happened", "day", "clock"]

    def __init__(self, *args: Any, pack: Pack, **options: Any) -> None:
        super().__init__(*args, pack=pack, **options)
        ways = [(code, label(pack, f"codes.claim_route.{code}")) for code in pack.area(FundFile).routes]
        self.fields["route"] = forms.ChoiceField(label=_("Which way"), choices=[NONE, *ways])
        self.fields["damage"] = forms.ChoiceField(label=_("For which damage"), choices=[NONE, *items(pack, "claim_damage")])
        self.fields["amount"] = amount(_("Amount claimed"))
        self.fields["currency"] = currency(pack.currency)
        hint = _("With it the claim goes on when the person leaves the country.")
        self.fields["attorney_since"] = DateField(label=_("Power of attorney since"), required=False, help_text=hint)
        if known := mediations():
            words = [(str(one.id), f"{one.employer} · {one.at:%Y-%m-%d}") for one in known]
            hint = _("Only for a claim by mediation of wages; the mediation itself names no worker.")
            self.fields["mediation"] = forms.ChoiceField(
                label=_("Mediation it belongs to"), choices=[("", _("none")), *words], required=False, help_text=hint
            )
        self.fields["happened"] = forms.BooleanField(
            label=_("It is filed already; record it though a condition is missing"), required=False
        )
        self.order_fields(self.field_order)

    @property
    def new(self) -> dict[str, Any]:
        """The claim as it was typed."""
        names = ("route", "damage", "amount", "currency", "attorney_since", "happened")
        key = self.cleaned_data.get("mediation")
        return {**{name: self.cleaned_data.get(name) for name in names}, "mediation": UUID(key) if key else None}


class AwardForm(PrintedMixin, EventForm):
    """What was decided or agreed."""

    field_order = ["outcome", "amount", "printed_amount", "printed_currency", "printed_source", "day", "clock"]

    def __init__(self, *args: Any, pack: Pack, **options: Any) -> None:
        super().__init__(*args, pack=pack, **options)
        self.fields["outcome"] = forms.ChoiceField(label=_("How it was decided"), choices=OUTCOMES, widget=forms.RadioSelect)
        self.fields["amount"] = amount(_("Amount"), least="0")
        self.order_fields(self.field_order)


class ClaimPaidForm(PrintedMixin, EventForm):
    """What was in fact paid."""

    field_order = ["payer", "amount", "printed_amount", "printed_currency", "printed_source", "day", "clock"]

    def __init__(self, *args: Any, pack: Pack, **options: Any) -> None:
        super().__init__(*args, pack=pack, **options)
        self.fields["payer"] = forms.ChoiceField(label=_("Who paid"), choices=[NONE, *items(pack, "claim_payer")])
        self.fields["amount"] = amount(_("Amount"))
        self.order_fields(self.field_order)


class AttorneyForm(EventForm):
    """A power of attorney."""

    field_order = ["since", "day", "clock"]

    def __init__(self, *args: Any, pack: Pack, **options: Any) -> None:
        super().__init__(*args, pack=pack, **options)
        self.fields["since"] = DateField(label=_("Power of attorney since"))
        self.order_fields(self.field_order)


class EndClaimForm(EventForm):
    """How a claim ended."""

    field_order = ["why", "day", "clock"]

    def __init__(self, *args: Any, pack: Pack, **options: Any) -> None:
        super().__init__(*args, pack=pack, **options)
        self.fields["why"] = forms.ChoiceField(label=_("How it ended"), choices=items(pack, "claim_end"), widget=forms.RadioSelect)
        self.order_fields(self.field_order)


class EndForm(EventForm):
    """The last day of the reintegration."""

    field_order = ["on", "day", "clock"]

    def __init__(self, *args: Any, pack: Pack, **options: Any) -> None:
        super().__init__(*args, pack=pack, **options)
        self.fields["on"] = DateField(label=_("First day after the reintegration"))
        self.order_fields(self.field_order)
