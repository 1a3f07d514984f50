"""Forms of justice: a proceeding and its rows. Moments are a day, counted from its noon, where no text asks for the hour."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dayaq.core.pack import Pack
from dayaq.respond.casefile.forms import ANY, NONE, Choices, EventForm, countries, items
from dayaq.respond.casefile.queries import label
from dayaq.respond.justice import queries
from dayaq.ui.inputs import DateField
from dayaq.ui.templatetags.dayaq import say

NOON = time(12)
YES_NO: Choices = [("", _("not known")), ("yes", _("yes")), ("no", _("no"))]
SEXES: Choices = [("female", _("a woman")), ("male", _("a man")), ("any", _("either"))]


def choice(words: Any, choices: Choices, *, required: bool = True, radio: bool = False, hint: Any = "") -> forms.ChoiceField:
    """A list to choose one from."""
    widget = forms.RadioSelect if radio else forms.Select
    listed = choices if radio or (choices and choices[0][0] == "") else [NONE, *choices]
    return forms.ChoiceField(label=words, choices=listed, required=required, widget=widget, help_text=hint)


def many(words: Any, choices: Choices, *, required: bool = False, hint: Any = "") -> forms.MultipleChoiceField:
    """A list to choose several from."""
    return forms.MultipleChoiceField(
        label=words, choices=choices, required=required, widget=forms.CheckboxSelectMultiple({"class": "inline"}), help_text=hint
    )


def bodies(pack: Pack, types: Iterable[str] = ()) -> Choices:
    """Bodies of the country, of some types."""
    wanted = set(types)
    return [(code, label(pack, f"bodies.{code}")) for code, body in pack.bodies.items() if not wanted or body.type in wanted]


def noon(pack: Pack, day: date | None) -> datetime | None:
    """The noon of a day; what has a day only has no hour."""
    return pack.calendar.at_wall(day, NOON) if day else None


class Dated(EventForm):
    """An event form whose own fields come first, then the day and the time."""

    own: tuple[str, ...] = ()

    def place(self, **fields: forms.Field) -> None:
        """Put the fields before the day."""
        for name, field in fields.items():
            self.fields[name] = field
        self.order_fields([*fields, "day", "clock"])

    def given(self, *names: str) -> dict[str, Any]:
        """Cleaned values by name."""
        return {name: self.cleaned_data.get(name) for name in names}


class ProceedingForm(Dated):
    """A proceeding at its beginning."""

    def __init__(self, *args: Any, pack: Pack, change: bool = False, **options: Any) -> None:
        super().__init__(*args, pack=pack, **options)
        fields: dict[str, forms.Field] = {
            "number": forms.CharField(label=_("Number of the case"), max_length=60),
            "exploitation": choice(_("Exploitation"), items(pack, "exploitation", without=""), required=False),
            "origin": choice(_("How did it begin?"), items(pack, "justice_origin"), radio=True, required=False),
            "source": choice(_("Source"), items(pack, "justice_source"), required=False),
            "techniques": many(_("Techniques used"), items(pack, "justice_technique")),
            "joint": forms.MultipleChoiceField(
                label=_("Joint investigation with"), choices=countries(), required=False, widget=forms.SelectMultiple({"size": 5})
            ),
        }
        if change:
            del fields["number"]
            fields["version"] = forms.IntegerField(widget=forms.HiddenInput)
        self.place(**fields)
        if change:
            del self.fields["day"], self.fields["clock"]

    @property
    def began(self) -> dict[str, Any]:
        """How it began and what was used."""
        return self.given("exploitation", "origin", "source", "techniques")


class MoveForm(Dated):
    """The next phase."""

    def __init__(self, *args: Any, pack: Pack, **options: Any) -> None:
        super().__init__(*args, pack=pack, **options)
        phases = [(code, say(words)) for code, words in queries.PHASE_WORDS.items()][1:]
        self.place(
            phase=choice(_("Phase"), phases, radio=True),
            ended_as=choice(_("If final: how did it end?"), items(pack, "charge_outcome"), required=False),
        )


MOMENTS = {
    "suspected": _("Suspected since"),
    "accused": _("Accused (held responsible) on"),
    "tried": _("Brought before the court on"),
    "wanted": _("Wanted since"),
    "found": _("Found on"),
    "arrested": _("Arrested on"),
    "released": _("Released on"),
}


class OffenderForm(Dated):
    """Somebody suspected or accused; several at once where only the number is known."""

    def __init__(self, *args: Any, pack: Pack, groups: Choices, change: bool = False, **options: Any) -> None:
        super().__init__(*args, pack=pack, **options)
        fields: dict[str, forms.Field] = {
            "name": forms.CharField(label=_("Name"), max_length=200, required=False, help_text=_("Only if needed; lists show a number.")),
            "legal_person": forms.BooleanField(label=_("A legal person"), required=False),
            "sex": choice(_("Sex"), items(pack, "sex"), required=False),
            "age_band": choice(_("Age"), items(pack, "age_band"), required=False),
            "nationality": choice(_("Nationality"), countries(), required=False),
            "role": choice(_("Part in the offence"), items(pack, "offender_role"), required=False),
            "offence": choice(_("Offence"), [("thb", _("trafficking or forced labour")), ("other", _("another offence"))], radio=True),
            "was_victim": choice(_("Was a victim before?"), [("unknown", _("not known")), ("yes", _("yes")), ("no", _("no"))], radio=True),
            "group": choice(_("Criminal group"), groups, required=False),
            **{f"{name}_at": DateField(label=words, required=False) for name, words in MOMENTS.items()},
        }
        fields["offence"].initial, fields["was_victim"].initial = "thb", "unknown"
        if change:
            fields["version"] = forms.IntegerField(widget=forms.HiddenInput)
        else:
            fields["n"] = forms.IntegerField(label=_("How many with these facts"), min_value=1, max_value=200, initial=1)
        self.place(**fields)
        del self.fields["day"], self.fields["clock"]

    @property
    def facts(self) -> dict[str, Any]:
        """The person's columns."""
        plain = self.given("name", "legal_person", "sex", "age_band", "nationality", "role", "offence", "was_victim")
        moments = {f"{name}_at": noon(self.pack, self.cleaned_data[f"{name}_at"]) for name in MOMENTS}
        return {**plain, **moments, "group_id": self.cleaned_data["group"] or None}


class GroupForm(Dated):
    """A criminal group broken up."""

    def __init__(self, *args: Any, pack: Pack, **options: Any) -> None:
        super().__init__(*args, pack=pack, **options)
        kinds = [("group", _("criminal group")), ("organised", _("organised crime group"))]
        self.place(kind=choice(_("Kind"), kinds, radio=True), cross_border=choice(_("Across a border?"), YES_NO, required=False))


class FactsForm(Dated):
    """Registered facts, one or a sum."""

    def __init__(self, *args: Any, pack: Pack, **options: Any) -> None:
        super().__init__(*args, pack=pack, **options)
        articles = [(code, queries.article_words(code)) for code in queries.file().articles]
        self.place(
            body=choice(_("Registered by"), bodies(pack)),
            n=forms.IntegerField(label=_("How many facts"), min_value=1, initial=1, help_text=_("One, or the sum a body kept of a time.")),
            article=choice(_("Article"), articles, required=False),
            number=forms.CharField(label=_("Number"), max_length=60, required=False),
        )


class ChargeForm(Dated):
    """A charge; the wording of the article is that of the day of the act."""

    def __init__(self, *args: Any, pack: Pack, **options: Any) -> None:
        super().__init__(*args, pack=pack, **options)
        file = queries.file()
        aggravations = {code: text for article in file.articles.values() for code, text in article.aggravations.items()}
        self.place(
            article=choice(_("Article"), [(code, queries.article_words(code)) for code in file.articles]),
            act_day=DateField(label=_("Day of the act"), required=False, help_text=_("An act is judged by the law of its day.")),
            aggravations=many(_("Aggravations"), [(code, text.get(queries.reader(), code)) for code, text in aggravations.items()]),
        )


class VerdictForm(Dated):
    """A verdict with the outcome of each open charge."""

    def __init__(self, *args: Any, pack: Pack, charges: list[Any], earlier: Choices, **options: Any) -> None:
        super().__init__(*args, pack=pack, **options)
        self.charges = charges
        outcomes = {
            f"charge_{row.id}": choice(queries.article_words(row.article), items(pack, "charge_outcome"), required=False) for row in charges
        }
        self.place(
            convicted=choice(_("Verdict"), [("yes", _("convicted")), ("no", _("acquitted"))], radio=True),
            **outcomes,
            sentence=choice(_("Sentence"), items(pack, "sentence_kind"), required=False),
            months=forms.IntegerField(label=_("Prison, in months"), min_value=0, max_value=1200, required=False),
            fine=forms.DecimalField(label=_("Fine"), min_value=0, max_digits=14, decimal_places=2, required=False),
            court=choice(_("Court"), bodies(pack, ["court"]), required=False),
            final=forms.BooleanField(label=_("Final"), required=False),
            replaces=choice(_("Takes the place of an earlier verdict"), earlier, required=False),
        )

    @property
    def outcomes(self) -> dict[Any, str]:
        """What became of each charge, as far as it was said."""
        said = {row.id: self.cleaned_data.get(f"charge_{row.id}") for row in self.charges}
        return {key: outcome for key, outcome in said.items() if outcome}


class EndChargeForm(Dated):
    """A charge that ended without a verdict."""

    def __init__(self, *args: Any, pack: Pack, **options: Any) -> None:
        super().__init__(*args, pack=pack, **options)
        ends = [pair for pair in items(pack, "charge_outcome") if pair[0] in ("terminated", "requalified")]
        self.place(outcome=choice(_("What became of it?"), ends, radio=True))


class HearingForm(Dated):
    """A hearing; it may lie ahead."""

    def __init__(self, *args: Any, pack: Pack, **options: Any) -> None:
        super().__init__(*args, pack=pack, **options)
        self.place(
            kind=choice(_("Kind of hearing"), items(pack, "hearing_kind")),
            court=choice(_("Court"), bodies(pack, ["court"]), required=False),
            closed=forms.BooleanField(label=_("Closed session"), required=False),
        )

    def clean(self) -> dict[str, Any]:
        """A hearing is set for a day to come, as a rule."""
        cleaned = forms.Form.clean(self) or {}
        day, clock = cleaned.get("day"), cleaned.get("clock")
        if isinstance(day, date) and isinstance(clock, time):
            cleaned["at"] = self.pack.calendar.at_wall(day, clock)
        return cleaned


class HeldForm(forms.Form):
    """What became of a hearing."""

    def __init__(self, *args: Any, pack: Pack, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["held"] = choice(_("Was it held?"), [("yes", _("held")), ("no", _("adjourned"))], radio=True)
        self.fields["adjourned_why"] = choice(_("Why adjourned?"), items(pack, "adjourn_reason"), required=False)
        self.fields["threats"] = forms.BooleanField(label=_("A threat was told and stands in the record"), required=False)
        self.fields["version"] = forms.IntegerField(widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        """Adjourned says why."""
        cleaned = super().clean() or {}
        if cleaned.get("held") == "no" and not cleaned.get("adjourned_why"):
            self.add_error("adjourned_why", ValidationError(_("Say why it was adjourned."), code="required"))
        if cleaned.get("held") == "yes":
            cleaned["adjourned_why"] = ""
        return cleaned


class AssetForm(Dated):
    """An asset seized or confiscated."""

    def __init__(self, *args: Any, pack: Pack, persons: Choices, **options: Any) -> None:
        super().__init__(*args, pack=pack, **options)
        self.place(
            kind=choice(_("Asset"), items(pack, "asset_kind")),
            value=forms.DecimalField(label=_("Value"), min_value=0, max_digits=14, decimal_places=2),
            state=choice(_("What happened?"), [("seized", _("seized")), ("confiscated", _("confiscated"))], radio=True),
            offender=choice(_("Of whom?"), persons, required=False),
        )


class AssetStepForm(Dated):
    """What became of an asset."""

    def __init__(self, *args: Any, pack: Pack, **options: Any) -> None:
        super().__init__(*args, pack=pack, **options)
        steps = [("confiscated", _("confiscated")), ("returned", _("given back")), ("to_fund", _("went to the relief fund"))]
        self.place(
            what=choice(_("What happened?"), steps, radio=True),
            amount=forms.DecimalField(label=_("Amount for the fund"), min_value=0, max_digits=14, decimal_places=2, required=False),
            version=forms.IntegerField(widget=forms.HiddenInput),
        )

    def clean(self) -> dict[str, Any]:
        """What goes to the fund has its amount."""
        cleaned = super().clean()
        if cleaned.get("what") == "to_fund" and not cleaned.get("amount"):
            self.add_error("amount", ValidationError(_("Say the amount."), code="required"))
        return cleaned


class RequestForm(Dated):
    """A request to or from another country."""

    def __init__(self, *args: Any, pack: Pack, **options: Any) -> None:
        super().__init__(*args, pack=pack, **options)
        self.place(
            kind=choice(_("Request"), items(pack, "mutual_kind")),
            direction=choice(_("Direction"), [("out", _("to another country")), ("in", _("from another country"))], radio=True),
            country=choice(_("Country"), countries()),
        )


class AnswerForm(Dated):
    """The answer to a request."""

    def __init__(self, *args: Any, pack: Pack, **options: Any) -> None:
        super().__init__(*args, pack=pack, **options)
        self.place(answer=choice(_("Answer"), [("granted", _("granted")), ("partly", _("partly")), ("refused", _("refused"))], radio=True))


class ShareForm(forms.Form):
    """Which unit is let in, how far, until when."""

    def __init__(self, *args: Any, pack: Pack, units: Choices, **options: Any) -> None:
        super().__init__(*args, **options)
        self.pack = pack
        self.fields["unit"] = choice(_("Unit"), units)
        self.fields["write"] = forms.BooleanField(label=_("It also writes (a body of the State)"), required=False)
        hint = _("Of persons the receiving side may know: not of those closed to the State; for a lawyer, only of the own clients.")
        self.fields["people"] = forms.BooleanField(label=_("With the part of the persons in it"), required=False, help_text=hint)
        self.fields["until"] = DateField(label=_("Until"), required=False)

    def clean_until(self) -> datetime | None:
        """The end lies ahead."""
        found = noon(self.pack, self.cleaned_data["until"])
        if found and found <= timezone.now():
            raise ValidationError(_("This day is over."), code="past")
        return found


class LinkForm(Dated):
    """Which person has a part in it: by the code of the case."""

    def __init__(self, *args: Any, pack: Pack, **options: Any) -> None:
        super().__init__(*args, pack=pack, **options)
        parts = [("victim", _("victim")), ("witness", _("witness")), ("both", _("victim and witness"))]
        words = [("agreed", _("the person agreed")), ("not_needed", _("the law asks for no consent"))]
        self.place(
            code=forms.CharField(label=_("Code of the case"), max_length=20),
            role=choice(_("Part"), parts, radio=True),
            consent=choice(_("The person's word on being named there"), words, radio=True),
        )


class FilterForm(forms.Form):
    """Filters of the list of proceedings; codes only."""

    def __init__(self, data: Any, *, pack: Pack) -> None:
        super().__init__(data)
        self.fields["text"] = forms.CharField(label=_("Number"), max_length=60, required=False)
        phases = [(code, say(words)) for code, words in queries.PHASE_WORDS.items()]
        self.fields["phase"] = forms.ChoiceField(label=_("Phase"), choices=[ANY, *phases], required=False)
        self.fields["exploitation"] = forms.ChoiceField(
            label=_("Exploitation"), choices=[ANY, *items(pack, "exploitation", without="")], required=False
        )
