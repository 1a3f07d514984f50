"""Forms of a screening: before it begins, the answers of one page, and what is asked beside the list."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from dayaq.core.pack import Pack
from dayaq.respond.casefile.forms import NONE, YES_NO, Choices, EventForm, items
from dayaq.respond.casefile.queries import label, language
from dayaq.respond.referral.actions.breach import REASONS
from dayaq.respond.screening.actions import Sitting
from dayaq.respond.screening.models import Answer, Screening
from dayaq.respond.screening.queries import Group
from dayaq.ui.templatetags.dayaq import codes, say

ANSWERS = [("yes", _("yes")), ("no", _("no")), ("unknown", _("unknown")), ("not_asked", _("not asked"))]
INTERPRETER = {"yes": True, "no": False}
NOTE = "_note"


class SittingForm(EventForm):
    """When, in which language, who was there; with a child, why somebody was not needed."""

    field_order = ["day", "clock", "language", "interpreter", "present"]

    def __init__(self, *args: Any, pack: Pack, child: bool, **options: Any) -> None:
        super().__init__(*args, pack=pack, **options)
        people = pack.process.identification.child_participants if child else {}
        known = [code for code, _words in items(pack, "present")]
        others = [(code, codes(entry.label)) for code, entry in people.items() if code not in known]
        self.child, self.people = child, {code: entry.obligatory for code, entry in people.items()}
        self.fields["language"] = forms.ChoiceField(
            label=_("Language of the talk"), choices=[NONE, *items(pack, "language")], required=False
        )
        self.fields["interpreter"] = forms.ChoiceField(
            label=_("With an interpreter?"), choices=YES_NO, required=False, widget=forms.RadioSelect({"class": "inline"})
        )
        self.fields["present"] = forms.MultipleChoiceField(
            label=_("Who was present?"), choices=[*items(pack, "present"), *others], required=False, widget=forms.CheckboxSelectMultiple
        )
        self.order_fields(self.field_order)
        for code, entry in people.items():
            if not entry.obligatory:
                words = _("%(who)s: not needed because") % {"who": codes(entry.label)}
                self.fields[f"absent_{code}"] = forms.CharField(label=words, required=False, max_length=200)
        if child:
            hint = _("Only for what already took place: it is kept as a breach and counted.")
            reasons: Choices = [(code, say(text)) for code, text in REASONS.items()]
            self.fields["alone_because"] = forms.ChoiceField(
                label=_("The child was heard without its people, because"),
                choices=[("", _("it was not")), *reasons],
                required=False,
                help_text=hint,
            )

    @property
    def sitting(self) -> Sitting:
        """What was typed."""
        given = self.cleaned_data
        absences = {code: given.get(f"absent_{code}", "") for code in self.people}
        return Sitting(
            language=given["language"],
            interpreter=INTERPRETER.get(given["interpreter"]),
            present=tuple(given["present"]),
            absences=absences,
            alone_because=given.get("alone_because", ""),
        )


class AnswersForm(forms.Form):
    """The items of one page: four answers as large targets, and a note."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, data: Mapping[str, Any] | None, *, group: Group, stored: Mapping[str, Answer], version: int) -> None:
        start: dict[str, Any] = {"version": version}
        for code, _item in group.items:
            have = stored.get(code)
            start |= {code: have.answer if have else "not_asked", code + NOTE: have.note if have else ""}
        super().__init__(data, initial=start)
        self.codes = [code for code, _item in group.items]
        for code, item in group.items:
            hint = codes(item.note) if item.note else ""
            self.fields[code] = forms.ChoiceField(
                label=codes(item.label), choices=ANSWERS, help_text=hint, widget=forms.RadioSelect({"class": "inline"})
            )
            words = _("Note to: %(item)s") % {"item": codes(item.label)}
            self.fields[code + NOTE] = forms.CharField(label=words, required=False, max_length=2000, widget=forms.Textarea({"rows": 1}))

    @property
    def answers(self) -> dict[str, tuple[str, str]]:
        """Answers and notes by the code of the item."""
        return {code: (self.cleaned_data[code], self.cleaned_data[code + NOTE]) for code in self.codes}

    @property
    def pairs(self) -> list[tuple[Any, Any]]:
        """Each item with its note, to be drawn together."""
        return [(self[code], self[code + NOTE]) for code in self.codes]


class ElementsForm(forms.Form):
    """What no list asks: the act, the purpose, and whether somebody says the person agreed."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, data: Mapping[str, Any] | None, *, pack: Pack, screening: Screening) -> None:
        start = {
            "version": screening.version,
            "acts": screening.acts,
            "purpose": screening.purpose,
            "consent_claimed": screening.consent_claimed,
        }
        super().__init__(data, initial=start)
        self.screening = screening
        acts = pack.codes["act"].choices(language())
        self.fields["acts"] = forms.MultipleChoiceField(
            label=_("What was done to bring or keep the person there?"),
            help_text=_("Ask plainly: who found the work, who paid the way, who gave the room, who handed the person on?"),
            choices=acts,
            required=False,
            widget=forms.CheckboxSelectMultiple,
        )
        purposes = [("", _("not asked")), *pack.codes["exploitation"].choices(language())]
        self.fields["purpose"] = forms.ChoiceField(
            label=_("What for?"), help_text=_("The exploitation that took place or was planned."), choices=purposes, required=False
        )
        self.fields["consent_claimed"] = forms.BooleanField(
            label=_("Somebody says that the person agreed"), help_text=_("It is kept; it changes neither result."), required=False
        )

    @property
    def sitting(self) -> Sitting:
        """The sitting as it stood, with what was typed here."""
        given = self.cleaned_data
        return replace(
            sitting_of(self.screening), acts=tuple(given["acts"]), purpose=given["purpose"], consent_claimed=given["consent_claimed"]
        )


class FinishForm(forms.Form):
    """The version the reader saw."""

    version = forms.IntegerField(widget=forms.HiddenInput)


def sitting_of(screening: Screening) -> Sitting:
    """What is written beside the answers of a screening."""
    return Sitting(
        language=screening.language,
        interpreter=screening.interpreter,
        present=tuple(screening.present),
        absences=dict(screening.absences),
        acts=tuple(screening.acts),
        purpose=screening.purpose,
        consent_claimed=screening.consent_claimed,
    )


def group_words(pack: Pack, code: str) -> str:
    """The name of a page: its dimension, or what stands outside them."""
    return label(pack, f"dimensions.{code}") if code.startswith("D") else str(_("Further signs"))
