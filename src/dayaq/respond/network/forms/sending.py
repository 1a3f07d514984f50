"""Forms of leading somebody on: to a service, by a link, in a package to another country; what is asked of whom who answers."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from dayaq.core.pack import Pack
from dayaq.respond.casefile.forms import NONE, EventForm, countries, items
from dayaq.respond.network import queries, rules
from dayaq.respond.network.actions import Parcel
from dayaq.respond.network.forms.fields import INLINE, many, spoken
from dayaq.respond.network.models import LEVELS
from dayaq.respond.referral.forms import named
from dayaq.ui.templatetags.dayaq import say

AGREED = [("person", _("the person")), ("guardian", _("the child's guardian"))]


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
