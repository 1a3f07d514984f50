"""Closing a case and opening it again: the reason is chosen from the country's list."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from dayaq.core.pack import Pack
from dayaq.respond.casefile.forms.base import NONE, EventForm, items


class CloseForm(EventForm):
    """Why a case is closed and what became of it."""

    field_order = ["reason", "outcome", "day", "clock"]

    def __init__(self, *args: Any, pack: Pack, **options: Any) -> None:
        super().__init__(*args, pack=pack, **options)
        reasons = items(pack, "close_reason", without="")
        self.fields["reason"] = forms.ChoiceField(label=_("Why is it closed?"), choices=reasons, widget=forms.RadioSelect)
        self.fields["outcome"] = forms.ChoiceField(
            label=_("What became of it?"), choices=[NONE, *items(pack, "close_outcome", without="")], required=False
        )
        self.order_fields(self.field_order)


class ReopenForm(EventForm):
    """Why a case is opened again."""

    field_order = ["reason", "day", "clock"]

    def __init__(self, *args: Any, pack: Pack, **options: Any) -> None:
        super().__init__(*args, pack=pack, **options)
        reasons = items(pack, "reopen_reason", without="")
        self.fields["reason"] = forms.ChoiceField(label=_("Why is it opened again?"), choices=reasons, widget=forms.RadioSelect)
        self.order_fields(self.field_order)
