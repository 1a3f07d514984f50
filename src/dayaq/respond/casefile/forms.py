"""Forms of the case file: what was typed, read and explained. Every fact may stay unknown, not asked or refused."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Any

from babel import Locale
from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dayaq.core.dates import PartialDate
from dayaq.core.pack import Pack
from dayaq.respond.casefile.access import OUTCOMES, REMOVAL_REASONS, WORDS
from dayaq.respond.casefile.models import Case
from dayaq.respond.casefile.queries import language
from dayaq.respond.casefile.rules import Channel
from dayaq.ui.inputs import DateField, FactField

Choices = list[tuple[str, Any]]
NONE: tuple[str, Any] = ("", _("choose"))
ANY: tuple[str, Any] = ("", _("any"))
FACT_LISTS = {"sex": "sex", "age_band": "age_band", "exploitation": "exploitation", "route": "route"}
UNDER_18 = [("yes", _("yes")), ("cannot_be_excluded", _("it cannot be excluded")), ("no", _("no"))]
AGE_REASONS = [
    NONE,
    ("papers", _("papers were seen")),
    ("own_word", _("the person says so and nothing speaks against it")),
    ("family_word", _("the family says so")),
    ("assessment", _("an age assessment was made")),
    ("clearly_older", _("the person is clearly much older")),
]
YES_NO: Choices = [("yes", _("yes")), ("no", _("no"))]
CHANNELS = [
    (Channel.PHONE.value, _("telephone")),
    (Channel.MESSENGER.value, _("messenger")),
    (Channel.EMAIL.value, _("e-mail")),
    (Channel.POST.value, _("post")),
    (Channel.THROUGH.value, _("through another person")),
    (Channel.IN_PERSON.value, _("in person")),
    (Channel.NONE.value, _("no contact: the person comes")),
]
OUTCOME_WORDS = [_("given"), _("offered"), _("refused by the person"), _("not available")]
WORD_WORDS = [_("not asked"), _("agrees to be referred"), _("refuses"), _("has withdrawn")]
REMOVAL_WORDS = [
    _("it was about another case"),
    _("another status was meant"),
    _("it was entered twice"),
    _("the date was wrong"),
    _("another reason"),
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


def items(pack: Pack, name: str, *, without: str = "unknown") -> Choices:
    """Code and label of a pack's list, without the code that a fact's own state says better."""
    return [(code, text) for code, text in pack.codes[name].choices(language()) if code != without]


def countries() -> Choices:
    """Countries by ISO 3166 code in the reader's language, and stateless."""
    named = Locale.parse(language()).territories
    sorted_names = sorted(((code, name) for code, name in named.items() if len(code) == 2 and code.isalpha()), key=lambda pair: pair[1])
    return [
        ("XX", _("stateless")),
        *((code, name) for code, name in sorted_names if code not in {"XX", "ZZ", "EU", "UN", "EZ", "QO", "XA", "XB"}),
    ]


def fact(label: Any, choices: Choices, hint: Any = "") -> FactField:
    """A fact chosen from a list, or the reason why there is none."""
    return FactField(forms.ChoiceField(choices=[NONE, *choices]), label=label, help_text=hint)


def stored(pair: tuple[Any, str]) -> tuple[str, str]:
    """A cleaned fact as it is stored: an empty text where there is no value."""
    value, state = pair
    return (str(value) if value is not None else "", state)


class EventForm(forms.Form):
    """Something that happened: the day and the time it happened, which may lie before now."""

    day = DateField(label=_("Day"))
    clock = forms.TimeField(label=_("Time"), widget=forms.TimeInput({"inputmode": "numeric", "maxlength": 5}, format="%H:%M"))

    def __init__(self, data: Any = None, *, pack: Pack, initial: Mapping[str, Any] | None = None) -> None:
        self.pack = pack
        now = pack.calendar.local(timezone.now())
        start: dict[str, Any] = {"day": now.date(), "clock": now.time().replace(second=0, microsecond=0)}
        super().__init__(data, initial={**start, **(initial or {})})

    def clean(self) -> dict[str, Any]:
        """Nothing has happened in the future."""
        cleaned = super().clean() or {}
        day, clock = cleaned.get("day"), cleaned.get("clock")
        if isinstance(day, date) and isinstance(clock, time):
            at = self.pack.calendar.at_wall(day, clock)
            if at > timezone.now():
                self.add_error("day", ValidationError(_("This lies in the future."), code="future"))
            cleaned["at"] = at
        return cleaned

    @property
    def at(self) -> datetime:
        """When it happened."""
        moment: datetime = self.cleaned_data["at"]
        return moment


class SearchForm(forms.Form):
    """A name in any spelling, or a case code; the year of birth narrows a name."""

    q = forms.CharField(
        label=_("Name or case code"),
        max_length=80,
        help_text=_("Given name and family name together, in any spelling, Latin or Cyrillic letters."),
    )
    born = forms.IntegerField(
        label=_("Year of birth"), required=False, min_value=1900, max_value=2100, widget=forms.TextInput({"inputmode": "numeric"})
    )


class CoreForm(EventForm):
    """The core facts, each with unknown, not asked and refused."""

    def __init__(self, *args: Any, pack: Pack, **options: Any) -> None:
        super().__init__(*args, pack=pack, **options)
        add = self.fields.__setitem__
        add("sex", fact(_("Sex"), items(pack, "sex")))
        add("nationality", fact(_("Nationality"), countries()))
        add("age_band", fact(_("Age"), items(pack, "age_band")))
        add(
            "under_18",
            forms.ChoiceField(
                label=_("Could this person be under 18?"),
                choices=UNDER_18,
                widget=forms.RadioSelect,
                help_text=_("In doubt choose that it cannot be excluded: the child path protects and can be left later."),
            ),
        )
        add("under_18_reason", forms.ChoiceField(label=_("If no: what does the answer rest on?"), choices=AGE_REASONS, required=False))
        spoken = forms.MultipleChoiceField(
            choices=items(pack, "language", without=""), widget=forms.CheckboxSelectMultiple({"class": "inline"})
        )
        add("languages", FactField(spoken, label=_("Languages the person understands")))
        add("interpreter_needed", fact(_("Is an interpreter needed?"), YES_NO))
        add("exploitation", fact(_("Exploitation, as far as it is known"), items(pack, "exploitation")))
        add("route", fact(_("Route"), items(pack, "route")))
        add(
            "source_kind",
            forms.ChoiceField(
                label=_("Who brought it to you?"), choices=[NONE, *items(pack, "referral_source", without="")], required=False
            ),
        )

    def clean(self) -> dict[str, Any]:
        """ "No" about the age needs its reason."""
        cleaned = super().clean() or {}
        if cleaned.get("under_18") == "no" and not cleaned.get("under_18_reason"):
            self.add_error("under_18_reason", ValidationError(_("Say what the answer rests on."), code="required"))
        return cleaned

    def core(self) -> dict[str, Any]:
        """The facts as the actions take them."""
        given = self.cleaned_data
        facts: dict[str, Any] = {name: stored(given[name]) for name in ("sex", "nationality", "age_band", "exploitation", "route")}
        (spoken, spoken_state), (needed, needed_state) = given["languages"], given["interpreter_needed"]
        facts |= {
            "languages": (list(spoken or ()), spoken_state),
            "interpreter_needed": ({"yes": True, "no": False}.get(needed), needed_state),
        }
        reason = given["under_18_reason"] if given["under_18"] == "no" else ""
        return {**facts, "under_18": given["under_18"], "under_18_reason": reason, "source_kind": given["source_kind"]}


class OpenForm(CoreForm):
    """The first minutes of a case; everything but the age question may stay open."""

    given_name = forms.CharField(
        label=_("Given name"), max_length=120, required=False, help_text=_("Only if needed; the case is worked on by its code.")
    )
    family_name = forms.CharField(label=_("Family name"), max_length=120, required=False)
    birth = forms.CharField(
        label=_("Date or year of birth"), max_length=20, required=False, help_text=_("2001, 2001-05, 2001-05-14 or ~2001 for about.")
    )
    field_order = ["day", "clock"]

    def __init__(self, *args: Any, pack: Pack, names: bool, **options: Any) -> None:
        super().__init__(*args, pack=pack, **options)
        if not names:
            for field in ("given_name", "family_name", "birth"):
                del self.fields[field]

    def clean_birth(self) -> str:
        """The date of birth as told."""
        return read_birth(self.cleaned_data["birth"])


class FactsForm(CoreForm):
    """Changing the core facts; ``version`` is the state of the record that was shown."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, pack: Pack, **options: Any) -> None:
        super().__init__(*args, pack=pack, **options)
        self.fields["day"].label = _("Day on which you learned this")
        self.order_fields([name for name in self.fields if name not in {"day", "clock"}] + ["day", "clock"])


def facts_initial(case: Case) -> dict[str, Any]:
    """What a facts form starts with."""
    facts: dict[str, Any] = {
        name: (getattr(case, name), getattr(case, f"{name}_state"))
        for name in ("sex", "nationality", "age_band", "exploitation", "route", "languages")
    }
    needed = {True: "yes", False: "no", None: ""}[case.interpreter_needed]
    plain = {name: getattr(case, name) for name in ("under_18", "under_18_reason", "source_kind", "version")}
    return {**facts, **plain, "interpreter_needed": (needed, case.interpreter_state)}


def read_birth(text: str) -> str:
    """A date of birth as told, in its written form; a ValidationError says how to write it."""
    try:
        return str(PartialDate.parse(text)) if text else ""
    except ValueError:
        raise ValidationError(_("Write 2001, 2001-05, 2001-05-14 or ~2001."), code="invalid") from None


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


class StatusForm(EventForm):
    """What one's own body says about the status."""

    status = forms.ChoiceField(label=_("Status"))
    evidence = forms.CharField(
        label=_("Rests on"), max_length=60, required=False, help_text=_("The record it rests on, for example: screening, letter 14/2016.")
    )

    def __init__(self, *args: Any, pack: Pack, statuses: Choices, **options: Any) -> None:
        super().__init__(*args, pack=pack, **options)
        self.fields["status"] = forms.ChoiceField(label=_("Status"), choices=statuses, widget=forms.RadioSelect)


class RemoveForm(EventForm):
    """Why a word was recorded in error."""

    reason = forms.ChoiceField(
        label=_("Why was it recorded in error?"), choices=list(zip(REMOVAL_REASONS, REMOVAL_WORDS, strict=True)), widget=forms.RadioSelect
    )


class WordForm(EventForm):
    """The person's own word on being referred."""

    word = forms.ChoiceField(
        label=_("What does the person say?"), choices=list(zip(WORDS, WORD_WORDS, strict=True))[1:], widget=forms.RadioSelect
    )
    reason = forms.ChoiceField(label=_("Reason, if one was given"), required=False)

    def __init__(self, *args: Any, pack: Pack, **options: Any) -> None:
        super().__init__(*args, pack=pack, **options)
        self.fields["reason"] = forms.ChoiceField(
            label=_("Reason, if one was given"), required=False, choices=[NONE, *items(pack, "refusal_reason", without="")]
        )


class HelpForm(EventForm):
    """Help given, offered, refused or not available."""

    kind = forms.ChoiceField(label=_("Help"), widget=forms.RadioSelect)
    outcome = forms.ChoiceField(
        label=_("What came of it?"), choices=list(zip(OUTCOMES, OUTCOME_WORDS, strict=True)), widget=forms.RadioSelect, initial="given"
    )
    reason = forms.ChoiceField(label=_("Reason"), required=False, help_text=_("Needed when the help was not available."))
    field_order = ["kind", "outcome", "reason", "day", "clock"]

    def __init__(self, *args: Any, pack: Pack, **options: Any) -> None:
        super().__init__(*args, pack=pack, **options)
        reasons = [
            (_("not available"), items(pack, "provider_refusal", without="")),
            (_("refused by the person"), items(pack, "refusal_reason", without="")),
        ]
        self.fields["kind"] = forms.ChoiceField(
            label=_("Help"), widget=forms.RadioSelect, choices=items(pack, "first_assistance", without="")
        )
        self.fields["reason"] = forms.ChoiceField(
            label=_("Reason"), required=False, choices=[NONE, *reasons], help_text=_("Needed when the help was not available.")
        )
        self.order_fields(self.field_order)

    def clean(self) -> dict[str, Any]:
        """What is not available needs its reason."""
        cleaned = super().clean()
        if cleaned.get("outcome") == "not_available" and not cleaned.get("reason"):
            self.add_error("reason", ValidationError(_("Say why the help was not available."), code="required"))
        return cleaned


class FilterForm(forms.Form):
    """The filters of the case list; only codes, so that they may stand in the address."""

    def __init__(self, data: Mapping[str, Any], *, pack: Pack) -> None:
        super().__init__(data)
        statuses = [(code, text.label.get(language()) or next(iter(text.label.values()))) for code, text in pack.status.items()]
        stages = [(code, pack.label(f"stages.{code}", language())) for code in pack.process.stages]
        lists: dict[str, tuple[Any, Choices]] = {
            "status": (_("Status"), statuses),
            "stage": (_("Stage"), stages),
            "child": (_("Age"), [("child", _("child")), ("possible", _("may be a child")), ("adult", _("adult"))]),
            "due": (_("Due"), [("today", _("today")), ("overdue", _("overdue"))]),
            "state": (_("State"), [("open", _("open")), ("closed", _("closed"))]),
            "referred": (_("Referred"), [("yes", _("yes")), ("no", _("no"))]),
            "guardian": (_("Guardian"), [("missing", _("a guardian is missing"))]),
            "notices": (_("Searches by others"), [("new", _("not seen yet"))]),
            "sort": (_("Sorted by"), [("oldest", _("oldest first")), ("due", _("next due")), ("stage", _("stage"))]),
        }
        self.fields["code"] = forms.CharField(label=_("Case code"), max_length=20, required=False)
        for name, (label, choices) in lists.items():
            first = ("", _("newest first")) if name == "sort" else ANY
            self.fields[name] = forms.ChoiceField(label=label, choices=[first, *choices], required=False)
