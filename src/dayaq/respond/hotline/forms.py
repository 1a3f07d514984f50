"""Forms of the hotline: one key, a call, a call-back, a hand-on, lines, shifts, sums from paper."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext_lazy as _

from dayaq.core.hours import Hours
from dayaq.core.pack import Pack
from dayaq.respond.casefile.forms import NONE, EventForm, countries, items
from dayaq.respond.casefile.queries import language
from dayaq.respond.hotline import queries, rules
from dayaq.respond.hotline.actions import NewCall
from dayaq.respond.hotline.models import REACHES
from dayaq.respond.network.forms import spoken
from dayaq.respond.network.queries import file as network_file
from dayaq.ui.inputs import DateField
from dayaq.ui.templatetags.dayaq import codes

Choices = list[tuple[str, Any]]
INLINE = {"class": "inline"}
FRESH = timedelta(hours=4)  # a call begun less than this ago ends when it is saved, unless its length is typed


def named_lines(lines: Mapping[str, rules.Line]) -> Choices:
    """Lines by their names."""
    return [(code, queries.line_name(line, language())) for code, line in lines.items()]


class QuickForm(forms.Form):
    """One key and Enter: a call that needs nothing more."""

    key = forms.CharField(
        label=_("One key, then Enter"), max_length=1, widget=forms.TextInput({"autofocus": True, "autocomplete": "off", "inputmode": "numeric", "accesskey": "k"})
    )  # fmt: skip
    started = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, lines: Mapping[str, rules.Line], **options: Any) -> None:
        super().__init__(*args, **options)
        first = next(iter(lines), "")
        box: Any = forms.HiddenInput if len(lines) < 2 else forms.Select
        self.fields["line"] = forms.ChoiceField(label=_("Telephone line"), choices=named_lines(lines), initial=first, widget=box)

    def clean_key(self) -> str:
        """A key that means a topic."""
        key: str = self.cleaned_data["key"]
        if not rules.quick_topic(key, queries.file().quick):
            raise ValidationError(_("This key means no topic."), code="unknown")
        return key

    @property
    def started_at(self) -> datetime:
        """When the page was opened, or now."""
        told, now = parse_datetime(self.cleaned_data["started"] or ""), timezone.now()
        known = told is not None and told.tzinfo is not None and now - FRESH < told <= now
        return told if known and told else now


class CallForm(EventForm):
    """A call, written while talking: only the topic is needed. Day and time are those of its beginning."""

    minutes = forms.IntegerField(
        label=_("Length in minutes"), min_value=0, max_value=600, required=False, help_text=_("Empty: it ends when you save.")
    )
    anonymous = forms.BooleanField(label=_("The caller stays anonymous"), required=False, initial=True)
    caller_wished = forms.BooleanField(label=_("The caller wants this"), required=False)
    note = forms.CharField(
        label=_("What it was about"), required=False, max_length=1000, widget=forms.Textarea({"rows": 3, "accesskey": "w"}), help_text=_("No names, no numbers.")
    )  # fmt: skip
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, pack: Pack, lines: Mapping[str, rules.Line], **options: Any) -> None:
        super().__init__(*args, pack=pack, **options)
        one_line: Any = forms.HiddenInput if len(lines) == 1 else forms.Select
        self.fields["line"] = forms.ChoiceField(
            label=_("Telephone line"), choices=named_lines(lines), initial=next(iter(lines), ""), widget=one_line
        )
        topic = forms.Select({"autofocus": True, "accesskey": "t"})
        self.fields["topic"] = forms.ChoiceField(label=_("Topic"), choices=[NONE, *queries.topics()], widget=topic)
        unsaid = ("", _("not said"))
        self.fields["language"] = forms.ChoiceField(label=_("Language"), choices=[unsaid, *items(pack, "language")], required=False)
        yes_no = [("yes", _("yes")), ("no", _("no")), ("", _("not asked"))]
        self.fields["interpreter"] = forms.ChoiceField(
            label=_("Interpreter"), choices=yes_no, required=False, widget=forms.RadioSelect(INLINE)
        )
        self.fields["caller"] = forms.ChoiceField(
            label=_("Who calls"), choices=items(pack, "caller_kind", without=" "), initial="unknown", required=False
        )
        self.fields["caller_country"] = forms.ChoiceField(
            label=_("Country the caller is in"), choices=[unsaid, *countries()], required=False, widget=forms.Select({"accesskey": "c"})
        )
        self.fields["outcome"] = forms.ChoiceField(label=_("What came of it"), choices=outcomes(pack), initial="none", required=False)
        told = [(code, codes(dict(one.label))) for code, one in network_file().leaflets.items()]
        self.fields["leaflets"] = forms.MultipleChoiceField(
            label=_("Information given"), choices=told, required=False, widget=forms.CheckboxSelectMultiple(INLINE)
        )
        first = ["line", "topic", "note", "language", "interpreter", "caller", "anonymous", "caller_country", "outcome", "caller_wished"]
        self.order_fields([*first, "leaflets", "day", "clock", "minutes"])

    def clean(self) -> dict[str, Any]:
        """The times, and the caller's wish where it is needed."""
        cleaned = super().clean()
        if cleaned.get("outcome") in rules.AT_WISH and not cleaned.get("caller_wished"):
            text = _("The police are called, and a file is opened, only when the caller wants it.")
            self.add_error("caller_wished", ValidationError(text, code="wish"))
        return cleaned

    @property
    def ended_at(self) -> datetime:
        """When the call ended."""
        now, minutes = timezone.now(), self.cleaned_data.get("minutes")
        if minutes is not None:
            return min(self.at + timedelta(minutes=minutes), now)
        return now if now - self.at < FRESH else self.at

    def columns(self) -> dict[str, Any]:
        """What was written, as columns of a call."""
        given = self.cleaned_data
        names = ("line", "topic", "language", "anonymous", "caller_country", "caller_wished", "leaflets", "note")
        plain = {name: given[name] for name in names}
        said = {"yes": True, "no": False}.get(given["interpreter"])
        own = {"caller": given["caller"] or "unknown", "outcome": given["outcome"] or "none"}
        return {**plain, **own, "interpreter": said, "started_at": self.at, "ended_at": self.ended_at}

    def new_call(self) -> NewCall:
        """What was written, as the action takes it."""
        return NewCall(**self.columns())


def outcomes(pack: Pack) -> Choices:
    """What can come of a call by this form; help with a file begins on a page of its own."""
    return [(code, label) for code, label in items(pack, "call_outcome", without="case") if code != "hand_on"] + [
        (code, label) for code, label in items(pack, "call_outcome") if code == "hand_on"
    ]


def from_draft(fields: Mapping[str, Any], pack: Pack) -> dict[str, Any]:
    """What a draft holds, as a form starts with it."""
    known = set(CallForm.base_fields) | {"line", "topic", "language", "interpreter", "caller", "caller_country", "outcome"}
    start = {name: values[0] for name, values in fields.items() if name in known and values and name not in {"version", "day"}}
    start["leaflets"] = list(fields.get("leaflets", []))
    for name in ("anonymous", "caller_wished"):
        start[name] = bool(fields.get(name))
    parts = [(fields.get(f"day_{part}") or [""])[0] for part in ("year", "month", "day")]
    if all(part.isdigit() for part in parts):
        start["day"] = f"{int(parts[0]):04}-{int(parts[1]):02}-{int(parts[2]):02}"
    del pack
    return start


class CallBackForm(forms.Form):
    """How somebody is called back without danger."""

    contact = forms.CharField(
        label=_("Number or address"), max_length=120, required=False, help_text=_("Forgotten when the call-back is done.")
    )
    safe_times = forms.CharField(label=_("When is it safe?"), max_length=120)
    caution = forms.CharField(label=_("Caution"), max_length=200, required=False)
    leave_message = forms.BooleanField(label=_("A message may be left"), required=False)
    due_day = DateField(label=_("Call on"))
    due_clock = forms.TimeField(label=_("Call at"), widget=forms.TimeInput({"inputmode": "numeric", "maxlength": 5}, format="%H:%M"))

    def __init__(self, *args: Any, pack: Pack, **options: Any) -> None:
        later = pack.calendar.local(timezone.now() + timedelta(hours=2))
        options["initial"] = {"due_day": later.date(), "due_clock": later.time().replace(minute=0, second=0, microsecond=0)}
        super().__init__(*args, **options)
        self.pack = pack
        self.fields["channel"] = forms.ChoiceField(label=_("How"), choices=spoken(rules.CHANNELS))
        self.order_fields(["channel", "contact", "safe_times", "caution", "leave_message", "due_day", "due_clock"])

    def values(self) -> dict[str, Any]:
        """What was typed, as the action takes it."""
        given = self.cleaned_data
        plain = {name: given[name] for name in ("channel", "contact", "safe_times", "caution", "leave_message")}
        return {**plain, "due_at": self.pack.calendar.at_wall(given["due_day"], given["due_clock"])}


class HandOnForm(forms.Form):
    """Another line takes the caller over."""

    note = forms.CharField(label=_("What that line should know"), max_length=300, required=False, help_text=_("No names, no numbers."))

    def __init__(self, *args: Any, pack: Pack, mine: Mapping[str, rules.Line], others: Mapping[str, rules.Line], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["from_line"] = forms.ChoiceField(label=_("Your line"), choices=named_lines(mine))
        self.fields["to_line"] = forms.ChoiceField(label=_("To the line"), choices=[NONE, *named_lines(others)])
        self.fields["topic"] = forms.ChoiceField(label=_("Topic"), choices=[NONE, *queries.topics()])
        self.fields["spoken"] = forms.ChoiceField(
            label=_("Language"), choices=[("", _("not said")), *items(pack, "language")], required=False
        )
        self.order_fields(["from_line", "to_line", "topic", "spoken", "note"])


class LineForm(forms.Form):
    """The own body's line."""

    code = forms.SlugField(label=_("Short code"), max_length=40)
    title = forms.CharField(label=_("Name"), max_length=120)
    number = forms.CharField(label=_("Telephone number"), max_length=40, required=False)
    reach = forms.ChoiceField(label=_("Reached from"), choices=REACHES)
    hours = forms.CharField(label=_("Hours"), max_length=120, help_text=_("For example: 00:00-24:00, or mo-fr 08:00-19:00; sa 10:00-14:00"))
    valid_from = DateField(label=_("Since"), required=False)
    valid_to = DateField(label=_("Not any more from"), required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, pack: Pack, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["languages"] = forms.MultipleChoiceField(
            label=_("Languages"), choices=items(pack, "language"), required=False, widget=forms.CheckboxSelectMultiple(INLINE)
        )

    def clean_hours(self) -> str:
        """Hours that can be read."""
        try:
            return Hours.parse(self.cleaned_data["hours"]).text
        except ValueError:
            raise ValidationError(_("Write hours like 00:00-24:00 or mo-fr 08:00-19:00."), code="invalid") from None

    def clean(self) -> dict[str, Any]:
        """A line does not end before it begins."""
        cleaned = super().clean() or {}
        first, last = cleaned.get("valid_from"), cleaned.get("valid_to")
        if first and last and last <= first:
            self.add_error("valid_to", ValidationError(_("This lies before the beginning."), code="reversed"))
        return cleaned

    def values(self) -> dict[str, Any]:
        """The line as the action takes it."""
        return {name: value for name, value in self.cleaned_data.items() if name not in {"code", "version"}}


class ShiftForm(EventForm):
    """Who answers from when for how long; a shift lies ahead, mostly."""

    length = forms.IntegerField(label=_("Hours"), min_value=1, max_value=24, initial=8)

    def __init__(self, *args: Any, pack: Pack, lines: Mapping[str, rules.Line], people: Choices, **options: Any) -> None:
        super().__init__(*args, pack=pack, **options)
        self.fields["line"] = forms.ChoiceField(label=_("Telephone line"), choices=named_lines(lines))
        self.fields["person"] = forms.ChoiceField(label=_("Who answers"), choices=people)
        self.fields["day"].label, self.fields["clock"].label = _("Day"), _("Begins")
        self.order_fields(["line", "person", "day", "clock", "length"])

    def clean(self) -> dict[str, Any]:
        """The moment it begins; unlike what has happened it may lie ahead."""
        cleaned = forms.Form.clean(self) or {}
        day, clock = cleaned.get("day"), cleaned.get("clock")
        if day and clock:
            cleaned["at"] = self.pack.calendar.at_wall(day, clock)
        return cleaned

    def values(self) -> dict[str, Any]:
        """The shift as the action takes it."""
        given = self.cleaned_data
        ends = self.at + timedelta(hours=given["length"])
        return {"line": given["line"], "person": given["person"], "starts_at": self.at, "ends_at": ends}


class TallyForm(forms.Form):
    """A sum from paper."""

    first = DateField(label=_("Since"))
    end = DateField(label=_("Until (the first day that is not counted)"))
    n = forms.IntegerField(label=_("Calls"), min_value=0)
    source = forms.CharField(label=_("Where it was read"), max_length=120)

    def __init__(self, *args: Any, lines: Mapping[str, rules.Line], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["line"] = forms.ChoiceField(label=_("Telephone line"), choices=named_lines(lines))
        self.fields["topic"] = forms.ChoiceField(label=_("Topic"), choices=[NONE, *queries.topics()])
        self.order_fields(["line", "first", "end", "topic", "n", "source"])
