"""Forms: header, consent, what is kept apart, notes as typed, themes, texts, files, paraphrases."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Mapping
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from dayaq.assess.assessment.queries import Assessment
from dayaq.assess.framework.rules import said
from dayaq.assess.framework.rules.guide import GuideSection, Question
from dayaq.assess.interviews.actions import Sheet, Typed
from dayaq.assess.interviews.models import Document, Interview, Note, Theme
from dayaq.assess.interviews.queries import current_guide
from dayaq.assess.interviews.rules.coding import Span, one_line_end
from dayaq.assess.interviews.rules.identifying import Statement
from dayaq.assess.interviews.rules.interview import Participants
from dayaq.ui.inputs import DateField

KINDS = [("meeting", _("meeting")), ("remote", _("call or video")), ("written", _("written reply, no meeting"))]
AGENCIES = [("state", _("State")), ("ngo", _("NGO")), ("igo", _("international organisation")), ("other", _("other"))]
ATTRIBUTION = [
    ("anonymous", _("nobody is named")),
    ("institution", _("the institution may be named")),
    ("named", _("the person may be named")),
]
CONSENT = [("read", _("read aloud")), ("paper", _("given on paper")), ("electronic", _("sent electronically"))]
NOTES_AGREED = [("yes", _("yes")), ("no", _("no: the interview is held without notes"))]
DOCUMENT_KINDS = [("survey", _("free answer of the survey")), ("written", _("written reply")), ("other", _("another text"))]
EVERYTHING = ("", _("all"))
LIMIT = 50_000_000  # bytes of a project file


def language() -> str:
    """The reader's language as instruments name it."""
    return (get_language() or "en").partition("-")[0]


class SearchForm(forms.Form):
    """Find interviews."""

    q = forms.CharField(label=_("Code or institution"), required=False, max_length=80, widget=forms.TextInput({"data-search": ""}))
    agency = forms.ChoiceField(label=_("Kind of agency"), choices=[EVERYTHING, *AGENCIES], required=False)
    kind = forms.ChoiceField(label=_("Kind of interview"), choices=[EVERYTHING, *KINDS], required=False)


class HeaderForm(forms.Form):
    """The header of an interview. There is no field for a name here."""

    kind = forms.ChoiceField(label=_("Kind of interview"), choices=KINDS, widget=forms.RadioSelect({"class": "inline"}))
    held_on = DateField(label=_("Day"))
    started = forms.TimeField(label=_("Begin"), required=False, widget=forms.TimeInput({"placeholder": "14:30"}))
    minutes = forms.IntegerField(label=_("Minutes"), required=False, min_value=1, max_value=600)
    country = forms.ChoiceField(label=_("Country"))
    stakeholder = forms.ChoiceField(label=_("From the list of stakeholders"), required=False)
    institution = forms.CharField(
        label=_("Institution"), required=False, max_length=200, help_text=_("When it is not on the list. Never the name of a person.")
    )
    agency = forms.ChoiceField(label=_("Kind of agency"), choices=AGENCIES, widget=forms.RadioSelect({"class": "inline"}))
    women = forms.IntegerField(label=_("Women"), min_value=0, max_value=999, initial=0)
    men = forms.IntegerField(label=_("Men"), min_value=0, max_value=999, initial=0)
    unsaid = forms.IntegerField(label=_("Sex not said"), min_value=0, max_value=999, initial=0)
    active = forms.IntegerField(label=_("Of these, how many spoke"), required=False, min_value=0, max_value=999)
    language = forms.ChoiceField(label=_("Language of the talk"), required=False)
    staff_present = forms.BooleanField(label=_("Staff of the commissioner were present"), required=False)
    interpreter = forms.BooleanField(label=_("With an interpreter"), required=False)
    dual_role = forms.BooleanField(label=_("Somebody has a second role that could be a conflict of interest"), required=False)
    attribution = forms.ChoiceField(label=_("What was agreed about naming"), choices=ATTRIBUTION)
    sections = forms.MultipleChoiceField(
        label=_("Sections, by the work of the respondents"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Two or three. Sections 1, 7 and 8 are always asked."),
    )
    version = forms.IntegerField(widget=forms.HiddenInput, initial=0)

    def __init__(self, *args: Any, assessment: Assessment, row: Interview | None = None, **options: Any) -> None:
        if row is not None:
            options["initial"] = {name: getattr(row, name) for name in self.base_fields} | {
                "stakeholder": str(row.stakeholder_id or ""),
                "institution": "" if row.stakeholder_id else row.institution,
            }
        super().__init__(*args, **options)
        self.listed = {str(one.id): one for one in assessment.stakeholders.order_by("code")}
        titles = [
            (section.code, f"{section.code} {said(section.title, language())}")
            for section in current_guide().sections
            if not section.always
        ]
        self.offer("country", [(code, code) for code in assessment.countries])
        self.offer("stakeholder", [("", "-"), *((key, f"{one.code} {one.institution}") for key, one in self.listed.items())])
        self.offer("language", [("", "-"), *settings.LANGUAGES, ("other", _("another one"))])
        self.offer("sections", titles)

    def offer(self, name: str, choices: Collection[tuple[Any, Any]]) -> None:
        """Give a field its choices."""
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - narrowing for the type checker
        field.choices = list(choices)

    def clean(self) -> dict[str, Any]:
        """An institution from the list or typed; a written reply may have nobody present."""
        data = super().clean() or {}
        if not data.get("stakeholder") and not (data.get("institution") or "").strip():
            self.add_error("institution", _("Choose an institution from the list, or write it here."))
        return data

    @property
    def sheet(self) -> Sheet:
        """The header as the action takes it."""
        data = dict(self.cleaned_data)
        people = Participants(data.pop("women"), data.pop("men"), data.pop("unsaid"), data.pop("active"))
        listed = self.listed.get(data.pop("stakeholder"))
        data.pop("version")
        institution = listed.institution if listed else data["institution"]
        return Sheet(
            **(data | {"stakeholder": listed, "institution": institution, "participants": people, "sections": tuple(data["sections"])})
        )


class ConsentForm(forms.Form):
    """How the information note reached the respondents, and what they agreed to."""

    how = forms.ChoiceField(label=_("The information note was"), choices=CONSENT, widget=forms.RadioSelect)
    language = forms.ChoiceField(label=_("In which language"))
    reader = forms.CharField(label=_("Who read or gave it, if not you"), required=False, max_length=120)
    questions = forms.CharField(
        label=_("What they asked about it, and what was answered"),
        required=False,
        widget=forms.Textarea({"rows": 3, "autocomplete": "off"}),
    )
    notes_agreed = forms.ChoiceField(label=_("Do they agree to notes?"), choices=NOTES_AGREED, widget=forms.RadioSelect)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["language"] = forms.ChoiceField(
            label=_("In which language"), choices=[*settings.LANGUAGES, ("other", _("another one"))]
        )
        self.order_fields(["how", "language", "reader", "questions", "notes_agreed"])


class RespondentForm(forms.Form):
    """A respondent; nothing is obligatory."""

    name = forms.CharField(label=_("Name"), required=False, max_length=120, widget=forms.TextInput({"autocomplete": "off"}))
    function = forms.CharField(label=_("Post"), required=False, max_length=120)
    dual_role = forms.CharField(label=_("Second role that could be a conflict of interest"), required=False, max_length=300)


class ObservationForm(forms.Form):
    """An internal observation."""

    text = forms.CharField(label=_("What you noticed"), widget=forms.Textarea({"rows": 3, "autocomplete": "off"}))


class SuggestionForm(forms.Form):
    """Somebody the respondents named for the survey."""

    name = forms.CharField(label=_("Name"), max_length=120, widget=forms.TextInput({"autocomplete": "off"}))
    institution = forms.CharField(label=_("Institution"), required=False, max_length=200)
    contact = forms.CharField(label=_("How to reach them"), required=False, max_length=200)


class Asked:
    """One question on the page: what is kept or was typed, and what somebody else wrote meanwhile."""

    def __init__(self, question: Question, note: Note | None, number: int) -> None:
        self.code, self.number = question.code, number
        self.words = said(question.text, language())
        self.text, self.asked = (note.text, note.asked) if note else ("", False)
        self.used: Collection[int] = note.prompts if note else ()
        self.version = note.version if note else 0
        self.prompt_words = [said(prompt, language()) for prompt in question.prompts]
        self.seen = digest(self.text, self.used, asked=self.asked)
        self.theirs: Note | None = None

    @property
    def prompts(self) -> list[dict[str, Any]]:
        """The prompts as a check list."""
        return [{"n": n, "words": words, "used": n in self.used} for n, words in enumerate(self.prompt_words, 1)]

    def typed(self, data: Any) -> Typed:
        """What was posted for this question."""
        prompts = tuple(int(n) for n in data.getlist(f"prompts_{self.code}") if n.isdigit() and int(n) <= len(self.prompt_words))
        version = data.get(f"version_{self.code}", "0")
        text = one_line_end(data.get(f"text_{self.code}", "")).strip()
        return Typed(text, prompts, f"asked_{self.code}" in data, int(version) if version.isdigit() else 0)

    def keep(self, typed: Typed, theirs: Note | None) -> None:
        """Show what was typed again; saving once more sets it over what is kept now."""
        self.text, self.used, self.asked, self.theirs = typed.text, typed.prompts, typed.asked, theirs
        if theirs is not None:
            self.version, self.seen = theirs.version, digest(theirs.text, theirs.prompts, asked=theirs.asked)


def digest(text: str, prompts: Collection[int], *, asked: bool) -> str:
    """A mark of what a page was made with: what comes back the same was not touched."""
    return hashlib.sha256(repr((one_line_end(text).strip(), sorted(prompts), asked)).encode()).hexdigest()[:16]


class NotesForm:
    """The notes of one section as typed; not a Django form, because what was not touched must stay untouched."""

    NAMES = "8.4"  # asks for names of colleagues: they are kept apart and have no note

    def __init__(self, section: GuideSection, kept: Mapping[str, Note]) -> None:
        asked = [question for question in section.questions if question.code != self.NAMES]
        self.rows = [Asked(question, kept.get(question.code), number) for number, question in enumerate(asked, 1)]
        self.names = next((said(question.text, language()) for question in section.questions if question.code == self.NAMES), "")

    def changed(self, data: Any) -> dict[str, Typed]:
        """The notes that were touched on the page they were sent from."""
        found = {row.code: row.typed(data) for row in self.rows if f"text_{row.code}" in data}
        return {
            code: typed for code, typed in found.items() if digest(typed.text, typed.prompts, asked=typed.asked) != data.get(f"seen_{code}")
        }


class ThemeForm(forms.Form):
    """A free theme."""

    label = forms.CharField(label=_("Name of the theme"), max_length=200)
    parent = forms.ChoiceField(label=_("Beneath"), required=False)
    description = forms.CharField(label=_("When to use it"), required=False, widget=forms.Textarea({"rows": 3}))
    questions = forms.MultipleChoiceField(
        label=_("Asked by"), required=False, help_text=_("Questions that ask about it; none chosen: every interview counts as asked."),
        widget=forms.SelectMultiple({"size": 6}),
    )  # fmt: skip
    version = forms.IntegerField(widget=forms.HiddenInput, initial=0)

    def __init__(self, *args: Any, book: Collection[Theme], row: Theme | None = None, **options: Any) -> None:
        if row is not None:
            options["initial"] = {
                "label": said(row.label, language()) or next(iter(row.label.values()), ""),
                "description": row.description,
                "questions": row.questions,
                "version": row.version,
            }
        super().__init__(*args, **options)
        self.book = {str(theme.id): theme for theme in book}
        names = [
            (key, f"{theme.code} {said(theme.label, language()) or next(iter(theme.label.values()), '')}".strip())
            for key, theme in self.book.items()
        ]
        if row is None:
            self.fields["parent"] = forms.ChoiceField(label=_("Beneath"), required=False, choices=[("", "-"), *names])
        else:
            del self.fields["parent"]
        asks = [(question.code, f"{question.code} {said(question.text, language())[:80]}") for question in current_guide().questions]
        field = self.fields["questions"]
        assert isinstance(field, forms.MultipleChoiceField)  # noqa: S101 - narrowing for the type checker
        field.choices = asks
        self.order_fields(["label", "parent", "description", "questions", "version"])

    @property
    def heading(self) -> Theme | None:
        """The heading it stands beneath."""
        return self.book.get(self.cleaned_data.get("parent", ""))


class TextForm(forms.Form):
    """A text to code."""

    kind = forms.ChoiceField(label=_("Kind of text"), choices=DOCUMENT_KINDS)
    title = forms.CharField(label=_("Title, without a name"), max_length=200)
    text = forms.CharField(label=_("Text"), widget=forms.Textarea({"rows": 12, "autocomplete": "off"}), max_length=200_000)


class MarkForm(forms.Form):
    """A selection and the code it gets: a whole sentence, or characters counted by the script."""

    theme = forms.ChoiceField(label=_("Code"))
    unit = forms.IntegerField(required=False)
    start = forms.IntegerField(required=False)
    end = forms.IntegerField(required=False)

    def __init__(self, *args: Any, book: Collection[Theme], units: Collection[Span], **options: Any) -> None:
        super().__init__(*args, **options)
        self.book, self.units = {str(theme.id): theme for theme in book if theme.codable}, list(units)
        field = self.fields["theme"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - narrowing for the type checker
        field.choices = [(key, key) for key in self.book]

    def clean(self) -> dict[str, Any]:
        """Some words must be selected one way or the other."""
        data = super().clean() or {}
        if data.get("start") is not None and data.get("end") is not None:
            data["span"] = Span(data["start"], data["end"])
        elif data.get("unit") is not None and 0 <= data["unit"] < len(self.units):
            data["span"] = self.units[data["unit"]]
        else:
            raise forms.ValidationError(_("Choose a sentence, or select some words of the text."))
        return data


class FileForm(forms.Form):
    """A code book or project of another program."""

    file = forms.FileField(label=_("File (.qdc or .qdpx)"))
    user = forms.CharField(
        label=_("Whose codings"), required=False, max_length=120, help_text=_("Needed when several people coded in the file.")
    )

    def clean_file(self) -> Any:
        """Not larger than a project can be."""
        file = self.cleaned_data["file"]
        if file.size > LIMIT:
            raise forms.ValidationError(_("The file is too large."))
        return file


class ParaphraseForm(forms.Form):
    """Words about interviews that shall leave the team, in the writer's own words."""

    text = forms.CharField(
        label=_("Paraphrase"), widget=forms.Textarea({"rows": 4}), help_text=_("In your own words; never the words of a respondent.")
    )
    code = forms.ChoiceField(label=_("Tells about"), required=False)
    agency = forms.ChoiceField(label=_("Printed beside it"), choices=[("", _("nothing")), *AGENCIES], required=False)
    attribution = forms.ChoiceField(label=_("What was agreed about naming"), choices=ATTRIBUTION)
    despite = forms.BooleanField(label=_("Approve in spite of the warnings"), required=False)
    because = forms.CharField(label=_("Because"), required=False, max_length=300)

    def __init__(self, *args: Any, criteria: Collection[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["code"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - narrowing for the type checker
        field.choices = [("", "-"), *criteria]

    @property
    def statement(self) -> Statement:
        """As the rule takes it."""
        data = self.cleaned_data
        return Statement(data["text"], data["agency"], data["attribution"])


class DocumentSearchForm(forms.Form):
    """Find texts to code."""

    q = forms.CharField(label=_("Title"), required=False, max_length=80, widget=forms.TextInput({"data-search": ""}))
    kind = forms.ChoiceField(label=_("Kind of text"), choices=[EVERYTHING, ("interview", _("interview")), *DOCUMENT_KINDS], required=False)
    state = forms.ChoiceField(label=_("State"), choices=[EVERYTHING, ("open", _("to be coded")), ("agreed", _("agreed"))], required=False)


def parts_of(document: Document) -> list[Span]:
    """Where the answers of a document stand."""
    return [Span(start, end) for _question, start, end in document.parts]
