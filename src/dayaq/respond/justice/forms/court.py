"""Forms of what a proceeding leads to: hearings, property, requests to other countries."""

from __future__ import annotations

from datetime import date, time
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from dayaq.core.pack import Pack
from dayaq.respond.casefile.forms import Choices, countries, items
from dayaq.respond.justice.forms.fields import Dated, bodies, choice


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
