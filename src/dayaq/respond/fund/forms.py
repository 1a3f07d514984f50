"""Forms of the fund: asking, deciding, paying, receipts, sources, income, gifts, claims."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from dayaq.core.money import Printed
from dayaq.core.pack import Pack
from dayaq.core.pack.schema.fund import FundFile
from dayaq.respond.casefile.forms import NONE, EventForm, items
from dayaq.respond.casefile.queries import label, language
from dayaq.respond.fund.actions.asking import NewRequest
from dayaq.respond.fund.actions.deciding import Said
from dayaq.respond.fund.models import Gift, Pot, Request
from dayaq.respond.fund.queries.ledger import gifts, left_of, pots, stand
from dayaq.respond.fund.rules.approval import STATES, Word
from dayaq.respond.fund.rules.ledger import DEEDS
from dayaq.ui.inputs import DateField
from dayaq.ui.templatetags.dayaq import say

ANY = ("", _("any"))
WORDS = [(Word.APPROVE.value, _("approve")), (Word.REFUSE.value, _("refuse"))]
OUTCOMES = [("awarded", _("awarded")), ("part", _("awarded in part")), ("settled", _("settled by agreement")), ("rejected", _("rejected"))]


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


class AskForm(EventForm):
    """What the fund is asked for."""

    field_order = ["item", "amount", "instalments", "urgent", "detail", "agreed", "day", "clock"]

    def __init__(self, *args: Any, pack: Pack, **options: Any) -> None:
        super().__init__(*args, pack=pack, **options)
        self.fields["item"] = forms.ChoiceField(label=_("What is needed?"), choices=[NONE, *asked_for(pack)])
        self.fields["amount"] = amount(_("Amount (%(currency)s)") % {"currency": pack.currency})
        self.fields["instalments"] = forms.IntegerField(label=_("In how many parts?"), min_value=1, max_value=60, initial=1)
        self.fields["urgent"] = forms.BooleanField(label=_("Urgent"), required=False)
        hint = _("No name and nothing of the story: the fund reads it.")
        self.fields["detail"] = forms.CharField(label=_("What for, in a few words"), max_length=300, required=False, help_text=hint)
        self.fields["agreed"] = forms.BooleanField(
            label=_("The person agrees that the fund sees the case code, the status and the money part")
        )
        self.order_fields(self.field_order)

    @property
    def new(self) -> NewRequest:
        """The request as it was typed."""
        names = ("item", "amount", "instalments", "urgent", "detail", "agreed")
        return NewRequest(language=language(), **{name: self.cleaned_data[name] for name in names})


def pot_words(pot: Pot) -> str:
    """A source with what is free in it."""
    return f"{pot.name} · {stand(pot).free:.2f} {pot.currency}"


class DecideForm(EventForm):
    """One person's word on a request."""

    field_order = ["word", "amount", "pot", "reason", "route", "reasons", "day", "clock"]

    def __init__(self, *args: Any, pack: Pack, row: Request, **options: Any) -> None:
        super().__init__(*args, pack=pack, **options)
        fitting = [pot for pot in pots(row.fund).filter(currency=row.currency) if not pot.purposes or row.item in pot.purposes]
        self.known = {str(pot.id): pot for pot in fitting}
        self.fields["word"] = forms.ChoiceField(label=_("Your word"), choices=WORDS, widget=forms.RadioSelect)
        self.fields["amount"] = amount(_("Amount you approve"), required=False)
        self.fields["amount"].initial = row.amount
        choices = [NONE, *((key, pot_words(pot)) for key, pot in self.known.items())]
        self.fields["pot"] = forms.ChoiceField(label=_("From which source"), choices=choices, required=False)
        for name, words, codes in (
            ("reason", _("Reason of a refusal"), "fund_refusal"),
            ("route", _("What can be done then"), "fund_route"),
        ):
            self.fields[name] = forms.ChoiceField(label=words, choices=[NONE, *items(pack, codes)], required=False)
        self.fields["reasons"] = forms.CharField(
            label=_("Reasons in words"), max_length=2000, required=False, widget=forms.Textarea({"rows": 4})
        )
        self.order_fields(self.field_order)

    def clean(self) -> dict[str, Any]:
        """A yes names amount and source, a no its reason and what can be done."""
        cleaned = super().clean()
        needed = ("amount", "pot") if cleaned.get("word") == Word.APPROVE else ("reason", "route", "reasons")
        for name in needed if cleaned.get("word") else ():
            if not cleaned.get(name) and name not in self.errors:
                self.add_error(name, ValidationError(_("This is needed for your word."), code="required"))
        return cleaned

    @property
    def said(self) -> Said:
        """The word as it was typed."""
        given = self.cleaned_data
        words = {name: given[name] for name in ("reason", "route", "reasons")}
        return Said(word=Word(given["word"]), amount=given["amount"], pot=self.known.get(given["pot"]), **words)


class PayForm(EventForm):
    """How one instalment is paid."""

    field_order = ["channel", "taker", "gift", "quantity", "day", "clock"]

    def __init__(self, *args: Any, pack: Pack, row: Request, pot: object, **options: Any) -> None:
        super().__init__(*args, pack=pack, **options)
        stored = [gift for gift in gifts(row.fund) if gift.pot_id == pot and left_of(gift)]
        self.known: dict[str, Gift] = {str(gift.id): gift for gift in stored}
        self.fields["channel"] = forms.ChoiceField(label=_("How"), choices=items(pack, "fund_channel"), widget=forms.RadioSelect)
        self.fields["taker"] = forms.ChoiceField(label=_("Who takes it"), choices=items(pack, "fund_taker"), widget=forms.RadioSelect)
        if self.known:
            choices = [NONE, *((key, f"{gift.what} · {gift.unit_value} {gift.currency}") for key, gift in self.known.items())]
            self.fields["gift"] = forms.ChoiceField(label=_("Which gift"), choices=choices, required=False)
            self.fields["quantity"] = forms.IntegerField(label=_("How many pieces"), min_value=1, required=False)
        self.order_fields(self.field_order)

    @property
    def how(self) -> dict[str, Any]:
        """The payment as it was typed."""
        given = self.cleaned_data
        gift = self.known.get(given.get("gift", ""))
        return {"channel": given["channel"], "taker": given["taker"], "gift": gift, "quantity": given.get("quantity") or 0}


class ReceiptForm(EventForm):
    """The signed receipt."""

    field_order = ["number", "signed_by", "day", "clock"]

    def __init__(self, *args: Any, pack: Pack, **options: Any) -> None:
        super().__init__(*args, pack=pack, **options)
        self.fields["number"] = forms.CharField(label=_("Number of the receipt"), max_length=30)
        self.fields["signed_by"] = forms.ChoiceField(label=_("Who signed"), choices=items(pack, "fund_taker"), widget=forms.RadioSelect)
        self.order_fields(self.field_order)


class WhyForm(EventForm):
    """A step back, with its reason in words."""

    field_order = ["text", "day", "clock"]

    def __init__(self, *args: Any, pack: Pack, **options: Any) -> None:
        super().__init__(*args, pack=pack, **options)
        self.fields["text"] = forms.CharField(label=_("Why?"), max_length=200)
        self.order_fields(self.field_order)


class PotForm(EventForm):
    """A source, kept apart."""

    field_order = ["name", "source", "currency", "purposes", "day", "clock"]

    def __init__(self, *args: Any, pack: Pack, **options: Any) -> None:
        super().__init__(*args, pack=pack, **options)
        law = pack.area(FundFile).sources
        sources = [pair for pair in items(pack, "fund_source") if pair[0] in law]
        self.fields["name"] = forms.CharField(label=_("Name of the source"), max_length=120)
        self.fields["source"] = forms.ChoiceField(label=_("Where it comes from"), choices=[NONE, *sources])
        self.fields["currency"] = currency(pack.currency)
        hint = _("None chosen: for every need.")
        boxes = forms.CheckboxSelectMultiple
        self.fields["purposes"] = forms.MultipleChoiceField(
            label=_("Only for"), choices=asked_for(pack), required=False, widget=boxes, help_text=hint
        )
        self.order_fields(self.field_order)


class IncomeForm(PrintedMixin, EventForm):
    """Money that came in."""

    field_order = ["pot", "amount", "text", "printed_amount", "printed_currency", "printed_source", "day", "clock"]

    def __init__(self, *args: Any, pack: Pack, organisation: Any, **options: Any) -> None:
        super().__init__(*args, pack=pack, **options)
        self.known = {str(pot.id): pot for pot in pots(organisation)}
        self.fields["pot"] = forms.ChoiceField(
            label=_("Source"), choices=[NONE, *((key, pot_words(pot)) for key, pot in self.known.items())]
        )
        self.fields["amount"] = amount(_("Amount"))
        self.fields["text"] = forms.CharField(label=_("Note (no name of a person)"), max_length=200, required=False)
        self.order_fields(self.field_order)

    @property
    def pot(self) -> Pot:
        """The source chosen."""
        return self.known[self.cleaned_data["pot"]]


class GiftForm(EventForm):
    """Things given to the fund."""

    field_order = ["what", "item", "quantity", "unit_value", "value_source", "pot", "day", "clock"]

    def __init__(self, *args: Any, pack: Pack, organisation: Any, **options: Any) -> None:
        super().__init__(*args, pack=pack, **options)
        self.known = {str(pot.id): pot for pot in pots(organisation).filter(currency=pack.currency or "")}
        self.fields["what"] = forms.CharField(label=_("What was given"), max_length=120)
        self.fields["item"] = forms.ChoiceField(label=_("For which need"), choices=[NONE, *asked_for(pack)])
        self.fields["quantity"] = forms.IntegerField(label=_("How many"), min_value=1, max_value=1_000_000)
        self.fields["unit_value"] = amount(_("Value of one (%(currency)s)") % {"currency": pack.currency})
        self.fields["value_source"] = forms.ChoiceField(label=_("How the value is known"), choices=[NONE, *items(pack, "fund_value")])
        choices = [("", _("gifts in kind without a purpose")), *((key, pot.name) for key, pot in self.known.items())]
        self.fields["pot"] = forms.ChoiceField(label=_("Source"), choices=choices, required=False)
        self.order_fields(self.field_order)

    @property
    def new(self) -> dict[str, Any]:
        """The gift as it was typed."""
        given = {name: self.cleaned_data[name] for name in ("what", "item", "quantity", "unit_value", "value_source")}
        return {**given, "pot": self.known.get(self.cleaned_data["pot"]), "currency": self.pack.currency or ""}


class ClaimForm(EventForm):
    """A claim for compensation."""

    field_order = ["route", "damage", "amount", "currency", "attorney_since", "happened", "day", "clock"]

    def __init__(self, *args: Any, pack: Pack, **options: Any) -> None:
        super().__init__(*args, pack=pack, **options)
        ways = [(code, label(pack, f"codes.claim_route.{code}")) for code in pack.area(FundFile).routes]
        self.fields["route"] = forms.ChoiceField(label=_("Which way"), choices=[NONE, *ways])
        self.fields["damage"] = forms.ChoiceField(label=_("What for"), choices=[NONE, *items(pack, "claim_damage")])
        self.fields["amount"] = amount(_("Amount claimed"))
        self.fields["currency"] = currency(pack.currency)
        hint = _("With it the claim goes on when the person leaves the country.")
        self.fields["attorney_since"] = DateField(label=_("Power of attorney since"), required=False, help_text=hint)
        self.fields["happened"] = forms.BooleanField(
            label=_("It is filed already; record it though a condition is missing"), required=False
        )
        self.order_fields(self.field_order)

    @property
    def new(self) -> dict[str, Any]:
        """The claim as it was typed."""
        names = ("route", "damage", "amount", "currency", "attorney_since", "happened")
        return {name: self.cleaned_data.get(name) for name in names}


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


class FilterForm(forms.Form):
    """Filters of the list of requests."""

    def __init__(self, *args: Any, pack: Pack, **options: Any) -> None:
        super().__init__(*args, **options)
        states = [(code.value, say(text)) for code, text in STATES.items()]
        add = self.fields.__setitem__
        add("state", forms.ChoiceField(label=_("State"), choices=[ANY, *states], required=False))
        add("item", forms.ChoiceField(label=_("Need"), choices=[ANY, *asked_for(pack)], required=False))
        add("urgent", forms.ChoiceField(label=_("Urgent"), choices=[ANY, ("yes", _("yes"))], required=False))
        add("disputed", forms.ChoiceField(label=_("Outside the purpose"), choices=[ANY, ("yes", _("yes"))], required=False))

    def filters(self) -> dict[str, str]:
        """What was chosen; nonsense in the address chooses nothing."""
        return dict(self.cleaned_data) if self.is_valid() else {}


class JournalFilterForm(forms.Form):
    """Filters of the bookings."""

    def __init__(self, *args: Any, organisation: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        add = self.fields.__setitem__
        add("text", forms.CharField(label=_("Number or note"), required=False, max_length=80))
        add("deed", forms.ChoiceField(label=_("Kind"), choices=[ANY, *((code, say(text)) for code, text in DEEDS.items())], required=False))
        add(
            "pot",
            forms.ChoiceField(label=_("Source"), choices=[ANY, *((str(one.id), one.name) for one in pots(organisation))], required=False),
        )

    def filters(self) -> dict[str, str]:
        """What was chosen; nonsense in the address chooses nothing."""
        return dict(self.cleaned_data) if self.is_valid() else {}
