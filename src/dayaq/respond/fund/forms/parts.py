"""What the forms of the fund share: amounts, currencies, needs, conversions as printed, a reason."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from dayaq.core.money import Printed
from dayaq.core.pack import Pack
from dayaq.core.pack.schema.fund import FundFile
from dayaq.respond.casefile.forms import EventForm
from dayaq.respond.casefile.queries import label
from dayaq.respond.fund.models import Pot
from dayaq.respond.fund.queries.ledger import stand

ANY = ("", _("any"))


def amount(name: Any, *, least: str = "0.01", required: bool = True, hint: Any = "") -> forms.DecimalField:
    """An amount of money."""
    return forms.DecimalField(
        label=name,
        min_value=Decimal(least),
        max_digits=12,
        decimal_places=2,
        required=required,
        help_text=hint,
        widget=forms.TextInput({"inputmode": "decimal"}),
    )


def currency(start: str | None) -> forms.CharField:
    """A currency of three capital letters."""
    letters = forms.RegexField(label=_("Currency"), regex=r"^[A-Z]{3}$", initial=start, max_length=3)
    letters.error_messages["invalid"] = _("Three capital letters, as in banks.")
    return letters


def asked_for(pack: Pack) -> list[tuple[str, str]]:
    """The needs of the pack in words."""
    return [(code, label(pack, f"codes.fund_item.{code}")) for code in pack.area(FundFile).items]


def pot_words(pot: Pot) -> str:
    """A source with what is free in it."""
    return f"{pot.name} · {stand(pot).free:.2f} {pot.currency}"


class PrintedMixin(forms.Form):
    """A conversion as a paper prints it; it is kept, never worked out again."""

    printed_amount = amount(_("The same sum in another currency, as the paper prints it"), required=False)
    printed_currency = forms.RegexField(label=_("Currency printed"), regex=r"^[A-Z]{3}$", max_length=3, required=False)
    printed_source = forms.CharField(label=_("Which paper prints it"), max_length=120, required=False)

    def clean(self) -> dict[str, Any]:
        """All three or none."""
        cleaned = super().clean() or {}
        given = [cleaned.get(name) for name in ("printed_amount", "printed_currency", "printed_source")]
        if any(given) and not all(given):
            self.add_error("printed_amount", ValidationError(_("Give amount, currency and paper, or none of them."), code="incomplete"))
        return cleaned

    @property
    def printed(self) -> tuple[Printed, ...]:
        """The conversion, if one was typed."""
        given = self.cleaned_data
        if not given.get("printed_amount"):
            return ()
        return (Printed(given["printed_amount"], given["printed_currency"], given["printed_source"]),)


class WhyForm(EventForm):
    """A step back, with its reason in words."""

    field_order = ["text", "day", "clock"]

    def __init__(self, *args: Any, pack: Pack, **options: Any) -> None:
        super().__init__(*args, pack=pack, **options)
        self.fields["text"] = forms.CharField(label=_("Why?"), max_length=200)
        self.order_fields(self.field_order)
