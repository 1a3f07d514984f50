"""The filters of the trail; nothing in them is about a person concerned, so they may stand in the address."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from dayaq.base.audit import rules
from dayaq.base.audit.queries import Company, Filters
from dayaq.core.pack import load
from dayaq.ui.inputs import DateField
from dayaq.ui.templatetags.dayaq import codes


def things() -> list[tuple[str, str]]:
    """Tables and single pages by their words, then the pages of each area."""
    named = sorted(((code, _(text)) for code, text in rules.THINGS.items()), key=lambda one: one[1])
    return named + [(f"{code}:", f"{_('pages')}: {_(text)}") for code, text in rules.AREAS.items()]


class FilterForm(forms.Form):
    """Action, outcome, body, role, person, days, file."""

    def __init__(self, data: Mapping[str, Any], *, company: Company) -> None:
        super().__init__(data)
        pack, language = load(settings.HOME_PACK), get_language() or "en"
        lists = {
            "action": (_("Action"), [(code, _(text)) for code, text in rules.ACTIONS.items()]),
            "about": (_("Table or page"), things()),
            "outcome": (_("Outcome"), [(code, _(text)) for code, text in rules.OUTCOMES.items()]),
            "body": (_("Organisation"), [(code, codes(name)) for code, name in company.bodies.values()]),
            "role": (_("Role"), [(code, pack.label(f"roles.{code}", language)) for code in pack.roles]),
            "person": (_("Who"), [(str(key), name) for key, name in company.people.items()]),
        }
        for name, (label, choices) in lists.items():
            self.fields[name] = forms.ChoiceField(label=label, choices=[("", _("All")), *choices], required=False)
        self.fields["since"] = DateField(label=_("First day"), required=False)
        self.fields["until"] = DateField(label=_("Last day"), required=False)
        hint = _("Ten signs with a hyphen, as the column “File” shows them.")
        self.fields["file"] = forms.RegexField(r"^[0-9a-f]{5}-[0-9a-f]{5}$", label=_("File"), help_text=hint, required=False)

    def clean_until(self) -> object:
        """The last day is not before the first."""
        since, until = self.cleaned_data.get("since"), self.cleaned_data.get("until")
        if since and until and until < since:
            raise forms.ValidationError(_("The last day is before the first."))
        return until

    def filters(self) -> Filters:
        """What was chosen; a filter that could not be read is left out and explained beside its field."""
        self.is_valid()
        given: dict[str, Any] = {name: value for name, value in self.cleaned_data.items() if value}
        return Filters(**given)
