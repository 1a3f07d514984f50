"""Forms of the network: directory, leading on, links, packages, six fields, words to the referrer."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dayaq.core.decision import Decision
from dayaq.core.hours import Hours
from dayaq.core.pack import Pack
from dayaq.respond.casefile.forms import NONE, EventForm, countries, items
from dayaq.respond.casefile.queries import language
from dayaq.respond.network import queries, rules
from dayaq.respond.network.actions import Parcel, Report
from dayaq.respond.network.models import LEVELS
from dayaq.respond.referral.forms import named
from dayaq.ui.inputs import DateField
from dayaq.ui.templatetags.dayaq import codes, say

Choices = list[tuple[str, Any]]
INLINE = {"class": "inline"}
AGREED = [("person", _("the person")), ("guardian", _("the child's guardian"))]
YOUNG = [
    ("yes", _("yes")),
    ("cannot_be_excluded", _("it cannot be excluded")),
    ("no:papers", _("no: papers were seen")),
    ("no:clearly_older", _("no: the person is clearly much older")),
]


def spoken(words: Any) -> Choices:
    """Codes with their words in the reader's language."""
    return [(code, say(text)) for code, text in words.items()]


def many(label: Any, choices: Choices, *, hint: Any = "", required: bool = False) -> forms.MultipleChoiceField:
    """Several of a list."""
    return forms.MultipleChoiceField(
        label=label, choices=choices, required=required, help_text=hint, widget=forms.CheckboxSelectMultiple(INLINE)
    )


class FilterForm(forms.Form):
    """What is looked for in the directory; only codes, so that they may stand in the address."""

    def __init__(self, data: Any, *, pack: Pack) -> None:
        super().__init__(data)
        lists = {
            "kind": (_("Service"), items(pack, "service_offered")),
            "region": (_("Region"), items(pack, "service_region")),
            "sex": (_("Sex"), items(pack, "sex")),
            "age_band": (_("Age"), items(pack, "age_band")),
            "exploitation": (_("Exploitation"), items(pack, "exploitation")),
            "language": (_("Language"), items(pack, "language")),
            "free": (_("Places"), [("yes", _("a place is free"))]),
        }
        for name, (label, choices) in lists.items():
            self.fields[name] = forms.ChoiceField(label=label, choices=[("", _("any")), *choices], required=False)

    def filters(self) -> queries.Filters:
        """What was chosen; anything that cannot be read counts as any."""
        self.is_valid()
        return queries.Filters(**{name: self.cleaned_data.get(name, "") for name in self.fields})


class ServiceForm(forms.Form):
    """One entry of the directory."""

    title = forms.CharField(label=_("Name of the service"), max_length=120, required=False)
    hours = forms.CharField(label=_("Hours"), max_length=120, required=False, help_text=_("For example: mo-fr 09:00-18:00; sa 10:00-14:00"))
    contact = forms.CharField(label=_("Contact that may be given to a person"), max_length=200, required=False)
    note = forms.CharField(label=_("What one should know"), max_length=400, required=False, widget=forms.Textarea({"rows": 3}))
    capacity = forms.IntegerField(label=_("Places"), required=False, min_value=0, max_value=5000)
    free = forms.IntegerField(label=_("Free places"), required=False, min_value=0, max_value=5000)
    free_on = DateField(label=_("Free on"), required=False)
    accreditation = forms.CharField(label=_("Accreditation"), max_length=60, required=False)
    accredited_until = DateField(label=_("Accredited until"), required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, pack: Pack, **options: Any) -> None:
        super().__init__(*args, **options)
        everybody = _("None chosen means everybody.")
        self.fields["kind"] = forms.ChoiceField(label=_("Service"), choices=[NONE, *items(pack, "service_offered")])
        self.fields["region"] = forms.ChoiceField(label=_("Region"), choices=[NONE, *items(pack, "service_region")])
        self.fields["sexes"] = many(_("For whom: sex"), items(pack, "sex"), hint=everybody)
        self.fields["age_bands"] = many(_("For whom: age"), items(pack, "age_band"), hint=everybody)
        self.fields["exploitation"] = many(_("For whom: exploitation"), items(pack, "exploitation"), hint=everybody)
        self.fields["languages"] = many(_("Languages spoken"), items(pack, "language"))
        self.order_fields(["kind", "region", "title", "sexes", "age_bands", "exploitation", "languages", "hours", "contact"])

    def clean_hours(self) -> str:
        """Hours that can be read."""
        text: str = self.cleaned_data["hours"].strip()
        try:
            return Hours.parse(text).text if text else ""
        except ValueError:
            raise ValidationError(_("Write hours like mo-fr 09:00-18:00; sa 10:00-14:00."), code="invalid") from None

    def clean(self) -> dict[str, Any]:
        """Free places have their day."""
        cleaned = super().clean() or {}
        places = {name: cleaned.get(name) for name in ("free", "capacity", "free_on")}
        explain(self, "free", rules.check_service(**places, today=queries.today(timezone.now())))
        return cleaned

    def values(self) -> dict[str, Any]:
        """The entry as the action takes it."""
        return {name: value for name, value in self.cleaned_data.items() if name != "version"} | {"language": language()}


class FreeForm(forms.Form):
    """How many places are free today."""

    free = forms.IntegerField(label=_("Free places today"), min_value=0, max_value=5000)
    version = forms.IntegerField(widget=forms.HiddenInput)


def explain(form: forms.Form, field: str, decision: Decision) -> None:
    """Say a refusal beside its field."""
    if not decision:
        form.add_error(field, [say(reason) for reason in decision.reasons])


class LeadForm(EventForm):
    """To which body, for what, on whose word."""

    def __init__(self, *args: Any, pack: Pack, units: list[Any], **options: Any) -> None:
        super().__init__(*args, pack=pack, **options)
        self.units = {str(unit.id): unit for unit in units}
        self.fields["to_unit"] = forms.ChoiceField(label=_("To which body"), choices=[NONE, *named(units)])
        self.fields["services"] = many(_("For which help"), items(pack, "service_offered"), required=True)
        self.fields["agreed_by"] = forms.ChoiceField(label=_("Who agreed?"), choices=[("", _("nobody yet")), *AGREED], required=False)
        reasons = spoken(queries.REASONS)
        self.fields["reason"] = forms.ChoiceField(label=_("Occasion"), choices=reasons, initial="service")
        self.fields["carries_story"] = forms.BooleanField(
            label=_("The body may also read what the person told, the person agrees to that"), required=False
        )
        self.fields["day"].label, self.fields["clock"].label = _("Day"), _("Time")
        self.order_fields(["to_unit", "services", "agreed_by", "carries_story", "reason", "day", "clock"])

    @property
    def unit(self) -> Any:
        """The chosen unit."""
        return self.units[self.cleaned_data["to_unit"]]


class ReasonForm(forms.Form):
    """No, with a reason of the pack's list."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, pack: Pack, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["reason"] = forms.ChoiceField(label=_("Why not?"), choices=[NONE, *items(pack, "link_decline")])


class OutcomeForm(forms.Form):
    """What came of it."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, pack: Pack, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["outcome"] = forms.ChoiceField(label=_("What came of it?"), choices=[NONE, *items(pack, "service_outcome")])


class ParcelForm(EventForm):
    """What leaves the house: recipient, fields, consent. The day and time are those of the consent."""

    recipient = forms.CharField(label=_("Recipient: the service by its name"), max_length=160)
    identity_consent = forms.BooleanField(label=_("The person agrees that the name is given, too"), required=False)
    consent = forms.BooleanField(label=_("The person agreed that these fields go to this recipient"))
    message = forms.CharField(label=_("Message"), required=False, max_length=2000, widget=forms.Textarea({"rows": 4}))
    offered: tuple[str, ...] = ()

    def __init__(self, *args: Any, pack: Pack, offered: tuple[str, ...], **options: Any) -> None:
        super().__init__(*args, pack=pack, **options)
        self.fields["fields"] = many(
            _("What the recipient gets to see"), [(code, say(rules.FIELDS[code])) for code in offered if code in rules.FIELDS],
            hint=_("As little as possible. Nothing else of the file can be seen."), required=True,
        )  # fmt: skip
        self.fields["services"] = many(_("Help that is asked for"), items(pack, "service_offered"))
        self.fields["consent_by"] = forms.ChoiceField(label=_("Who agreed?"), choices=AGREED)
        self.fields["day"].label, self.fields["clock"].label = _("Day of the consent"), _("Time of the consent")
        if "message" not in offered:
            del self.fields["message"]

    def parcel(self) -> Parcel:
        """What was chosen, as the action takes it."""
        given = self.cleaned_data
        text = given.get("message", "")
        return Parcel(
            recipient=given["recipient"], fields=given["fields"], services=given["services"], message=text,
            consent_at=self.at if given["consent"] else None, consent_by=given["consent_by"], identity_consent=given["identity_consent"],
            to_state=bool(given.get("to_state")), link_channel=given.get("link_channel", ""), code_channel=given.get("code_channel", ""),
        )  # fmt: skip


class LinkForm(ParcelForm):
    """A link, and its code by another way."""

    to_state = forms.BooleanField(label=_("The recipient is a body of the State"), required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        ways = spoken(rules.CHANNELS)
        self.fields["link_channel"] = forms.ChoiceField(label=_("The link goes by"), choices=ways, initial="email")
        self.fields["code_channel"] = forms.ChoiceField(label=_("The code goes by"), choices=ways, initial="telephone")
        last = ["consent", "consent_by", "identity_consent", "day", "clock"]
        self.order_fields(["recipient", "to_state", "services", "fields", "message", "link_channel", "code_channel", *last])


class PackageForm(ParcelForm):
    """A package for a partner in another country."""

    risk = forms.ChoiceField(label=_("Risk for the person there"), choices=[("", _("not judged")), *LEVELS], required=False)
    risk_note = forms.CharField(
        label=_("What could happen to the person there"), required=False, max_length=2000, widget=forms.Textarea({"rows": 3})
    )

    def __init__(self, *args: Any, pack: Pack, **options: Any) -> None:
        super().__init__(*args, pack=pack, **options)
        self.fields["recipient"].label = _("Partner: the organisation by its name")
        self.fields["country"] = forms.ChoiceField(label=_("Country"), choices=[NONE, *countries()])
        self.fields["partner_kind"] = forms.ChoiceField(label=_("What it is"), choices=[NONE, *items(pack, "partner_kind")])
        last = ["consent", "consent_by", "identity_consent", "day", "clock"]
        self.order_fields(["country", "partner_kind", "recipient", "services", "fields", "risk", "risk_note", *last])


class CodeForm(forms.Form):
    """The one-time code, at the door of a link."""

    code = forms.CharField(
        label=_("Code"), max_length=20, widget=forms.TextInput({"inputmode": "numeric", "autocomplete": "one-time-code"}),
        help_text=_("Eight digits that came by another way than this link."),
    )  # fmt: skip


class ReplyForm(forms.Form):
    """What the recipient of a link answers."""

    code = forms.CharField(widget=forms.HiddenInput, max_length=20)
    answer = forms.ChoiceField(
        label=_("Your answer"), choices=[("accepted", _("We help")), ("declined", _("We cannot help"))], widget=forms.RadioSelect(INLINE)
    )
    words = forms.CharField(label=_("A word to the sender"), max_length=2000, required=False, widget=forms.Textarea({"rows": 3}))

    def __init__(self, *args: Any, pack: Pack, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["reason"] = forms.ChoiceField(label=_("If not: why?"), choices=[NONE, *items(pack, "link_decline")], required=False)
        came = [("", _("not yet known")), *items(pack, "service_outcome")]
        self.fields["outcome"] = forms.ChoiceField(label=_("What came of it?"), choices=came, required=False)
        self.order_fields(["answer", "reason", "outcome", "words"])

    def clean(self) -> dict[str, Any]:
        """A no has its reason."""
        cleaned = super().clean() or {}
        if cleaned.get("answer") == "declined" and not cleaned.get("reason"):
            self.add_error("reason", ValidationError(_("Say why not."), code="required"))
        return cleaned


class QuickForm(EventForm):
    """The six fields. To whom it goes is the law's to say, not asked."""

    seen = forms.CharField(
        label=_("What was seen or heard"), required=False, max_length=4000, widget=forms.Textarea({"rows": 4}), help_text=_("No names.")
    )
    nonce = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, pack: Pack, **options: Any) -> None:
        options["initial"] = {"nonce": uuid4(), **(options.get("initial") or {})}
        super().__init__(*args, pack=pack, **options)
        self.fields["place"] = forms.ChoiceField(label=_("Where was the person met?"), choices=[NONE, *items(pack, "place_found")])
        sexes = [*items(pack, "sex"), ("", _("not asked"))]
        self.fields["sex"] = forms.ChoiceField(label=_("Sex"), choices=sexes, required=False, widget=forms.RadioSelect(INLINE))
        self.fields["under_18"] = forms.ChoiceField(
            label=_("Could this person be under 18?"),
            choices=YOUNG,
            widget=forms.RadioSelect,
            help_text=_("In doubt: it cannot be excluded."),
        )
        self.fields["leaflet"] = forms.ChoiceField(label=_("Leaflet given"), choices=[("", _("none")), *leaflets(pack)], required=False)
        self.fields["day"].label, self.fields["clock"].label = _("Since when is it suspected: day"), _("Time")
        self.order_fields(["place", "day", "clock", "sex", "under_18", "seen", "leaflet"])

    def report(self) -> Report:
        """What was typed, as the action takes it."""
        given = self.cleaned_data
        answer, _sep, why = given["under_18"].partition(":")
        leaflet, _sep, tongue = given["leaflet"].partition(":")
        plain = {name: given[name] for name in ("place", "sex", "seen", "nonce")}
        return Report(**plain, suspected_at=self.at, under_18=answer, under_18_reason=why, leaflet=leaflet, leaflet_language=tongue)


def leaflets(pack: Pack) -> Choices:
    """Leaflets in the languages they exist in, as ``code:language``."""
    tongue = pack.codes["language"]
    rows = [(code, codes(dict(one.label)), lang) for code, one in queries.file().leaflets.items() for lang in one.languages]
    return [
        (f"{code}:{lang}", f"{label} – {tongue.label_of(lang, language()) if lang in tongue.items else lang}") for code, label, lang in rows
    ]


class WordsForm(forms.Form):
    """Words to the referrer."""

    text = forms.CharField(
        label=_("Words to the referrer"),
        max_length=600,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("No names and nothing the person told."),
    )
