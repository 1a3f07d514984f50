"""The ledger: sources, income, gifts, filters."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from dayaq.core.pack import Pack
from dayaq.core.pack.schema.fund import FundFile
from dayaq.respond.casefile.forms import NONE, EventForm, items
from dayaq.respond.fund.forms.parts import ANY, PrintedMixin, amount, asked_for, currency, pot_words
from dayaq.respond.fund.models import Pot
from dayaq.respond.fund.queries.ledger import pots
from dayaq.respond.fund.rules.ledger import DEEDS
from dayaq.ui.inputs import DateField
from dayaq.ui.templatetags.dayaq import say


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


class DayForm(forms.Form):
    """The day at whose end balances are asked for."""

    on = DateField(label=_("At the end of this day"), required=False)

    @property
    def day(self) -> date | None:
        """The day; None: now."""
        found: date | None = self.cleaned_data.get("on") if self.is_valid() else None
        return found
