"""Two inputs the whole house shares: a date in three parts, and a fact that may be unknown, not asked or refused."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.widgets import ChoiceWidget
from django.utils.translation import gettext_lazy as _

KNOWN, UNKNOWN, NOT_ASKED, REFUSED = "known", "unknown", "not_asked", "refused"
STATES = [(KNOWN, _("known")), (UNKNOWN, _("unknown")), (NOT_ASKED, _("not asked")), (REFUSED, _("refused to say"))]


class DateParts(forms.MultiWidget):
    """Day, month and year as three fields; shows a date or the ISO text of a partial one ("1998", "1998-03")."""

    template_name = "ui/widgets/date_parts.html"
    use_fieldset = True

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        digits = {"inputmode": "numeric", "autocomplete": "off"}
        parts: dict[str, forms.Widget | type[forms.Widget]] = {
            "day": forms.TextInput({**digits, "maxlength": 2}),
            "month": forms.TextInput({**digits, "maxlength": 2}),
            "year": forms.TextInput({**digits, "maxlength": 4}),
        }
        super().__init__(parts, attrs)

    def decompress(self, value: date | str | None) -> list[str]:
        """Day, month, year as written on the page."""
        text = value.isoformat() if isinstance(value, date) else str(value or "")
        year, month, day = (*text.split("-"), "", "", "")[:3]
        return [day.lstrip("0"), month.lstrip("0"), year]


class DateField(forms.MultiValueField):
    """A date typed in parts. ``whole``: a date or None; otherwise ISO text as precise as typed, empty for nothing."""

    def __init__(self, *, whole: bool = True, **options: Any) -> None:
        self.whole = whole
        parts = [forms.CharField(required=False, max_length=4) for _part in range(3)]
        super().__init__(parts, require_all_fields=False, widget=DateParts(), **options)

    def compress(self, data_list: Sequence[str]) -> date | str | None:
        """The typed parts as a date, or an error in words."""
        day, month, year = (part.strip() for part in (*data_list, "", "", "")[:3])
        if not (day or month or year):
            return None if self.whole else ""
        if self.whole and not (day and month and year):
            raise ValidationError(_("Give the day, the month and the year."), code="incomplete")
        if not year or (day and not month):
            raise ValidationError(_("Give at least the year; a day needs its month."), code="incomplete")
        try:
            full = date(int(year) if len(year) == 4 else 0, int(month or 1), int(day or 1))
        except ValueError:
            raise ValidationError(_("This date does not exist. Write the year in four digits."), code="invalid") from None
        return full if self.whole else full.isoformat()[: 10 if day else 7 if month else 4]


class FactWidget(forms.MultiWidget):
    """A value and, beside it, known / unknown / not asked / refused. Posted as ``name`` and ``name_state``."""

    template_name = "ui/widgets/fact.html"
    use_fieldset = True

    def __init__(self, value: forms.Widget, attrs: dict[str, Any] | None = None) -> None:
        state = forms.RadioSelect({"class": "inline"}, choices=STATES)
        super().__init__({"": value, "state": state}, attrs)

    def decompress(self, value: tuple[Any, str] | None) -> list[Any]:
        """The value and its state; nothing yet means not asked."""
        return [value[0], value[1]] if value else [None, NOT_ASKED]

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """Let the legend of the group name the value's own field too."""
        context = super().get_context(name, value, attrs)
        first = context["widget"]["subwidgets"][0]
        group = context["widget"]["attrs"].get("id")
        if group and (not isinstance(self.widgets[0], ChoiceWidget) or isinstance(self.widgets[0], forms.Select)):
            first["attrs"]["aria-labelledby"] = f"{group}_legend"
        return context


class FactField(forms.MultiValueField):
    """Wraps any field; cleans to ``(value, state)``, the value None unless the state is known."""

    def __init__(self, field: forms.Field, **options: Any) -> None:
        field.required = False
        state = forms.ChoiceField(choices=STATES, required=False)
        options.setdefault("required", False)
        super().__init__([field, state], require_all_fields=False, widget=FactWidget(field.widget), **options)

    def compress(self, data_list: Sequence[Any]) -> tuple[Any, str]:
        """Value and state agree, or an error says what does not."""
        value, state = (*data_list, None, "")[:2]
        empty = value in self.empty_values
        if not empty and state in {UNKNOWN, REFUSED}:
            raise ValidationError(_("There is an answer, and also “unknown” or “refused”. Keep one of them."), code="both")
        if empty and state == KNOWN:
            raise ValidationError(_("Write the answer, or choose why there is none."), code="empty")
        return (None, state or NOT_ASKED) if empty else (value, KNOWN)
