"""Forms of the plan, the team, the steps, circumstances and the record of the publication."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from dayaq.assess.assessment import actions, rules
from dayaq.assess.assessment.models import Assessment, Member
from dayaq.base.accounts import queries as accounts
from dayaq.core.decision import Decision, Refused
from dayaq.ui.inputs import DateField
from dayaq.ui.templatetags.dayaq import codes, say

LANGUAGES = [(code, name) for code, name in settings.LANGUAGES]
FIELD_OF = {  # where the words of a refusal belong
    "no_country": "countries",
    "nothing_to_compare": "countries",
    "no_title": "title_en",
    "ends_before": "ends",
    "compare_because": "comparative_because",
    "twice": "institution",
    "why_not_kept": "because",
    "review_first": "reviewed",
    "year_of_treaty": "year",
    "treaty_twice": "short",
    "unknown_source": "source",
    "answered_before": "answered",
    "finished_before": "finished",
    "last_lead": "until",
}


def explain(form: forms.Form, refusal: Refused | Decision) -> None:
    """Put the reasons beside the fields they are about."""
    decision = refusal.decision if isinstance(refusal, Refused) else refusal
    for reason in decision.reasons:
        field = FIELD_OF.get(reason.code)
        if reason.code == "unknown_source" and "citation" in form.fields:
            field = "citation"
        form.add_error(field if field in form.fields else None, say(reason))


def named(known: Mapping[str, str], *, nothing: Any = None) -> list[tuple[str, Any]]:
    """Codes with their names in the reader's language."""
    listed: list[tuple[str, Any]] = [(code, _(text)) for code, text in known.items()]
    return [("", nothing), *listed] if nothing else listed


class Codes(forms.CharField):
    """Several short codes, separated by commas: countries or languages."""

    def __init__(self, *, upper: bool = True, **options: Any) -> None:
        self.upper = upper
        super().__init__(**options)

    def prepare_value(self, value: Any) -> Any:
        """A list as typed."""
        return ", ".join(value) if isinstance(value, list | tuple) else value

    def clean(self, value: Any) -> tuple[str, ...]:
        """The codes, or what is wrong."""
        parts = [part.strip() for part in re.split(r"[,;\s]+", super().clean(value) or "") if part.strip()]
        if any(not re.fullmatch(r"[A-Za-z]{2,3}", part) for part in parts):
            raise forms.ValidationError(_("Codes of two letters expected, separated by commas: AZ, GE."), code="codes")
        return tuple(dict.fromkeys(part.upper() if self.upper else part.lower() for part in parts))


class PlanForm(forms.Form):
    """Purposes, countries, period, methods; comparison of countries only with a reason."""

    title_en = forms.CharField(label=_("Title in English"), max_length=200, required=False)
    title_az = forms.CharField(label=_("Title in Azerbaijani"), max_length=200, required=False)
    title_ru = forms.CharField(label=_("Title in Russian"), max_length=200, required=False)
    commissioner = forms.ChoiceField(label=_("Commissioned by"))
    countries = Codes(label=_("Countries"), help_text=_("Codes of two letters, the main country first: AZ, GE."))
    level = forms.ChoiceField(label=_("Level"), choices=[("national", _("national")), ("regional", _("national and regional"))])
    purposes = forms.MultipleChoiceField(label=_("Purposes"), widget=forms.CheckboxSelectMultiple, required=False)
    methods = forms.MultipleChoiceField(label=_("The findings rest on"), widget=forms.CheckboxSelectMultiple, required=False)
    starts = DateField(label=_("Begins"), required=False)
    ends = DateField(label=_("Ends"), required=False)
    earlier = forms.ChoiceField(label=_("Earlier round"), required=False)
    comparative = forms.BooleanField(
        label=_("Compare the countries with one another"),
        required=False,
        help_text=_("Off unless there is a reason: people answer differently when their country is compared."),
    )
    comparative_because = forms.CharField(label=_("Why they are compared"), max_length=300, required=False)

    def __init__(self, data: Any = None, *, earlier: Iterable[Assessment], row: Assessment | None = None) -> None:
        super().__init__(data, initial=start_of(row) if row else {"commissioner": "", "countries": [settings.HOME_PACK[:2].upper()]})
        bodies = [(str(body.id), codes(body.name)) for body in accounts.organisations()]
        rounds = [(str(one.id), one.code) for one in earlier if row is None or one.id != row.id]
        self.choose("commissioner", [("", _("Choose")), *bodies])
        self.choose("earlier", [("", _("none")), *rounds])
        self.choose("purposes", named(rules.PURPOSES))
        self.choose("methods", named(rules.METHODS))
        if row:
            self.fields["version"] = forms.IntegerField(widget=forms.HiddenInput, initial=row.version)
        else:
            hint = _("Small letters, digits and hyphens; it stands in addresses and file names: az-2026.")
            wrong = {"invalid": _("Two to forty small letters, digits and hyphens; the words new and instruments are taken.")}
            pattern = r"^(?!(?:new|instruments)$)[a-z0-9][a-z0-9-]{1,39}$"
            self.fields["code"] = forms.RegexField(pattern, label=_("Code"), help_text=hint, error_messages=wrong)
            self.order_fields(["code"])
        self.row = row

    def choose(self, name: str, choices: list[tuple[str, Any]]) -> None:
        """Set the choices of a field."""
        self.fields[name].choices = choices  # type: ignore[attr-defined]  # a choice field

    @property
    def plan(self) -> actions.Plan:
        """What was typed."""
        given = dict(self.cleaned_data)
        given.pop("version", None)
        title = {lang: given.pop(f"title_{lang}") for lang in ("en", "az", "ru")}
        lists: dict[str, Any] = {name: tuple(given.pop(name)) for name in ("purposes", "methods")}
        code = self.row.code if self.row else given.pop("code")
        return actions.Plan(code=code, title=title, earlier=given.pop("earlier") or None, **lists, **given)


def start_of(row: Assessment) -> dict[str, Any]:
    """An assessment as the form shows it."""
    names = ("countries", "level", "purposes", "methods", "starts", "ends", "comparative", "comparative_because")
    said = {name: getattr(row, name) for name in names}
    titles = {f"title_{lang}": row.title.get(lang, "") for lang in ("en", "az", "ru")}
    return said | titles | {"commissioner": str(row.commissioner_id), "earlier": str(row.earlier_id or "")}


class ToolForm(forms.Form):
    """Which published questionnaire the survey asks with; guide and criteria come with Dayaq."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    survey = forms.ChoiceField(
        label=_("Questionnaire"), help_text=_("What the survey starts from. A survey that is prepared already keeps its own.")
    )

    def __init__(self, data: Any = None, *, row: Assessment, offered: Iterable[tuple[str, str]]) -> None:
        super().__init__(data, initial={"version": row.version, "survey": row.instruments.get("survey", "")})
        self.fields["survey"].choices = [("", _("Choose")), *offered]  # type: ignore[attr-defined]  # a choice field


class EngageForm(forms.Form):
    """Somebody for the team."""

    user = forms.ChoiceField(label=_("Who"))
    role = forms.ChoiceField(label=_("As"), choices=named(rules.TEAM))
    since = DateField(label=_("Since"))

    def __init__(self, data: Any = None, *, people: Iterable[tuple[str, str]], **options: Any) -> None:
        super().__init__(data, **options)
        self.fields["user"].choices = [("", _("Choose")), *people]  # type: ignore[attr-defined]  # a choice field


class DismissForm(forms.Form):
    """The first day somebody no longer works on it."""

    until = DateField(label=_("Until (the first day without)"))

    def __init__(self, *args: Any, member: Member, **options: Any) -> None:
        super().__init__(*args, **options)
        self.member = member

    def clean_until(self) -> Any:
        """Not before it began."""
        if self.cleaned_data["until"] <= self.member.since:
            raise forms.ValidationError(_("This is before the work began."))
        return self.cleaned_data["until"]


class StepForm(forms.Form):
    """Days of a step."""

    started = DateField(label=_("Begun"), required=False)
    finished = DateField(label=_("Finished"), required=False)
    note = forms.CharField(label=_("Note"), max_length=500, required=False, widget=forms.Textarea({"rows": 2}))


class CircumstancesForm(forms.Form):
    """What no record can count; each with a note. The limitations of the report are written from it."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, row: Assessment) -> None:
        super().__init__(data, initial={"version": row.version})
        for code, text in rules.CIRCUMSTANCES.items():
            self.fields[code] = forms.BooleanField(label=_(text), required=False, initial=code in row.remarks)
            self.fields[f"{code}_note"] = forms.CharField(
                label=_("Note"), required=False, max_length=500, initial=row.remarks.get(code, "")
            )

    @property
    def pairs(self) -> list[tuple[Any, Any]]:
        """Each circumstance with its note."""
        return [(self[code], self[f"{code}_note"]) for code in rules.CIRCUMSTANCES]

    @property
    def said(self) -> dict[str, str]:
        """What is ticked or has a note."""
        given = self.cleaned_data
        return {code: given[f"{code}_note"] for code in rules.CIRCUMSTANCES if given[code] or given[f"{code}_note"]}


class PublicationForm(forms.Form):
    """The catalogue record of the printed report."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    reference = forms.CharField(label=_("Reference number"), max_length=60, required=False)
    pages = forms.IntegerField(label=_("Pages"), min_value=1, required=False)
    languages = Codes(label=_("Languages"), upper=False, required=False, help_text=_("Codes of two letters: en, az, ru."))
    uploaded = DateField(label=_("Published on"), required=False)

    def __init__(self, data: Any = None, *, row: Assessment) -> None:
        said = row.catalogue
        super().__init__(data, initial={**said, "version": row.version})
        for lang, name in LANGUAGES:
            self.fields[f"abstract_{lang}"] = forms.CharField(
                label=_("Abstract (%(language)s)") % {"language": name},
                required=False,
                max_length=4000,
                widget=forms.Textarea({"rows": 4}),
                initial=said.get("abstract", {}).get(lang, ""),
            )

    @property
    def publication(self) -> actions.Publication:
        """What was typed."""
        given = self.cleaned_data
        abstract = {lang: given[f"abstract_{lang}"] for lang, _name in LANGUAGES}
        names = ("reference", "pages", "languages", "uploaded")
        return actions.Publication(abstract=abstract, **{name: given[name] for name in names})
