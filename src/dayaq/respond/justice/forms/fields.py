"""Fields that the forms of justice share: choices of the pack, bodies, a day that counts as noon."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from dayaq.core.pack import Pack
from dayaq.respond.casefile.forms import NONE, Choices, EventForm
from dayaq.respond.casefile.queries import label

NOON = time(12)
YES_NO: Choices = [("", _("not known")), ("yes", _("yes")), ("no", _("no"))]
SEXES: Choices = [("female", _("a woman")), ("male", _("a man")), ("any", _("either"))]


def choice(words: Any, choices: Choices, *, required: bool = True, radio: bool = False, hint: Any = "") -> forms.ChoiceField:
    """A list to choose one from."""
    widget = forms.RadioSelect if radio else forms.Select
    listed = choices if radio or (choices and choices[0][0] == "") else [NONE, *choices]
    return forms.ChoiceField(label=words, choices=listed, required=required, widget=widget, help_text=hint)


def many(words: Any, choices: Choices, *, required: bool = False, hint: Any = "") -> forms.MultipleChoiceField:
    """A list to choose several from."""
    return forms.MultipleChoiceField(
        label=words, choices=choices, required=required, widget=forms.CheckboxSelectMultiple({"class": "inline"}), help_text=hint
    )


def bodies(pack: Pack, types: Iterable[str] = ()) -> Choices:
    """Bodies of the country, of some types."""
    wanted = set(types)
    return [(code, label(pack, f"bodies.{code}")) for code, body in pack.bodies.items() if not wanted or body.type in wanted]


def noon(pack: Pack, day: date | None) -> datetime | None:
    """The noon of a day; what has a day only has no hour."""
    return pack.calendar.at_wall(day, NOON) if day else None


class Dated(EventForm):
    """An event form whose own fields come first, then the day and the time."""

    own: tuple[str, ...] = ()

    def place(self, **fields: forms.Field) -> None:
        """Put the fields before the day."""
        for name, field in fields.items():
            self.fields[name] = field
        self.order_fields([*fields, "day", "clock"])

    def given(self, *names: str) -> dict[str, Any]:
        """Cleaned values by name."""
        return {name: self.cleaned_data.get(name) for name in names}
