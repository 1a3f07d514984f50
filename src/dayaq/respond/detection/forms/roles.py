"""Forms of roles in proceedings and of acts under coercion."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from dayaq.core.pack import Pack
from dayaq.respond.casefile.forms import EventForm, items
from dayaq.respond.detection.forms.fields import ANSWERS, INLINE, chosen, several


class RoleForm(EventForm):
    """A role in proceedings from a day on."""

    def __init__(self, *args: Any, pack: Pack, **options: Any) -> None:
        super().__init__(*args, pack=pack, **options)
        self.fields["role"] = chosen(pack, "legal_role", _("Role"), radio=True)
        self.fields["reason"] = chosen(pack, "turned_why", _("Why did it change?"), required=False)
        self.order_fields(["role", "reason", "day", "clock"])


class CoercionForm(EventForm):
    """The questions on coercion, the result, who was told."""

    def __init__(self, *args: Any, pack: Pack, **options: Any) -> None:
        super().__init__(*args, pack=pack, **options)
        asked = items(pack, "coerced_question", without="")
        self.codes = [code for code, _text in asked]
        for code, text in asked:
            self.fields[f"q_{code}"] = forms.ChoiceField(label=text, choices=ANSWERS, widget=forms.RadioSelect(INLINE))
        self.fields["result"] = chosen(pack, "coerced_result", _("Result"), radio=True)
        self.fields["told"] = several(pack, "told_whom", _("Who was told?"))
        self.order_fields([*(f"q_{code}" for code in self.codes), "result", "told", "day", "clock"])

    @property
    def answers(self) -> dict[str, str]:
        """Answers by the code of the question."""
        return {code: self.cleaned_data[f"q_{code}"] for code in self.codes}
