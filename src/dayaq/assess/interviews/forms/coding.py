"""Forms of coding: themes, texts, selections, files, paraphrases."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from dayaq.assess.framework.rules import said
from dayaq.assess.interviews.forms.words import AGENCIES, ATTRIBUTION, DOCUMENT_KINDS, EVERYTHING, language
from dayaq.assess.interviews.models import Document, Theme
from dayaq.assess.interviews.queries import current_guide
from dayaq.assess.interviews.rules.coding import Span
from dayaq.assess.interviews.rules.identifying import Statement

LIMIT = 50_000_000  # bytes of a project file


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
