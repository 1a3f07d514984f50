"""What the forms of shelters share."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from dayaq.core.pack import Pack
from dayaq.respond.casefile.forms import NONE, items
from dayaq.respond.casefile.queries import language
from dayaq.respond.referral.actions.breach import REASONS
from dayaq.ui.templatetags.dayaq import say

OUTCOMES = [("granted", _("granted")), ("refused", _("refused"))]
GIVEN = [("given", _("given")), ("refused", _("refused"))]
COOPERATES = [("not_asked", _("not asked")), ("yes", _("yes")), ("no", _("no")), ("unknown", _("unknown"))]
HAPPENED = _("This has happened already; record it as a breach")
NOBODY = [(str(n), str(n)) for n in range(1, 10)]


def pick(
    pack: Pack, name: str, label: Any, *, required: bool = True, radio: bool = False, only: Iterable[str] | None = None
) -> forms.ChoiceField:
    """A choice from a list of the pack."""
    found = [(code, words) for code, words in pack.codes[name].choices(language()) if only is None or code in only]
    if radio:
        return forms.ChoiceField(label=label, choices=found, widget=forms.RadioSelect)
    return forms.ChoiceField(label=label, choices=[NONE, *found], required=required)


def ticks(pack: Pack, name: str, label: Any) -> forms.MultipleChoiceField:
    """Several of a list of the pack."""
    return forms.MultipleChoiceField(label=label, choices=items(pack, name), required=False, widget=forms.CheckboxSelectMultiple)


class PackForm(forms.Form):
    """A form with choices of the pack; fields are made in ``build``."""

    def __init__(self, data: Any = None, *, pack: Pack, **options: Any) -> None:
        self.pack = pack
        super().__init__(data, **options)
        self.build()

    def build(self) -> None:
        """Add the fields that need the pack."""


def hour(label: Any, *, required: bool = True) -> forms.TimeField:
    """A time of the day."""
    return forms.TimeField(label=label, required=required, widget=forms.TimeInput({"inputmode": "numeric", "maxlength": 5}, format="%H:%M"))


def why_field() -> forms.ChoiceField:
    """Why an unlawful step was taken."""
    return forms.ChoiceField(label=_("Why it happened"), choices=[(code, say(text)) for code, text in REASONS.items()], initial="no_place")
