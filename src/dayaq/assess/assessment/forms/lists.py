"""Forms of the sampling list, the register of sources, treaties, inquiries, and of files with many lines."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from dayaq.assess.assessment import actions, rules
from dayaq.assess.assessment.forms.plan import Codes, named
from dayaq.assess.assessment.models import Approach, Contact, Inquiry, Source, Stakeholder, Treaty
from dayaq.ui.inputs import DateField


class TreatyForm(forms.Form):
    """A line of the ratification table."""

    short = forms.CharField(label=_("Short name"), max_length=40)
    title = forms.CharField(label=_("Full title"), max_length=300)
    country = forms.RegexField(r"^[A-Za-z]{2}$", label=_("Country"), help_text=_("Code of two letters."))
    state = forms.ChoiceField(label=_("State of ratification"), choices=named(rules.RATIFIED))
    year = forms.IntegerField(label=_("Year"), min_value=1900, max_value=2100, required=False)
    citation = forms.CharField(label=_("Source"), max_length=60, required=False, help_text=_("Code and page: Aze 30, p. 31."))

    def __init__(self, data: Any = None, *, row: Treaty | None = None, country: str = "") -> None:
        names = ("short", "title", "country", "state", "year", "citation")
        super().__init__(data, initial={name: getattr(row, name) for name in names} if row else {"country": country})

    def clean_country(self) -> str:
        """In capitals."""
        return str(self.cleaned_data["country"]).upper()


class InquiryForm(forms.Form):
    """Written questions to a body."""

    institution = forms.CharField(label=_("Body asked"), max_length=200)
    sent = DateField(label=_("Sent"))
    answered = DateField(label=_("Answered"), required=False)
    no_meeting = forms.BooleanField(label=_("In place of a meeting that did not happen"), required=False)
    source = forms.CharField(label=_("Code of the reply in the register of sources"), max_length=12, required=False)
    note = forms.CharField(label=_("Note"), max_length=500, required=False, widget=forms.Textarea({"rows": 2}))

    def __init__(self, data: Any = None, *, row: Inquiry | None = None) -> None:
        names = ("institution", "sent", "answered", "no_meeting", "source", "note")
        super().__init__(data, initial={name: getattr(row, name) for name in names} if row else {})


class SourceForm(forms.Form):
    """A document of the desk review."""

    title = forms.CharField(label=_("Title"), max_length=400)
    author = forms.CharField(label=_("Author or publisher"), max_length=200, required=False)
    issued = DateField(label=_("Date"), required=False, whole=False, help_text=_("As precise as known: a year is enough."))
    link = forms.URLField(label=_("Link"), max_length=500, required=False, assume_scheme="https")
    language = forms.CharField(label=_("Language"), max_length=10, required=False, help_text=_("Code of two letters: en, az, ru."))
    countries = Codes(label=_("Countries"), required=False, help_text=_("None or several: the general series. One: the country's own."))
    pages = forms.IntegerField(label=_("Pages"), min_value=1, max_value=9999, required=False)
    published = forms.BooleanField(label=_("Published (not a draft)"), required=False, initial=True)
    reviewed = forms.BooleanField(label=_("Reviewed"), required=False)
    kept = forms.ChoiceField(
        label=_("In the bibliography"), choices=[("", _("not decided")), ("yes", _("kept")), ("no", _("left out"))], required=False
    )
    because = forms.CharField(label=_("Why it is left out"), max_length=300, required=False)

    def __init__(self, data: Any = None, *, row: Source | None = None) -> None:
        names = ("title", "author", "issued", "link", "language", "countries", "pages", "published", "reviewed", "because")
        start = {name: getattr(row, name) for name in names} if row else {}
        if row:
            start["kept"] = {True: "yes", False: "no", None: ""}[row.kept]
        super().__init__(data, initial=start or None)

    @property
    def new(self) -> actions.NewSource:
        """What was typed."""
        given = dict(self.cleaned_data)
        kept = {"yes": True, "no": False}.get(given.pop("kept"))
        return actions.NewSource(kept=kept, **given)


class StakeholderForm(forms.Form):
    """A body of the sampling list."""

    institution = forms.CharField(
        label=_("Institution"), max_length=200, help_text=_("The body or office; people's names belong to contacts.")
    )
    kind = forms.ChoiceField(label=_("Kind"), choices=named(rules.KINDS))
    category = forms.ChoiceField(label=_("Field of work"), choices=named(rules.CATEGORIES, nothing=_("not said")), required=False)
    place = forms.ChoiceField(label=_("Place"), choices=named(rules.PLACES))
    country = forms.RegexField(r"^[A-Za-z]{2}$", label=_("Country"), help_text=_("Code of two letters."))
    proposed_by = forms.CharField(
        label=_("Proposed by"), max_length=120, required=False, help_text=_("A body, for example the focal point of IOM.")
    )
    proposed_on = DateField(label=_("Proposed on"), required=False)
    note = forms.CharField(label=_("Note"), max_length=500, required=False, widget=forms.Textarea({"rows": 2}))

    def __init__(self, data: Any = None, *, row: Stakeholder | None = None, country: str = "") -> None:
        names = ("institution", "kind", "category", "place", "country", "proposed_by", "proposed_on", "note")
        super().__init__(data, initial={name: getattr(row, name) for name in names} if row else {"country": country})

    @property
    def new(self) -> actions.NewStakeholder:
        """What was typed."""
        given = self.cleaned_data
        return actions.NewStakeholder(**{**given, "country": given["country"].upper()})


class ApproachForm(forms.Form):
    """An invitation and what was said to it."""

    purpose = forms.ChoiceField(label=_("Asked for"), choices=named(rules.TO))
    state = forms.ChoiceField(label=_("State"), choices=named(rules.STATES))
    invited_on = DateField(label=_("Invited on"), required=False)
    answered_on = DateField(label=_("Answered on"), required=False)

    def __init__(self, data: Any = None, *, row: Approach | None = None) -> None:
        names = ("purpose", "state", "invited_on", "answered_on")
        super().__init__(data, initial={name: getattr(row, name) for name in names} if row else {})


class ContactForm(forms.Form):
    """A person to reach."""

    name = forms.CharField(label=_("Name"), max_length=120)
    function = forms.CharField(label=_("Function"), max_length=120, required=False)
    email = forms.EmailField(label=_("E-mail address"), required=False)
    phone = forms.CharField(label=_("Telephone"), max_length=40, required=False)
    language = forms.CharField(label=_("Language"), max_length=10, required=False)
    dual_role = forms.CharField(
        label=_("Second role that could be a conflict of interest"), max_length=300, required=False, widget=forms.Textarea({"rows": 2})
    )

    def __init__(self, data: Any = None, *, row: Contact | None = None) -> None:
        names = ("name", "function", "email", "phone", "language", "dual_role")
        super().__init__(data, initial={name: getattr(row, name) for name in names} if row else {})


class UploadForm(forms.Form):
    """A table: CSV in UTF-8 or a workbook."""

    file = forms.FileField(label=_("File to read"), help_text=_("CSV in UTF-8 or .xlsx; the first line names the columns."))

    def clean_file(self) -> Any:
        """A kind of file that can be read, of a size a list has."""
        file = self.cleaned_data["file"]
        if Path(file.name).suffix.lower() not in {".csv", ".txt", ".tsv", ".xlsx", ".xlsm"}:
            raise forms.ValidationError(_("A CSV file or an .xlsx workbook expected."))
        if file.size > 5_000_000:
            raise forms.ValidationError(_("The file is larger than 5 MB."))
        return file


class CheckForm(forms.Form):
    """A text whose citations are checked; nothing of it is kept."""

    text = forms.CharField(label=_("Text with citations"), widget=forms.Textarea({"rows": 10}), max_length=200_000)


class SearchForm(forms.Form):
    """Search in the list of assessments."""

    q = forms.CharField(label=_("Word in the title or code"), required=False, max_length=60)
    country = forms.RegexField(r"^[A-Za-z]{2}$", label=_("Country"), required=False)


class SourcesForm(forms.Form):
    """Search and filter of the register."""

    q = forms.CharField(label=_("Word in title, author or code"), required=False, max_length=60)
    series = forms.ChoiceField(label=_("Series"), required=False)
    language = forms.CharField(label=_("Language"), required=False, max_length=10)
    state = forms.ChoiceField(
        label=_("State"),
        required=False,
        choices=[
            ("", _("everything")),
            ("kept", _("kept")),
            ("left_out", _("left out")),
            ("undecided", _("not decided")),
            ("unreviewed", _("not reviewed")),
            ("draft", _("draft or not published")),
        ],
    )

    def __init__(self, data: Any, *, series: list[str]) -> None:
        super().__init__(data)
        self.fields["series"].choices = [("", _("everything")), *((one, one) for one in series)]  # type: ignore[attr-defined]  # a choice field


class StakeholdersForm(forms.Form):
    """Search and filter of the sampling list."""

    q = forms.CharField(label=_("Word in the institution"), required=False, max_length=60)
    kind = forms.ChoiceField(label=_("Kind"), required=False, choices=named(rules.KINDS, nothing=_("everything")))
    place = forms.ChoiceField(label=_("Place"), required=False, choices=named(rules.PLACES, nothing=_("everything")))
    purpose = forms.ChoiceField(label=_("Asked for"), required=False, choices=named(rules.TO, nothing=_("everything")))
    state = forms.ChoiceField(
        label=_("State"), required=False, choices=[*named(rules.STATES, nothing=_("everything")), ("not_asked", _("not asked"))]
    )
