"""Asking the fund, one word on a request, paying, the receipt."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from dayaq.core.pack import Pack
from dayaq.respond.casefile.forms import NONE, EventForm, items
from dayaq.respond.casefile.queries import language
from dayaq.respond.fund.actions.asking import NewRequest
from dayaq.respond.fund.actions.deciding import Said
from dayaq.respond.fund.forms.parts import ANY, amount, asked_for, pot_words
from dayaq.respond.fund.models import Gift, Request
from dayaq.respond.fund.queries.ledger import gifts, left_of, pots
from dayaq.respond.fund.rules.approval import STATES, Word
from dayaq.ui.templatetags.dayaq import say

WORDS = [(Word.APPROVE.value, _("approve")), (Word.REFUSE.value, _("refuse"))]


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
