"""Forms of a referral: what was typed, read and explained. Dates are when it happened, not when it is written down."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dayaq.core.pack import Pack
from dayaq.respond.casefile.actions import NewCase
from dayaq.respond.casefile.forms import AGE_REASONS, NONE, UNDER_18, EventForm, items
from dayaq.respond.casefile.queries import language
from dayaq.respond.referral import queries
from dayaq.respond.referral.actions import Envelope, Receipt
from dayaq.respond.referral.actions.breach import REASONS
from dayaq.respond.referral.models import RISKS, STATUSES
from dayaq.ui.inputs import DateField
from dayaq.ui.templatetags.dayaq import codes, say

Choices = list[tuple[str, Any]]
WORD = [("not_asked", _("not asked")), ("agreed", _("agrees")), ("refused", _("does not want to"))]
MINUTE = timedelta(minutes=1)
INLINE = {"class": "inline"}


def spoken(words: dict[str, str]) -> Choices:
    """Codes with their words in the reader's language."""
    return [(code, say(text)) for code, text in words.items()]


def answered(label: Any) -> forms.TypedChoiceField:
    """A question with yes, no and, to begin with, not asked: what nobody ticked is no "no"."""
    choices = [("yes", _("yes")), ("no", _("no")), ("", _("not asked"))]
    return forms.TypedChoiceField(
        label=label, choices=choices, coerce=lambda said: said == "yes", empty_value=None, required=False, widget=forms.RadioSelect(INLINE)
    )


def bodies(pack: Pack, *, refers: bool = False) -> Choices:
    """Bodies of the country, by their names."""
    rows = [(code, pack.label(f"bodies.{code}", language())) for code, body in pack.bodies.items() if body.refers or not refers]
    return sorted(rows, key=lambda row: row[1])


class TermForm(EventForm):
    """When it happened, and the state of the record that was shown."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def at_after(self, *earlier: datetime | None) -> datetime:
        """When it happened; a clock shows minutes, so what happened in the same minute as the step before happened after it."""
        last = max((moment for moment in earlier if moment), default=self.at)
        return last if self.at < last < self.at + MINUTE else self.at


class PersonForm(EventForm):
    """Two facts about a person at the door; everything else may wait."""

    def __init__(self, *args: Any, pack: Pack, **options: Any) -> None:
        super().__init__(*args, pack=pack, **options)
        sexes = [*items(pack, "sex"), ("", _("not asked"))]
        self.fields["sex"] = forms.ChoiceField(label=_("Sex"), choices=sexes, required=False, widget=forms.RadioSelect(INLINE))
        hint = _("In doubt: it cannot be excluded. The child path protects and can be left later.")
        self.fields["under_18"] = forms.ChoiceField(
            label=_("Could this person be under 18?"), choices=UNDER_18, widget=forms.RadioSelect(INLINE), help_text=hint
        )
        self.fields["under_18_reason"] = forms.ChoiceField(
            label=_("If no: what does the answer rest on?"), choices=AGE_REASONS, required=False
        )

    def clean(self) -> dict[str, Any]:
        """A "no" needs its reason."""
        cleaned = super().clean() or {}
        if cleaned.get("under_18") == "no" and not cleaned.get("under_18_reason"):
            self.add_error(
                "under_18_reason",
                ValidationError(_("Say what the answer rests on, or choose that it cannot be excluded."), code="required"),
            )
        return cleaned

    def new_case(self, source_kind: str) -> NewCase:
        """What the case is opened with."""
        given = self.cleaned_data
        sex = (given["sex"], "known") if given["sex"] else ("", "not_asked")
        reason = given["under_18_reason"] if given["under_18"] == "no" else ""
        return NewCase(source_kind=source_kind, sex=sex, under_18=given["under_18"], under_18_reason=reason)


class SendForm(EventForm):
    """To whom, since when, what about the person and the way."""

    to_unit = forms.ChoiceField(label=_("To whom"))
    sent_day = DateField(
        label=_("Handed over or sent on"),
        required=False,
        help_text=_("Only for a referral that already went out on paper; empty means now."),
    )
    sent_clock = forms.TimeField(
        label=_("Handed over or sent at"), required=False, widget=forms.TimeInput({"inputmode": "numeric", "maxlength": 5})
    )
    person_word = forms.ChoiceField(
        label=_("What does the person say to being referred?"), choices=WORD, initial="not_asked", widget=forms.RadioSelect(INLINE)
    )
    person_informed = answered(_("The person was told what happens next"))
    rights_explained = answered(_("The person was told about help, recovery time and the right to say no"))
    accompanied = answered(_("The person travels accompanied, unrestrained and with her or his own things"))
    risks = forms.MultipleChoiceField(label=_("Risks"), choices=RISKS, required=False, widget=forms.CheckboxSelectMultiple)
    message = forms.CharField(
        label=_("Message to the receiving unit"),
        required=False,
        max_length=4000,
        widget=forms.Textarea({"rows": 4}),
        help_text=_("No names. It is seen only with access to the account of exploitation; the envelope goes without it."),
    )
    why_late = forms.ChoiceField(label=_("If the term has passed: why?"), required=False)

    def __init__(self, *args: Any, pack: Pack, **options: Any) -> None:
        super().__init__(*args, pack=pack, **options)
        self.fields["day"].label, self.fields["clock"].label = _("Day of the suspicion"), _("Time of the suspicion")
        lawful, other = queries.recipients(pack, timezone.now())
        self.units = {str(unit.id): unit for unit in (*lawful, *other)}
        groups = [(_("Receives referrals under the law"), named(lawful)), (_("Other bodies"), named(other))]
        self.fields["to_unit"].choices = groups  # type: ignore[attr-defined]  # a choice field
        self.fields["to_unit"].initial = str(lawful[0].id) if lawful else None
        self.fields["why_late"].choices = [NONE, *spoken(REASONS)]  # type: ignore[attr-defined]  # a choice field

    def clean(self) -> dict[str, Any]:
        """A day that is given needs its time: the term is counted in hours."""
        cleaned = super().clean() or {}
        if bool(cleaned.get("sent_day")) != bool(cleaned.get("sent_clock")):
            self.add_error("sent_clock", ValidationError(_("Give the day and the time, or neither for now."), code="incomplete"))
        return cleaned

    @property
    def unit(self) -> Any:
        """The chosen recipient."""
        return self.units[self.cleaned_data["to_unit"]]

    @property
    def sent_at(self) -> datetime:
        """When it went out: now, unless it already did."""
        day, clock = self.cleaned_data.get("sent_day"), self.cleaned_data.get("sent_clock")
        return self.pack.calendar.at_wall(day, clock) if day and clock else timezone.now()

    def envelope(self) -> Envelope:
        """What goes with the person."""
        given = self.cleaned_data
        plain = {name: given[name] for name in ("person_word", "person_informed", "rights_explained", "accompanied", "message")}
        return Envelope(risks=tuple(given["risks"]), language=language(), why_late=given["why_late"] or "not_given", **plain)


def named(units: list[Any]) -> Choices:
    """Units under the name of their body, with their own name where it says more."""
    rows = []
    for unit in units:
        body, own = codes(unit.organisation.name), codes(unit.name)
        rows.append((str(unit.id), body if own == body else f"{body}: {own}"))
    return sorted(rows, key=lambda row: row[1])


class ReportForm(PersonForm, SendForm):
    """A first responder's one page: the person and the referral."""

    first = ("sex", "under_18", "under_18_reason", "person_word", "to_unit", "day", "clock")

    def __init__(self, *args: Any, pack: Pack, **options: Any) -> None:
        super().__init__(*args, pack=pack, **options)
        self.fields["source_kind"] = forms.ChoiceField(
            label=_("Who brought it to you?"), choices=[NONE, *items(pack, "referral_source")], required=False
        )
        risks, told = ("risks", "message"), ("person_informed", "rights_explained", "accompanied")
        self.order_fields([*self.first, *risks, *told, "source_kind", "sent_day", "sent_clock", "why_late"])

    def at_once(self) -> list[forms.BoundField]:
        """What everybody is asked: a referral takes a minute."""
        return [self[name] for name in self.first]

    def folded(self) -> list[forms.BoundField]:
        """What one adds who has the time."""
        return [field for field in self.visible_fields() if field.name not in self.first]

    def unfold(self) -> bool:
        """Whether something is in the folded part already, or wrong in it."""
        return self.is_bound and any(field.errors or filled(field.data) for field in self.folded())


def filled(data: Any) -> bool:
    """Whether something was typed or chosen; a date has parts."""
    return any(data) if isinstance(data, list) else bool(data)


class SlipForm(TermForm):
    """The receipt: papers and the way."""

    papers_handed_over = answered(_("Papers were handed over"))
    dignity_checked = answered(_("The person came unrestrained, with her or his own things, and was treated with respect"))

    def receipt(self, **more: Any) -> Receipt:
        """The slip as the action takes it."""
        given = self.cleaned_data
        return Receipt(papers_handed_over=given["papers_handed_over"], dignity_checked=given["dignity_checked"], **more)


class ArrivalForm(PersonForm, SlipForm):
    """Somebody stands at the door: one page, under a minute."""

    def __init__(self, *args: Any, pack: Pack, **options: Any) -> None:
        super().__init__(*args, pack=pack, **options)
        self.fields["from_body"] = forms.ChoiceField(
            label=_("Who brought the person?"), choices=[("", _("nobody, or not known")), *bodies(pack, refers=True)], required=False
        )
        self.fields["from_kind"] = forms.ChoiceField(
            label=_("If no body did: who?"), choices=[NONE, *items(pack, "referral_source")], required=False
        )
        self.fields["day"].label, self.fields["clock"].label = _("Day of arrival"), _("Time of arrival")
        self.order_fields(
            ["sex", "under_18", "under_18_reason", "from_body", "from_kind", "papers_handed_over", "dignity_checked", "day", "clock"]
        )


class DeclineForm(TermForm):
    """No, with a reason."""

    reason = forms.ChoiceField(label=_("Reason"))

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["reason"].choices = [NONE, *spoken(queries.DECLINES)]  # type: ignore[attr-defined]  # a choice field


class AnswerForm(TermForm):
    """How it ended and why, for the referrer."""

    outcome = forms.ChoiceField(label=_("Outcome"))
    reason = forms.ChoiceField(
        label=_("Reason"), help_text=_("The referrer reads it in the application; the mail carries the case code only.")
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["outcome"].choices = [NONE, *spoken(queries.OUTCOMES)]  # type: ignore[attr-defined]  # a choice field
        self.fields["reason"].choices = answer_reasons(self.pack)  # type: ignore[attr-defined]  # a choice field


def answer_reasons(pack: Pack) -> Choices:
    """Reasons of an outcome: the elements were met, those of a negative decision, those of a unit that said no."""
    return [
        NONE,
        ("criteria_met", _("The criteria are met")),
        *items(pack, "negative_reason"),
        *spoken({c: w for c, w in queries.DECLINES.items() if c != "other"}),
    ]


class BreachForm(EventForm):
    """What happened, who did it, why."""

    kind = forms.ChoiceField(label=_("What happened"))
    by_body = forms.ChoiceField(label=_("Which body did it"), required=False)
    reason = forms.ChoiceField(label=_("Reason"))

    def __init__(self, *args: Any, pack: Pack, **options: Any) -> None:
        super().__init__(*args, pack=pack, **options)
        self.fields["day"].label, self.fields["clock"].label = _("Day it happened"), _("Time it happened")
        self.fields["kind"].choices = [NONE, *items(pack, "breach_kind")]  # type: ignore[attr-defined]  # a choice field
        self.fields["by_body"].choices = [("", _("not known")), *bodies(pack)]  # type: ignore[attr-defined]  # a choice field
        self.fields["reason"].choices = [NONE, *spoken(REASONS)]  # type: ignore[attr-defined]  # a choice field


class SuspicionForm(EventForm):
    """Since when somebody suspects."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["day"].label, self.fields["clock"].label = _("Day of the suspicion"), _("Time of the suspicion")


class FilterForm(forms.Form):
    """The filters of a list; their state is the address."""

    code = forms.CharField(label=_("Case code"), required=False, max_length=20)
    status = forms.ChoiceField(label=_("State"), required=False, choices=[("", _("any")), ("waiting", _("waiting for receipt")), *STATUSES])
    due = forms.ChoiceField(label=_("Term"), required=False, choices=[("", _("any")), ("overdue", _("overdue"))])
    owed = forms.ChoiceField(label=_("Answer"), required=False, choices=[("", _("any")), ("feedback", _("still owed"))])

    def filters(self) -> queries.Filters:
        """What was chosen; anything that cannot be read counts as any."""
        self.is_valid()
        return queries.Filters(**{name: self.cleaned_data.get(name, "") for name in self.fields})
