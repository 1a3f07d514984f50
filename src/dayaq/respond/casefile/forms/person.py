"""Who the person is, how to reach the person, what was told, who represents a child."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from dayaq.core.pack import Pack
from dayaq.respond.casefile.forms.base import EventForm, items
from dayaq.respond.casefile.forms.core import read_birth
from dayaq.respond.casefile.rules import Channel

CHANNELS = [
    (Channel.PHONE.value, _("telephone")),
    (Channel.MESSENGER.value, _("messenger")),
    (Channel.EMAIL.value, _("e-mail")),
    (Channel.POST.value, _("post")),
    (Channel.THROUGH.value, _("through another person")),
    (Channel.IN_PERSON.value, _("in person")),
    (Channel.NONE.value, _("no contact: the person comes")),
]

GUARDIAN_KINDS = [
    ("parent", _("parent")),
    ("relative", _("relative")),
    ("guardian", _("guardian appointed by an authority")),
    ("representative", _("representative of an organisation")),
]

REVEAL_REASONS = [
    ("contact", _("to reach the person")),
    ("appointment", _("to keep an appointment")),
    ("document", _("to write a document")),
    ("check", _("to check whether it is the same person")),
]


class IdentityForm(EventForm):
    """Who the person is."""

    given_name = forms.CharField(label=_("Given name"), max_length=120, required=False)
    family_name = forms.CharField(label=_("Family name"), max_length=120, required=False)
    other_names = forms.CharField(label=_("Other names and spellings"), max_length=200, required=False, help_text=_("Separated by commas."))
    birth = forms.CharField(
        label=_("Date of birth, as told"), max_length=20, required=False, help_text=_("2001, 2001-05, 2001-05-14 or ~2001 for about.")
    )
    document = forms.CharField(label=_("Document"), max_length=60, required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def clean_birth(self) -> str:
        """The date of birth as told."""
        return read_birth(self.cleaned_data["birth"])

    def values(self) -> dict[str, Any]:
        """The fields as the action takes them."""
        names = ("given_name", "family_name", "other_names", "birth", "document")
        return {**{name: self.cleaned_data[name] for name in names}, "version": self.cleaned_data.get("version") or 0}


class ContactForm(EventForm):
    """How the person may be reached without danger."""

    channel = forms.ChoiceField(label=_("Way"), choices=CHANNELS)
    value = forms.CharField(label=_("Number, address or person"), max_length=200, required=False)
    safe_times = forms.CharField(
        label=_("When is it safe?"),
        max_length=120,
        required=False,
        help_text=_("For example: working days 10 to 12, never at the weekend."),
    )
    leave_message = forms.BooleanField(label=_("A message may be left"), required=False)
    caution = forms.CharField(
        label=_("Caution"), max_length=300, required=False, help_text=_("For example: the husband answers; say it is the dentist.")
    )


class StoryForm(EventForm):
    """What the person told."""

    text = forms.CharField(label=_("What was told"), widget=forms.Textarea)
    language = forms.ChoiceField(label=_("Told in"))

    def __init__(self, *args: Any, pack: Pack, **options: Any) -> None:
        super().__init__(*args, pack=pack, **options)
        self.fields["language"] = forms.ChoiceField(label=_("Told in"), choices=items(pack, "language", without=""))


class GuardianForm(EventForm):
    """Who represents the child."""

    name = forms.CharField(label=_("Name"), max_length=200)
    kind = forms.ChoiceField(label=_("Who is it?"), choices=GUARDIAN_KINDS)
    independent = forms.BooleanField(label=_("Does not belong to the body that shelters or serves the child"), required=False)
