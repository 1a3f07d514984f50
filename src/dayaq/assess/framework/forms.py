"""Forms of the instruments' pages: what to look for, a file, the texts of one section, a question of one's own."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Any

from django import forms
from django.utils.html import escape
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from dayaq.assess.framework.rules import odknames
from dayaq.assess.framework.rules.checking import CODE
from dayaq.assess.framework.rules.instrument import Choice, Instrument, Item
from dayaq.assess.framework.rules.wording import WHICH, Passage, passages

BIGGEST = 2_000_000  # bytes of an uploaded form
LINE = 90  # characters that one line of a page shows
NOT_IN_SECTIONS = "-"  # title, scales and notes


class SearchForm(forms.Form):
    """The list: words of the title or the code, and a country."""

    q = forms.CharField(label=_("Title, code or country"), required=False, max_length=100)


class UploadForm(forms.Form):
    """An XLSForm."""

    file = forms.FileField(label=_("File to read"), help_text=_("An XLSForm (.xlsx), at most 2 MB."))

    def clean_file(self) -> Any:
        """A workbook of a bearable size."""
        file = self.cleaned_data["file"]
        if file.size > BIGGEST:
            raise forms.ValidationError(gettext("The file is larger than 2 MB."))
        if not file.name.lower().endswith(".xlsx"):
            raise forms.ValidationError(gettext("Save the form as an .xlsx workbook."))
        return file


class StartForm(forms.Form):
    """The next version, or the variant of a country."""

    country = forms.CharField(
        label=_("Country"),
        required=False,
        max_length=2,
        help_text=_("Two letters, for the variant of one country. Empty: the next version of this instrument."),
    )

    def clean_country(self) -> str:
        """ISO code in capitals, or empty."""
        said = str(self.cleaned_data["country"]).strip().upper()
        if said and not re.fullmatch(r"[A-Z]{2}", said):
            raise forms.ValidationError(gettext("Two letters, such as AZ."))
        return said


class PublishForm(forms.Form):
    """What changed, for whoever reads the list later."""

    remark = forms.CharField(label=_("What changed"), required=False, max_length=500)


class LanguageForm(forms.Form):
    """One more language."""

    language = forms.CharField(label=_("Language"), max_length=3, help_text=_("Two letters, such as ka."))

    def clean_language(self) -> str:
        """ISO 639 code in small letters."""
        said = str(self.cleaned_data["language"]).strip().lower()
        if not re.fullmatch(r"[a-z]{2,3}", said):
            raise forms.ValidationError(gettext("Two or three letters, such as ka."))
        return said


class TextsForm(forms.Form):
    """The texts of one section in one language; beside each stands the first language."""

    def __init__(self, data: Any, *, instrument: Instrument, section: str, language: str, only_gaps: bool = False) -> None:
        super().__init__(data)
        self.language, self.first = language, instrument.languages[0]
        self.named: dict[str, str] = {}
        for passage in in_section(instrument, section):
            if only_gaps and passage.words.get(language, "").strip() and data is None:
                continue
            self.add(passage)

    def add(self, passage: Passage) -> None:
        """One text as a field; the name is its path."""
        name = passage.key.replace("/", ".")
        self.named[name] = passage.key
        said, beside = passage.words.get(self.language, ""), passage.words.get(self.first, "")
        long = max(len(said), len(beside)) > LINE
        widget = (forms.Textarea if long else forms.TextInput)(attrs={"lang": self.language, **({"rows": 4} if long else {})})
        self.fields[name] = forms.CharField(
            label=f"{passage.where} · {gettext(WHICH[passage.which])}",
            help_text=escape(beside) if self.language != self.first else "",  # written by people, drawn as it is
            required=False,
            initial=said,
            max_length=4000,
            strip=True,
            widget=widget,
        )

    @property
    def texts(self) -> dict[str, dict[str, str]]:
        """What was written: path -> language -> text; unchanged texts are left out."""
        changed = [name for name in self.named if name in self.changed_data]
        return {self.named[name]: {self.language: self.cleaned_data[name]} for name in changed}


def in_section(instrument: Instrument, section: str) -> list[Passage]:
    """The texts of one section; those outside any under NOT_IN_SECTIONS."""
    return [passage for passage in passages(instrument) if (passage.section or NOT_IN_SECTIONS) == section]


KINDS = [
    ("one", _("One answer of a list")),
    ("many", _("Several answers of a list")),
    ("rank", _("All answers put into order")),
    ("scale", _("A statement on a scale")),
    ("text", _("Free text")),
]


class QuestionForm(forms.Form):
    """A question that a country adds: words in every language, answers one a line."""

    code = forms.CharField(label=_("Code"), max_length=20, help_text=_("Such as 3.9; a code of the common instrument is never used again."))
    kind = forms.ChoiceField(label=_("Kind"), choices=KINDS)

    def __init__(self, data: Any, *, instrument: Instrument, section: str, used: Collection[str] = ()) -> None:
        super().__init__(data)
        self.instrument, self.used = instrument, used
        codes = [item.code for one in instrument.sections if one.code == section for item in one.items]
        self.fields["after"] = forms.ChoiceField(
            label=_("After"), choices=[(code, code) for code in codes], initial=codes[-1] if codes else "", required=False
        )
        self.fields["scale"] = forms.ChoiceField(
            label=_("Scale"), required=False, choices=[("", "–"), *((code, code) for code in instrument.scales)]
        )
        for language in instrument.languages:
            name = odknames.NAMES.get(language, language)
            self.fields[f"text_{language}"] = forms.CharField(
                label=gettext("Question (%(language)s)") % {"language": name}, max_length=1000, required=language == instrument.languages[0]
            )
        columns = " | ".join(["code", *instrument.languages])
        self.fields["choices"] = forms.CharField(
            label=gettext("Answers"),
            required=False,
            widget=forms.Textarea(attrs={"rows": 5}),
            help_text=gettext("One a line: %(columns)s") % {"columns": columns},
        )

    def clean_code(self) -> str:
        """A code that is free."""
        code = str(self.cleaned_data["code"]).strip()
        if not CODE.fullmatch(code):
            raise forms.ValidationError(gettext("Letters, digits, dots and underscores."))
        if any(item.code == code for item in self.instrument.items):
            raise forms.ValidationError(gettext("There is a question with this code."))
        if code in self.used:
            raise forms.ValidationError(gettext("An earlier version asked something else under this code; a code is never used again."))
        return code

    def clean_choices(self) -> tuple[Choice, ...]:
        """The lines as answers."""
        return tuple(self.line(text) for text in str(self.cleaned_data["choices"]).splitlines() if text.strip())

    def line(self, text: str) -> Choice:
        """One answer: its code and its label in the languages."""
        code, *labels = [part.strip() for part in text.split("|")]
        if not CODE.fullmatch(code) or not labels or len(labels) > len(self.instrument.languages):
            raise forms.ValidationError(gettext("This line cannot be read: %(line)s") % {"line": text[:80]})
        return Choice(code, {language: label for language, label in zip(self.instrument.languages, labels, strict=False) if label})

    @property
    def item(self) -> Item:
        """The question."""
        said = self.cleaned_data
        words = {language: said[f"text_{language}"] for language in self.instrument.languages if said[f"text_{language}"]}
        scaled = said["kind"] == "scale"
        return Item(
            said["code"],
            said["kind"],
            words,
            choices=() if scaled else said["choices"],
            scale=said["scale"] if scaled else "",
            source="added",
        )
