"""Forms of the report: a passage of text or table, building, releasing, the filter of passages."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from dayaq.assess.report.actions import Words
from dayaq.assess.report.models import Passage
from dayaq.assess.report.rules.chapters import SECTIONS
from dayaq.ui.templatetags.dayaq import say

Choices = list[tuple[str, Any]]
ANY: tuple[str, Any] = ("", _("any"))
KINDS: Choices = [("text", _("text")), ("statement", _("statement about items")), ("table", _("table"))]


def section_choices() -> Choices:
    """The sections of the report."""
    return [(number, f"{number} {say(title)}") for number, title in SECTIONS.items()]


class FilterForm(forms.Form):
    """Search and filters of the list."""

    q = forms.CharField(label=_("Words"), required=False)
    section = forms.ChoiceField(label=_("Section"), required=False)
    language = forms.ChoiceField(label=_("Language"), required=False, choices=[ANY, *settings.LANGUAGES])
    kind = forms.ChoiceField(label=_("Kind"), required=False, choices=[ANY, *KINDS])

    def __init__(self, data: Mapping[str, Any] | None = None) -> None:
        super().__init__(data)
        self.fields["section"].choices = [ANY, *section_choices()]  # type: ignore[attr-defined]  # a choice field


class BuildForm(forms.Form):
    """Language, draft or final."""

    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES)
    draft = forms.BooleanField(
        label=_("Draft"),
        required=False,
        initial=True,
        help_text=_("What is unfinished does not stop it; every page says that it is a draft."),
    )


class ReleaseForm(forms.Form):
    """What the catalogue says of a publication."""

    reference = forms.CharField(label=_("Reference number"), max_length=60)
    pages = forms.IntegerField(label=_("Pages"), min_value=1, max_value=5000)
    abstract = forms.CharField(label=_("Abstract"), widget=forms.Textarea, required=False)


class PassageForm(forms.Form):
    """A passage; of the kind table the lines are typed one under the other, cells divided by a vertical line."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    section = forms.ChoiceField(label=_("Section"))
    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES)
    kind = forms.ChoiceField(label=_("Kind"), choices=KINDS, widget=forms.RadioSelect)
    order = forms.IntegerField(label=_("Place in the section"), required=False, min_value=0, max_value=9999)
    about = forms.CharField(label=_("Codes of the items it is about"), required=False, help_text=_("For example: 3.1.4, 3.1.5"))
    text = forms.CharField(
        label=_("Text"),
        required=False,
        widget=forms.Textarea,
        help_text=_("A number from the data: [[survey 3.1.4 adequate]]. A source with its page: Aze 30, p. 5."),
    )
    title = forms.CharField(label=_("Title of the table"), required=False, max_length=300)
    columns = forms.CharField(label=_("Columns of the table"), required=False, help_text=_("Codes of answers: agree | neither | disagree"))
    rows = forms.CharField(
        label=_("Lines of the table"), required=False, widget=forms.Textarea, help_text=_("Code | what is printed | number | number")
    )
    base = forms.CharField(label=_("Base of the table"), required=False, help_text=_("6, or by line: 7.1.1=5, 7.1.2=6"))

    def __init__(self, data: Mapping[str, Any] | None = None, *, row: Passage | None = None) -> None:
        super().__init__(data, initial=typed(row) if row else {"kind": "text"})
        self.fields["section"].choices = section_choices()  # type: ignore[attr-defined]  # a choice field

    def clean(self) -> dict[str, Any]:
        """A text has words, a table lines; numbers are numbers."""
        said = super().clean() or {}
        wanted = ("title", "columns", "rows") if said.get("kind") == "table" else ("text",)
        for name in wanted:
            if not said.get(name) and name not in self.errors:
                self.add_error(name, _("Fill this in."))
        for name, read in (("rows", rows_of), ("base", base_of)):
            try:
                read(said.get(name) or "")
            except ValueError:
                self.add_error(name, _("A number is not a whole number."))
        return said

    def words(self) -> Words:
        """What the action takes."""
        said = self.cleaned_data
        about = [code for part in said["about"].replace(";", ",").split(",") if (code := part.strip())]
        return Words(said["section"], said["language"], said["kind"], body(said), about, said["order"] or 0)


def body(said: Mapping[str, Any]) -> dict[str, Any]:
    """The passage's body as it is stored."""
    if said["kind"] != "table":
        return {"text": said["text"]}
    columns = [part.strip() for part in said["columns"].split("|")]
    return {"title": said["title"], "columns": columns, "rows": rows_of(said["rows"]), "base": base_of(said["base"])}


def rows_of(text: str) -> list[dict[str, Any]]:
    """Lines of cells; an empty cell or a dash is no number. ValueError where a number is none."""
    found = []
    for line in filter(str.strip, text.splitlines()):
        code, label, *cells = (
            [*(part.strip() for part in line.split("|")), ""][: line.count("|") + 1] if "|" in line else (line.strip(), "")
        )
        found.append({"code": code, "label": label, "counts": [None if cell in {"", "-", "–"} else int(cell) for cell in cells]})
    return found


def base_of(text: str) -> dict[str, int]:
    """One base for all lines, or one a line. ValueError where a number is none."""
    parts = [part.strip() for part in text.split(",") if part.strip()]
    pairs = [part.rpartition("=") for part in parts]
    return {code.strip(): int(n) for code, _sign, n in pairs}


def typed(row: Passage) -> dict[str, Any]:
    """A stored passage as it was typed."""
    held = row.body
    lines = [
        " | ".join([line["code"], line["label"], *("" if n is None else str(n) for n in line["counts"])]) for line in held.get("rows", [])
    ]
    bases = held.get("base") or {}
    return {
        "version": row.version,
        "section": row.section,
        "language": row.language,
        "kind": row.kind,
        "order": row.order,
        "about": ", ".join(row.about),
        "text": held.get("text", ""),
        "title": held.get("title", ""),
        "columns": " | ".join(held.get("columns", [])),
        "rows": "\n".join(lines),
        "base": ", ".join(f"{code}={n}" if code else str(n) for code, n in bases.items()),
    }
