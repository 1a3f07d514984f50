"""Forms of case work: choices from the country's lists; free text only where its part of the file is named."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dayaq.base.access.rules import Group
from dayaq.base.documents.rules import FORMS, REMOVAL_REASONS
from dayaq.core.pack import Pack
from dayaq.respond.casefile.forms import NONE, EventForm, items
from dayaq.respond.casefile.queries import label
from dayaq.ui.inputs import DateField

Choices = Sequence[tuple[str, Any]]
NOTE_WORDS = {
    "story": _("what was told or seen of the exploitation"),
    "health": _("health, psychology"),
    "family": _("family, children"),
    "private": _("privileged: for yourself alone"),
}
REMOVAL_WORDS = [
    _("it was about another case"),
    _("it belongs to another part of the file"),
    _("it cannot be read"),
    _("it was kept twice"),
    _("the person asked for it"),
    _("another reason"),
]
GROUND_WORDS = {"consent": _("consent of the person"), "statutory": _("hand-over by law"), "order": _("order of the competent authority")}


def radios(label_: Any, choices: Choices, **options: Any) -> forms.ChoiceField:
    """One of a few."""
    return forms.ChoiceField(label=label_, choices=choices, widget=forms.RadioSelect, **options)


def boxes(label_: Any, choices: Choices, **options: Any) -> forms.MultipleChoiceField:
    """Several of a few."""
    return forms.MultipleChoiceField(label=label_, choices=choices, widget=forms.CheckboxSelectMultiple, **options)


def listed(pack: Pack, name: str) -> Choices:
    """A list of the pack."""
    return items(pack, name, without="")


class Chosen(EventForm):
    """A form made of given fields and the day and time of the event, which come last."""

    def __init__(self, data: Any = None, files: Any = None, *, pack: Pack, fields: Mapping[str, forms.Field]) -> None:
        super().__init__(data, pack=pack)
        self.files = files if files is not None else self.files
        self.fields.update(fields)
        self.order_fields([*fields, "day", "clock"])


class Plain(forms.Form):
    """A form made of given fields."""

    def __init__(self, *args: Any, fields: Mapping[str, forms.Field], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields.update(fields)


class DueForm(forms.Form):
    """Something due at the end of a day."""

    due = DateField(label=_("Due on"))

    def __init__(self, *args: Any, pack: Pack, fields: Mapping[str, forms.Field], **options: Any) -> None:
        super().__init__(*args, **options)
        self.pack = pack
        self.fields.update(fields)
        self.order_fields([*fields, "due"])

    def clean_due(self) -> Any:
        """Not before today."""
        day = self.cleaned_data["due"]
        if day and day < self.pack.calendar.local_date(timezone.now()):
            raise ValidationError(_("This day is over."), code="past")
        return day

    @property
    def due_at(self) -> datetime:
        """The end of the day in the country's zone."""
        return self.pack.calendar.day_start(self.cleaned_data["due"] + timedelta(days=1))


def note_fields(pack: Pack, kinds: Iterable[str]) -> dict[str, forms.Field]:
    """A note: what it is about decides who may read it."""
    return {
        "kind": radios(_("What is it about?"), [(kind, NOTE_WORDS[kind]) for kind in kinds], help_text=_("This decides who may read it.")),
        "text": forms.CharField(label=_("Note"), widget=forms.Textarea),
        "language": forms.ChoiceField(label=_("Written in"), choices=listed(pack, "language")),
    }


def file_fields(pack: Pack, writes: Group) -> dict[str, forms.Field]:
    """A file to be kept."""
    groups = [(name, label(pack, f"groups.{name}")) for name in (writes & ~Group.G10).names]
    return {
        "file": forms.FileField(
            label=_("File"), help_text=_("At most 25 MB: %(endings)s. The name of the file is not kept.") % {"endings": ", ".join(FORMS)}
        ),
        "kind": forms.ChoiceField(label=_("Kind"), choices=[NONE, *listed(pack, "document_kind")]),
        "group": forms.ChoiceField(label=_("Part of the file"), choices=[NONE, *groups], help_text=_("This decides who may see it.")),
        "title": forms.CharField(label=_("In a few words"), max_length=200, required=False),
    }


def version_fields() -> dict[str, forms.Field]:
    """A newer version of a kept file."""
    return {"file": forms.FileField(label=_("File"))}


def error_fields() -> dict[str, forms.Field]:
    """Why a kept file was an error."""
    return {"reason": radios(_("Why was it recorded in error?"), list(zip(REMOVAL_REASONS, REMOVAL_WORDS, strict=True)))}


def flag_fields(pack: Pack) -> dict[str, forms.Field]:
    """A mark."""
    return {
        "reason": radios(_("Mark"), listed(pack, "flag_reason")),
        "private": forms.BooleanField(label=_("For myself alone"), required=False),
        "due_on": DateField(label=_("Until"), required=False),
    }


def assign_fields(pack: Pack, people: Choices) -> dict[str, forms.Field]:
    """Who works on it; what everybody carries is shown."""
    return {
        "user": radios(_("Who works on it?"), people),
        "reason": forms.ChoiceField(label=_("Reason"), choices=[NONE, *listed(pack, "assign_reason")], required=False),
    }


def transfer_fields(pack: Pack, units: Choices, grounds: Iterable[str], reads: Group) -> dict[str, forms.Field]:
    """To whom, on which ground, what travels."""
    groups = [(name, label(pack, f"groups.{name}").partition(":")[0]) for name in (reads & ~(Group.G1 | Group.G9 | Group.G10)).names]
    return {
        "to_unit": forms.ChoiceField(label=_("To"), choices=[NONE, *units]),
        "ground": radios(_("On which ground?"), [(code, GROUND_WORDS.get(code, code)) for code in grounds]),
        "order_number": forms.CharField(label=_("Number of the order"), max_length=40, required=False),
        "groups": boxes(
            _("Parts of the file that go along"), groups, required=False, help_text=_("The core goes along always, privileged notes never.")
        ),
        "reason": radios(_("Why?"), listed(pack, "transfer_reason")),
        "stays": forms.BooleanField(label=_("Your unit goes on helping and keeps its access"), required=False),
    }


def conference_fields(pack: Pack) -> dict[str, forms.Field]:
    """A conference: when and about what."""
    return {
        "agenda": boxes(_("About"), listed(pack, "conference_agenda")),
        "on": DateField(label=_("Day of the conference")),
        "hour": forms.TimeField(label=_("Hour"), widget=forms.TimeInput({"inputmode": "numeric", "maxlength": 5}, format="%H:%M")),
    }


def bodies(pack: Pack) -> Choices:
    """Bodies of the country by name."""
    return sorted(((code, label(pack, f"bodies.{code}")) for code in pack.bodies), key=lambda pair: pair[1])
