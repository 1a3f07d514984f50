"""Forms of papers: which one, in which language, with or without a name, and what its maker writes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dayaq.core.pack import Pack
from dayaq.core.pack.schema.papers import Template
from dayaq.respond.casefile.forms import EventForm
from dayaq.respond.casefile.queries import Case, label, language
from dayaq.respond.papers.access import GROUNDS, Exit
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
        known = sorted((said(one.label, language()), code) for code, one in templates.items() if one.about == "case")
        self.fields["template"].choices = [("", _("all")), *((code, name) for name, code in known)]  # type: ignore[attr-defined]  # a choice field


class MakeForm(EventForm):
    """One paper about to be made: its language, the ground for a name and its record, the recipient, the words of its maker."""

    field_order = ["day", "clock", "language", "ground", "consent", "recipient", "reason", "order_number", "order_body"]

    def __init__(
        self, *args: Any, pack: Pack, template: Template, case: Case, consents: Callable[[datetime], list[tuple[str, str]]], **options: Any
    ) -> None:
        super().__init__(*args, pack=pack, **options)
        self.template = template
        spoken = [code for code in pack.languages if speaks(template, code)]
        mine = [code for code in case.languages if code in spoken]
        self.fields["language"] = forms.ChoiceField(
            label=_("Language of the paper"),
            choices=[(code, LANGUAGE_NAMES.get(code, code)) for code in spoken],
            initial=mine[0] if mine and template.to == "person" else language(),
            help_text=tongues(case, pack),
        )
        if set(template.grounds) != {"none"}:
            self.exits(template, consents(timezone.now()))
        for number, piece in enumerate(template.pieces):
            if piece.write:
                self.fields[f"write_{number}"] = forms.CharField(
                    label=said(piece.write, language()), required=False, max_length=6000, widget=forms.Textarea(attrs={"rows": 5})
                )
        self.order_fields(self.field_order)

    def exits(self, template: Template, consents: list[tuple[str, str]]) -> None:
        """How a name may leave, and the record each ground asks for."""
        grounds = [(code, say(GROUNDS[code])) for code in GROUNDS if code in template.grounds]
        self.fields["ground"] = forms.ChoiceField(
            label=_("Name of the person"), choices=grounds, widget=forms.RadioSelect(), initial=grounds[0][0]
        )
        self.fields["recipient"] = short(200, _("To whom it goes"), _("A body or a person by name. Needed when a name stands in it."))
        if "consent" in template.grounds:
            choices = [("", _("none is kept")), *consents]
            self.fields["consent"] = forms.ChoiceField(label=_("Consent that is kept"), choices=choices, required=False)
            self.fields["reason"] = short(
                300, _("How the person agreed"), _("Only where no consent is kept: when, how, in which language.")
            )
        if "order" in template.grounds:
            self.fields["order_number"] = short(60, _("Number of the decision"), _("Only for a decision of a prosecutor or a court."))
            self.fields["order_body"] = short(120, _("Who made the decision"), "")

    @property
    def written(self) -> dict[str, str]:
        """What the maker wrote, by the place of the piece."""
        return {name.removeprefix("write_"): text for name, text in self.cleaned_data.items() if name.startswith("write_") and text}

    @property
    def way(self) -> Exit:
        """How the name leaves."""
        given = self.cleaned_data
        consent = given.get("consent")
        words = {name: given.get(name, "") for name in ("recipient", "reason", "order_number", "order_body")}
        return Exit(given.get("ground", "none"), consent=UUID(consent) if consent else None, **words)


def short(length: int, label: Any, help_text: Any) -> forms.CharField:
    """A line of words that may stay empty."""
    return forms.CharField(label=label, required=False, max_length=length, help_text=help_text)


def tongues(case: Case, pack: Pack) -> Any:
    """Which languages the person speaks, beside the choice of the paper's."""
    spoken = ", ".join(label(pack, f"codes.language.{code}") for code in case.languages)
    return (
        _("The person speaks: %(languages)s.") % {"languages": spoken} if spoken else _("It is not known which language the person speaks.")
    )


class LetterForm(EventForm):
    """The letter that carries a paper: what kind, to whom."""

    def __init__(self, *args: Any, pack: Pack, **options: Any) -> None:
        super().__init__(*args, pack=pack, **options)
        kinds, bodies = pack.codes["letter_kind"].choices(language()), [(code, label(pack, f"bodies.{code}")) for code in pack.bodies]
        self.fields["kind"] = forms.ChoiceField(label=_("Letter"), choices=kinds, widget=forms.RadioSelect())
        self.fields["to_body"] = forms.ChoiceField(label=_("To"), choices=sorted(bodies, key=lambda pair: str(pair[1]).casefold()))


class SignForm(forms.Form):
    """A paper was signed by hand."""

    on = DateField(label=_("Signed on"))
    signed_by = forms.CharField(
        label=_("Who signed"), max_length=120, help_text=_("The person, the interpreter, an officer: words, no name where none is needed.")
    )

    scan = forms.FileField(
        label=_("Scan of the signed sheet"),
        required=False,
        help_text=_("PDF or picture, at most 25 MB. Only who may read the paper may read it."),
    )

    def clean_signed_by(self) -> str:
        """Words, not only spaces."""
        words = " ".join(str(self.cleaned_data["signed_by"]).split())
        if not words:
            raise ValidationError(_("Say who signed."))
        return words
