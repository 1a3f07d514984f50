"""What every form of a case shares: choices from the pack, facts, and when something happened."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dayaq.core.pack import Pack
from dayaq.respond.casefile.queries import language
from dayaq.ui.inputs import DateField, FactField

Choices = list[tuple[str, Any]]

NONE: tuple[str, Any] = ("", _("choose"))

ANY: tuple[str, Any] = ("", _("any"))

YES_NO: Choices = [("yes", _("yes")), ("no", _("no"))]


def items(pack: Pack, name: str, *, without: str = "unknown") -> Choices:
    """Code and label of a pack's list, without the code that a fact's own state says better."""
    return [(code, text) for code, text in pack.codes[name].choices(language()) if code != without]


def fact(label: Any, choices: Choices, hint: Any = "") -> FactField:
    """A fact chosen from a list, or the reason why there is none."""
    return FactField(forms.ChoiceField(choices=[NONE, *choices]), label=label, help_text=hint)


def stored(pair: tuple[Any, str]) -> tuple[str, str]:
    """A cleaned fact as it is stored: an empty text where there is no value."""
    value, state = pair
    return (str(value) if value is not None else "", state)


class EventForm(forms.Form):
    """Something that happened: the day and the time it happened, which may lie before now."""

    day = DateField(label=_("Day"))
    clock = forms.TimeField(label=_("Time"), widget=forms.TimeInput({"inputmode": "numeric", "maxlength": 5}, format="%H:%M"))

    def __init__(self, data: Any = None, *, pack: Pack, initial: Mapping[str, Any] | None = None) -> None:
        self.pack = pack
        now = pack.calendar.local(timezone.now())
        start: dict[str, Any] = {"day": now.date(), "clock": now.time().replace(second=0, microsecond=0)}
        super().__init__(data, initial={**start, **(initial or {})})

    def clean(self) -> dict[str, Any]:
        """Nothing has happened in the future."""
        cleaned = super().clean() or {}
        day, clock = cleaned.get("day"), cleaned.get("clock")
        if isinstance(day, date) and isinstance(clock, time):
            at = self.pack.calendar.at_wall(day, clock)
            if at > timezone.now():
                self.add_error("day", ValidationError(_("This lies in the future."), code="future"))
            cleaned["at"] = at
        return cleaned

    @property
    def at(self) -> datetime:
        """When it happened."""
        moment: datetime = self.cleaned_data["at"]
        return moment
