"""The pieces forms of support are made of."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from dayaq.base.accounts.queries import organisations
from dayaq.core.pack import Pack
from dayaq.respond.casefile.forms import NONE, EventForm, items
from dayaq.respond.casefile.queries import language
from dayaq.ui.templatetags.dayaq import codes as in_words

Fields = Mapping[str, forms.Field]
ANSWERS = [("yes", _("yes")), ("no", _("no")), ("unknown", _("unknown")), ("not_asked", _("not asked")), ("refused", _("refused to say"))]
YES_NO = [("yes", _("yes")), ("no", _("no")), ("", _("not known"))]


class DeedForm(EventForm):
    """When it happened, and the questions of one deed before it."""

    def __init__(self, data: Any = None, *, pack: Pack, fields: Fields, initial: Mapping[str, Any] | None = None) -> None:
        super().__init__(data, pack=pack, initial=initial)
        self.fields.update(fields)
        self.order_fields([*fields, "day", "clock"])


class CourseForm(forms.Form):
    """A course a body offers."""

    def __init__(self, data: Any = None, *, pack: Pack) -> None:
        super().__init__(data, initial={"language": language(), "minimum": 5})
        self.fields["kind"] = listed(pack, "course_kind", _("Course"))
        self.fields["title"] = forms.CharField(label=_("Title, without names"), max_length=120)
        self.fields["language"] = listed(pack, "language", _("Language"))
        self.fields["minimum"] = forms.IntegerField(label=_("People needed before it begins"), min_value=1, max_value=500)
        self.fields["places"] = forms.IntegerField(label=_("Places"), min_value=1, max_value=500)


class FeedbackForm(EventForm):
    """What somebody says of the help of one body; no case and no name."""

    def __init__(self, data: Any = None, *, pack: Pack) -> None:
        super().__init__(data, pack=pack, initial={"language": language()})
        bodies = [(str(body.id), in_words(body.name)) for body in organisations()]
        self.fields["about"] = forms.ChoiceField(label=_("Body the feedback is about"), choices=[NONE, *bodies])
        channels = [("paper", _("on paper")), ("worker", _("told to a worker")), ("tablet", _("on a tablet"))]
        self.fields["channel"] = choice(_("How it was given"), channels)
        marks = [(str(n), str(n)) for n in range(1, 6)]
        for code, words in items(pack, "feedback_question", without=""):
            hint = _("1: not at all, 5: fully")
            self.fields[f"q_{code}"] = forms.ChoiceField(
                label=words, choices=marks, required=False, help_text=hint, widget=forms.RadioSelect({"class": "inline"})
            )
        self.fields["text"] = lines(_("In the own words, without names"), required=False)
        self.fields["language"] = listed(pack, "language", _("Language of the words"))
        self.order_fields(
            ["about", "channel", *(f"q_{code}" for code in pack.codes["feedback_question"].items), "text", "language", "day", "clock"]
        )

    @property
    def answers(self) -> dict[str, int]:
        """The marks given, by question."""
        return {name.removeprefix("q_"): int(value) for name, value in self.cleaned_data.items() if name.startswith("q_") and value}


def listed(pack: Pack, name: str, label: Any, *, required: bool = True, hint: Any = "") -> forms.ChoiceField:
    """A choice from a list of the pack."""
    return forms.ChoiceField(label=label, choices=[NONE, *items(pack, name, without="")], required=required, help_text=hint)


def choice(label: Any, choices: Sequence[tuple[str, Any]], *, required: bool = True, hint: Any = "") -> forms.ChoiceField:
    """A choice by radio buttons."""
    return forms.ChoiceField(label=label, choices=choices, required=required, help_text=hint, widget=forms.RadioSelect)


def yes_no(label: Any, hint: Any = "") -> forms.ChoiceField:
    """Yes, no, or not known."""
    return forms.ChoiceField(label=label, choices=YES_NO, required=False, help_text=hint, widget=forms.RadioSelect({"class": "inline"}))


def lines(label: Any, *, required: bool = True, hint: Any = "") -> forms.CharField:
    """Words of the person, of several lines."""
    return forms.CharField(label=label, required=required, max_length=5000, help_text=hint, widget=forms.Textarea({"rows": 3}))


def money(label: Any, *, required: bool = False) -> forms.DecimalField:
    """An amount."""
    return forms.DecimalField(
        label=label, required=required, min_value=0, max_digits=10, decimal_places=2, widget=forms.TextInput({"inputmode": "decimal"})
    )
