"""Forms of the team: the plan of a survey, who is invited, files. The respondent's form is made from the instrument."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from dayaq.assess.survey.actions.inviting import Guest
from dayaq.assess.survey.actions.planning import Plan
from dayaq.assess.survey.models import Survey
from dayaq.assess.survey.rules.urn import LEAST
from dayaq.core.table.reading import SheetFault
from dayaq.ui.inputs import DateField

NAMES = dict(settings.LANGUAGES)
PLAN = ("languages", "mode", "opens", "closes", "batch", "host", "contact", "complaints")
MODES = [("invited", _("only people with an invitation of their own")), ("both", _("invited people, and whoever comes by an open link"))]
GUEST_COLUMNS = ("address", "who", "language")


class PlanForm(forms.Form):
    """What is decided before the first answer."""

    languages = forms.MultipleChoiceField(label=_("Languages"), choices=settings.LANGUAGES, widget=forms.CheckboxSelectMultiple)
    mode = forms.ChoiceField(
        label=_("Who may answer"), choices=MODES, widget=forms.RadioSelect,
        help_text=_("Once the survey is open, this stays as it is."),
    )  # fmt: skip
    opens = DateField(label=_("First day"), required=False)
    closes = DateField(label=_("Last day"), required=False, help_text=_("Answers are taken until the end of this day."))
    batch = forms.IntegerField(
        label=_("Answers opened together"),
        min_value=LEAST,
        max_value=50,
        help_text=_("Answers wait sealed until this many can be opened together. More is safer; five is the least."),
    )
    host = forms.CharField(label=_("Who invites"), required=False, max_length=200)
    contact = forms.CharField(label=_("Contact for questions"), required=False, max_length=200)
    complaints = forms.CharField(label=_("Contact for complaints"), required=False, max_length=200)
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    @classmethod
    def of(cls, survey: Survey | None, data: Any = None) -> PlanForm:
        """The form as it stands."""
        known = {name: getattr(survey, name) for name in (*PLAN, "version")} if survey else {}
        return cls(data, initial={"languages": [*NAMES], "mode": "invited", "batch": LEAST} | known)

    def clean(self) -> dict[str, Any]:
        """The last day is not before the first."""
        data = super().clean() or self.cleaned_data
        if data.get("opens") and data.get("closes") and data["closes"] < data["opens"]:
            self.add_error("closes", gettext("The last day is before the first."))
        return data

    def plan(self) -> Plan:
        """What was decided."""
        return Plan(**{name: self.cleaned_data[name] for name in PLAN})


class GuestForm(forms.Form):
    """One person to invite."""

    address = forms.EmailField(
        label=_("E-mail address"), required=False, help_text=_("Without an address the link is shown to you, to be handed over.")
    )
    who = forms.CharField(label=_("Institution or name"), required=False, max_length=120, help_text=_("Only the team sees it."))
    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES)

    def guest(self) -> Guest:
        """Whom to invite."""
        return Guest(**{name: self.cleaned_data[name] for name in GUEST_COLUMNS})


class GuestsForm(forms.Form):
    """Many people to invite, out of a table."""

    file = forms.FileField(
        label=_("Table (CSV or XLSX)"), help_text=_("Columns: address, who, language. Addresses that were invited before are left out.")
    )

    def clean_file(self) -> list[Guest]:
        """The people of the table; every line that cannot be used is named."""
        from dayaq.assess.survey.actions.intake import sheet_of

        upload = self.cleaned_data["file"]
        try:
            sheet = sheet_of(upload.name, upload.read())
            sheet.need("address")
        except SheetFault as fault:
            raise ValidationError(str(fault)) from None
        faults = [fault for line in sheet.lines for fault in guest_faults(line.number, line.entries)]
        if faults:
            raise ValidationError(faults)
        return [
            Guest(line.entries["address"], line.entries.get("who", "")[:120], line.entries.get("language") or "en") for line in sheet.lines
        ]


def guest_faults(number: int, entries: Any) -> list[str]:
    """What is wrong with one line of a table of people."""
    faults = []
    try:
        validate_email(entries["address"])
    except ValidationError:
        faults.append(gettext("Line %(line)s: this is no e-mail address.") % {"line": number})
    if entries.get("language") and entries["language"] not in NAMES:
        faults.append(gettext("Line %(line)s: the languages are %(languages)s.") % {"line": number, "languages": ", ".join(NAMES)})
    return faults


class PeopleForm(forms.Form):
    """Search and filter of the people asked. The address of the page never holds what was searched for: it may be a name."""

    state = forms.ChoiceField(
        label=_("State"),
        required=False,
        choices=[
            ("", _("all")),
            ("waiting", _("no answer yet")),
            ("answered", _("answered")),
            ("unsent", _("not sent")),
            ("withdrawn", _("taken back")),
        ],
    )


class SearchForm(forms.Form):
    """Search by institution, name or address; posted, so that no name stands in an address."""

    text = forms.CharField(label=_("Institution, name or address"), required=False, max_length=60)


class FileForm(forms.Form):
    """A file of answers."""

    file = forms.FileField(
        label=_("File with answers"),
        help_text=_("A table (CSV, XLSX) whose columns are the codes of the code book, or ODK submissions (XML, or a zip of them)."),
    )
