"""Forms of papers: which one, in which language, with or without a name, and what its maker writes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from dayaq.core.pack import Pack
from dayaq.core.pack.schema.papers import Template
from dayaq.respond.casefile.forms import EventForm
from dayaq.respond.casefile.queries import language
from dayaq.respond.papers.access import GROUNDS
from dayaq.respond.papers.rules.filling import said, speaks
from dayaq.ui.inputs import DateField
from dayaq.ui.templatetags.dayaq import say

LANGUAGE_NAMES = {"az": "Azərbaycan dili", "en": "English", "ru": "Русский"}


class FindForm(forms.Form):
    """Search and filter of the list."""

    text = forms.CharField(label=_("Name of the paper"), required=False, max_length=80)
    template = forms.ChoiceField(label=_("Kind"), required=False)

    def __init__(self, *args: Any, templates: Mapping[str, Template], **options: Any) -> None:
        super().__init__(*args, **options)
        known = sorted((said(one.label, language()), code) for code, one in templates.items())
        self.fields["template"].choices = [("", _("all")), *((code, name) for name, code in known)]  # type: ignore[attr-defined]  # a choice field


class MakeForm(EventForm):
    """One paper about to be made: its language, the ground for a name, the recipient, the words of its maker."""

    field_order = ["day", "clock", "language", "ground", "recipient"]

    def __init__(self, *args: Any, pack: Pack, template: Template, **options: Any) -> None:
        super().__init__(*args, pack=pack, **options)
        self.template = template
        spoken = [code for code in pack.languages if speaks(template, code)]
        self.fields["language"] = forms.ChoiceField(
            label=_("Language of the paper"), choices=[(code, LANGUAGE_NAMES.get(code, code)) for code in spoken]
        )
        if set(template.grounds) != {"none"}:
            grounds = [(code, say(GROUNDS[code])) for code in GROUNDS if code in template.grounds]
            self.fields["ground"] = forms.ChoiceField(
                label=_("Name of the person"), choices=grounds, widget=forms.RadioSelect(), initial=grounds[0][0]
            )
            self.fields["recipient"] = forms.CharField(
                label=_("To whom it goes"),
                required=False,
                max_length=200,
                help_text=_("A body or a person by name. Needed when a name stands in it."),
            )
        for number, piece in enumerate(template.pieces):
            if piece.write:
                self.fields[f"write_{number}"] = forms.CharField(
                    label=said(piece.write, language()), required=False, max_length=6000, widget=forms.Textarea(attrs={"rows": 5})
                )
        self.order_fields(self.field_order)

    @property
    def written(self) -> dict[str, str]:
        """What the maker wrote, by the place of the piece."""
        return {name.removeprefix("write_"): text for name, text in self.cleaned_data.items() if name.startswith("write_") and text}


class SignForm(forms.Form):
    """A paper was signed by hand."""

    on = DateField(label=_("Signed on"))
    signed_by = forms.CharField(
        label=_("Who signed"), max_length=120, help_text=_("The person, the interpreter, an officer: words, no name where none is needed.")
    )

    def clean_signed_by(self) -> str:
        """Words, not only spaces."""
        words = " ".join(str(self.cleaned_data["signed_by"]).split())
        if not words:
            raise ValidationError(_("Say who signed."))
        return words
