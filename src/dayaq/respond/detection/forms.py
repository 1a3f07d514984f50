"""Forms of detection: what was typed, read and explained."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from dayaq.core.pack import Pack
from dayaq.respond.casefile.forms import ANY, NONE, UNDER_18, EventForm, items
from dayaq.respond.casefile.queries import label, language
from dayaq.respond.detection.actions import NewAgeAssessment, NewBestInterest, NewEvent
from dayaq.respond.detection.queries import age_rule, step_choices
from dayaq.respond.detection.rules.sheet import COLUMNS, PERSON, Line
from dayaq.ui.inputs import DateField

INLINE = {"class": "inline"}
MOST = 200
ROWS = 20
HEADS = {
    "given_name": _("Given name"),
    "family_name": _("Family name"),
    "sex": _("Sex"),
    "age": _("Age or year of birth"),
    "nationality": _("Nationality"),
    "language": _("Language"),
    "what": _("Met as"),
}
ANSWERS = [("yes", _("yes")), ("no", _("no")), ("unknown", _("not known"))]
CONSENTS = [("person", _("the person")), ("guardian", _("the guardian"))]
KINDS = [ANY, ("proactive", _("on own initiative")), ("reactive", _("after a report"))]
STATES = [ANY, ("new", _("not assessed yet")), ("open", _("assessed, no result yet")), ("settled", _("with a result"))]


def chosen(pack: Pack, name: str, words: Any, *, required: bool = True, radio: bool = False) -> forms.ChoiceField:
    """One word of a list of the pack."""
    listed = items(pack, name, without="")
    choices = listed if radio else [NONE, *listed]
    return forms.ChoiceField(label=words, choices=choices, required=required, widget=forms.RadioSelect if radio else forms.Select)


def several(pack: Pack, name: str, words: Any, *, required: bool = True, hint: Any = "") -> forms.MultipleChoiceField:
    """Several words of a list of the pack."""
    return forms.MultipleChoiceField(
        label=words, choices=items(pack, name, without=""), required=required, widget=forms.CheckboxSelectMultiple, help_text=hint
    )


def bodies(pack: Pack) -> list[tuple[str, str]]:
    """Bodies of the mechanism by their names."""
    rows = [(code, label(pack, f"bodies.{code}")) for code, body in pack.bodies.items() if body.in_mechanism]
    return sorted(rows, key=lambda row: row[1])


def words_field(words: Any, *, rows: int = 5, required: bool = False) -> forms.CharField:
    """A text in words."""
    return forms.CharField(label=words, max_length=20000, required=required, widget=forms.Textarea({"rows": rows}))


class NewEventForm(EventForm):
    """A raid or stop: way, when, region, who took part, how many people."""

    def __init__(self, *args: Any, pack: Pack, **options: Any) -> None:
        super().__init__(*args, pack=pack, **options)
        self.fields["way"] = chosen(pack, "event_source", _("How were the people met?"))
        self.fields["region"] = chosen(pack, "region", _("Region"))
        self.fields["agencies"] = forms.MultipleChoiceField(
            label=_("Bodies that took part"), choices=bodies(pack), required=False, widget=forms.SelectMultiple({"size": 6})
        )
        self.fields["persons_met"] = forms.IntegerField(
            label=_("How many people were met?"),
            required=False,
            min_value=0,
            max_value=5000,
            widget=forms.TextInput({"inputmode": "numeric"}),
        )
        hint = _("Address or description. Read only by people who may read what happened.")
        self.fields["place"] = forms.CharField(label=_("Where exactly?"), required=False, max_length=200, help_text=hint)
        self.fields["text"] = words_field(_("What was found"))
        self.order_fields(["way", "day", "clock", "region", "agencies", "persons_met", "place", "text"])

    @property
    def new(self) -> NewEvent:
        """The event as it was typed."""
        given = {name: self.cleaned_data[name] for name in ("way", "region", "persons_met", "place", "text")}
        return NewEvent(**given, agencies=tuple(self.cleaned_data["agencies"]), language=language())


class AccountForm(EventForm):
    """Place and account, added later."""

    place = forms.CharField(label=_("Where exactly?"), required=False, max_length=200)
    text = words_field(_("What was found"), required=True)
    field_order = ["place", "text", "day", "clock"]


class EventFilter(forms.Form):
    """Filters of the list of events."""

    def __init__(self, *args: Any, pack: Pack, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["way"] = forms.ChoiceField(label=_("Way"), choices=[ANY, *items(pack, "event_source", without="")], required=False)
        self.fields["kind"] = forms.ChoiceField(label=_("Initiative"), choices=KINDS, required=False)
        self.fields["year"] = forms.CharField(
            label=_("Year"), required=False, max_length=4, widget=forms.TextInput({"inputmode": "numeric"})
        )


class SignalFilter(forms.Form):
    """Filters of the list of information."""

    def __init__(self, *args: Any, pack: Pack, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["about"] = forms.ChoiceField(label=_("About"), choices=[ANY, *items(pack, "signal_about", without="")], required=False)
        self.fields["state"] = forms.ChoiceField(label=_("State"), choices=STATES, required=False)


# --- the sheet ---------------------------------------------------------------------------------------------------------


def lines_of(data: QueryDict) -> list[Line]:
    """Lines posted by the grid, in the order of the page; empty ones are left out."""
    lines = []
    for place in range(1, MOST + 1):
        given = {name: data.get(f"{name}-{place}", "").strip() for name in COLUMNS}
        number = data.get(f"number-{place}", "").strip()
        if any(value for name, value in given.items() if name != "what") or given["what"] not in {"", PERSON}:
            given["what"] = given["what"] or PERSON
            lines.append(Line(int(number) if number.isdigit() and len(number) < 6 else place, **given))
    return lines


def grid(lines: list[Line], faults: Mapping[int, Mapping[str, Any]], pack: Pack, *, first: int) -> list[dict[str, Any]]:
    """Rows of the grid: what was typed with its faults, then empty lines to go on typing."""
    rows = [grid_row(place, line, faults.get(line.number, {}), pack) for place, line in enumerate(lines, 1)]
    start = max([first, *(line.number + 1 for line in lines)])
    empty = max(ROWS - len(rows), 1 if len(rows) < MOST else 0)
    return rows + [grid_row(len(rows) + 1 + n, Line(start + n), {}, pack) for n in range(empty)]


def grid_row(place: int, line: Line, faults: Mapping[str, Any], pack: Pack) -> dict[str, Any]:
    """One row: number, fields with label and value, faults."""
    roles = [(PERSON, _("person")), *((code, text) for code, text in items(pack, "suspect_role", without=""))]
    fields = [
        {"name": f"{name}-{place}", "head": head, "value": getattr(line, name), "fault": faults.get(name), "column": name}
        for name, head in HEADS.items()
    ]
    return {"place": place, "number": line.number, "fields": fields, "roles": roles, "faults": list(faults.values()), "role": line.what}


class PasteForm(forms.Form):
    """Lines from a spreadsheet."""

    paste = forms.CharField(
        label=_("Paste lines from a spreadsheet"),
        required=False,
        strip=False,
        max_length=60000,
        widget=forms.Textarea({"rows": 4, "wrap": "off"}),
        help_text=_("Columns in this order: given name, family name, sex, age or year of birth, nationality, language."),
    )


class SuspectForm(EventForm):
    """Somebody suspected of exploiting the others."""

    given_name = forms.CharField(label=_("Given name"), required=False, max_length=120)
    family_name = forms.CharField(label=_("Family name"), required=False, max_length=120)

    def __init__(self, *args: Any, pack: Pack, **options: Any) -> None:
        super().__init__(*args, pack=pack, **options)
        self.fields["role"] = chosen(pack, "suspect_role", _("Role"))
        self.fields["sex"] = chosen(pack, "sex", _("Sex"), required=False)
        self.fields["age_band"] = chosen(pack, "age_band", _("Age"), required=False)
        self.fields["statement"] = words_field(_("What this person said"))


class TurnForm(EventForm):
    """Why somebody is seen in another role."""

    def __init__(self, *args: Any, pack: Pack, **options: Any) -> None:
        super().__init__(*args, pack=pack, **options)
        self.fields["reason"] = chosen(pack, "turned_why", _("Why?"), radio=True)
        self.order_fields(["reason", "day", "clock"])


class HandForm(forms.Form):
    """Which unit an event is handed to."""

    def __init__(self, *args: Any, units: list[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["unit"] = forms.ChoiceField(label=_("Unit that receives it"), choices=units, widget=forms.RadioSelect)


# --- information and checks --------------------------------------------------------------------------------------------


class NewSignalForm(EventForm):
    """Information without anybody's identity."""

    def __init__(self, *args: Any, pack: Pack, **options: Any) -> None:
        super().__init__(*args, pack=pack, **options)
        self.fields["about"] = chosen(pack, "signal_about", _("What is it about?"))
        self.fields["source"] = chosen(pack, "referral_source", _("Who gave it?"))
        self.fields["region"] = chosen(pack, "region", _("Region"))
        self.fields["text"] = words_field(_("What was reported"), required=True)
        self.fields["text"].help_text = _("Place, wording, number plate, telephone number. No name of a person who may be a victim.")
        self.order_fields(["about", "source", "region", "text", "day", "clock"])


class AssessForm(EventForm):
    """What the information calls for, or what came of it."""

    def __init__(self, *args: Any, pack: Pack, settle: bool, **options: Any) -> None:
        super().__init__(*args, pack=pack, **options)
        name, words = ("signal_result", _("What came of it?")) if settle else ("signal_assessment", _("What does it call for?"))
        self.fields["word"] = chosen(pack, name, words, radio=True)
        self.order_fields(["word", "day", "clock"])


class PlanForm(forms.Form):
    """A check that is planned."""

    def __init__(self, *args: Any, pack: Pack, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["way"] = chosen(pack, "event_source", _("What is checked?"))
        self.fields["region"] = chosen(pack, "region", _("Region"))
        self.fields["planned_for"] = DateField(label=_("Planned for"), required=False)
        self.fields["agencies"] = forms.MultipleChoiceField(
            label=_("Bodies that take part"), choices=bodies(pack), required=False, widget=forms.SelectMultiple({"size": 6})
        )


class DoneForm(EventForm):
    """A check that was done."""

    def __init__(self, *args: Any, pack: Pack, **options: Any) -> None:
        super().__init__(*args, pack=pack, **options)
        self.fields["result"] = chosen(pack, "signal_result", _("Result"), radio=True)
        self.fields["persons_met"] = forms.IntegerField(
            label=_("How many people were met?"),
            required=False,
            min_value=0,
            max_value=5000,
            widget=forms.TextInput({"inputmode": "numeric"}),
        )
        self.order_fields(["result", "persons_met", "day", "clock"])


# --- street children and the child's path ------------------------------------------------------------------------------


class FoundForm(EventForm):
    """A child found in the street whose case is opened with it."""

    def __init__(self, *args: Any, pack: Pack, **options: Any) -> None:
        super().__init__(*args, pack=pack, **options)
        self.fields["sex"] = chosen(pack, "sex", _("Sex"), required=False)
        self.fields["under_18"] = forms.ChoiceField(
            label=_("Could this person be under 18?"), choices=UNDER_18[:2], widget=forms.RadioSelect(INLINE), initial="yes"
        )
        self.order_fields(["day", "clock", "sex", "under_18"])


class QuestionsForm(EventForm):
    """The quick questions; nothing is decided by them."""

    def __init__(self, *args: Any, pack: Pack, **options: Any) -> None:
        super().__init__(*args, pack=pack, **options)
        self.codes = [code for code, _text in items(pack, "street_question", without="")]
        for code, text in items(pack, "street_question", without=""):
            self.fields[f"q_{code}"] = forms.ChoiceField(label=text, choices=ANSWERS, widget=forms.RadioSelect(INLINE))
        self.order_fields([*(f"q_{code}" for code in self.codes), "day", "clock"])

    @property
    def answers(self) -> dict[str, str]:
        """Answers by the code of the question."""
        return {code: self.cleaned_data[f"q_{code}"] for code in self.codes}


class StreetEndForm(EventForm):
    """How a stop ended, and why it took longer if it did."""

    def __init__(self, *args: Any, pack: Pack, **options: Any) -> None:
        super().__init__(*args, pack=pack, **options)
        self.fields["outcome"] = chosen(pack, "street_outcome", _("How did it end?"), radio=True)
        self.fields["late_reason"] = chosen(pack, "street_late", _("If it took longer than the term: why?"), required=False)
        self.order_fields(["outcome", "late_reason", "day", "clock"])


class BestInterestForm(EventForm):
    """A decision on the best interest of the child."""

    def __init__(self, *args: Any, pack: Pack, **options: Any) -> None:
        super().__init__(*args, pack=pack, **options)
        self.fields["about"] = chosen(pack, "best_interest_about", _("What is decided?"))
        self.fields["heard"] = chosen(pack, "child_heard", _("How was the child's view heard?"))
        self.fields["view"] = words_field(_("The child's view, in its own words"), rows=3)
        self.fields["factors"] = several(pack, "child_factor", _("What was weighed?"))
        self.fields["present"] = several(pack, "present", _("Who took part?"), required=False)
        self.fields["outcome"] = chosen(pack, "best_interest_outcome", _("Outcome"), radio=True)
        self.fields["reasons"] = words_field(_("Reasons"), required=True)
        self.fields["review_on"] = DateField(label=_("Looked at again on"))
        order = ["about", "heard", "view", "factors", "present", "outcome", "reasons", "review_on", "day", "clock"]
        self.order_fields(order)

    @property
    def new(self) -> NewBestInterest:
        """The decision as it was typed."""
        given: dict[str, Any] = {name: self.cleaned_data[name] for name in ("about", "heard", "view", "outcome", "reasons", "review_on")}
        given |= {name: tuple(self.cleaned_data[name]) for name in ("factors", "present")}
        return NewBestInterest(**given, language=language())


class ChildStepForm(EventForm):
    """A step for a child; a patron or a programme is named."""

    def __init__(self, *args: Any, pack: Pack, **options: Any) -> None:
        super().__init__(*args, pack=pack, **options)
        self.fields["kind"] = chosen(pack, "child_step", _("Step"), radio=True)
        hint = _("For a patron or a programme.")
        self.fields["detail"] = forms.ChoiceField(
            label=_("Which one?"), choices=[NONE, *step_choices(pack)], required=False, help_text=hint
        )
        self.order_fields(["kind", "detail", "day", "clock"])


class AgeForm(EventForm):
    """An assessment of age with its margin."""

    youngest = forms.IntegerField(label=_("Youngest age the result allows"), required=False, min_value=0, max_value=120)
    oldest = forms.IntegerField(label=_("Oldest age the result allows"), required=False, min_value=0, max_value=120)

    def __init__(self, *args: Any, pack: Pack, **options: Any) -> None:
        super().__init__(*args, pack=pack, **options)
        rule = age_rule(pack)
        allowed = [pair for pair in items(pack, "age_method", without="") if rule is None or pair[0] in rule.methods]
        self.fields["methods"] = forms.MultipleChoiceField(label=_("Methods"), choices=allowed, widget=forms.CheckboxSelectMultiple)
        self.fields["consent"] = forms.MultipleChoiceField(
            label=_("Who agreed?"), choices=CONSENTS, required=False, widget=forms.CheckboxSelectMultiple
        )
        self.order_fields(["methods", "consent", "youngest", "oldest", "day", "clock"])

    def clean(self) -> dict[str, Any]:
        """Both ages, or neither."""
        cleaned = super().clean()
        if (cleaned.get("youngest") is None) != (cleaned.get("oldest") is None):
            self.add_error("oldest", ValidationError(_("Give both ages, or neither."), code="incomplete"))
        return cleaned

    @property
    def new(self) -> NewAgeAssessment:
        """The assessment as it was typed."""
        given = self.cleaned_data
        return NewAgeAssessment(
            methods=tuple(given["methods"]), consent=tuple(given["consent"]), youngest=given["youngest"], oldest=given["oldest"]
        )


# --- roles in proceedings ----------------------------------------------------------------------------------------------


class RoleForm(EventForm):
    """A role in proceedings from a day on."""

    def __init__(self, *args: Any, pack: Pack, **options: Any) -> None:
        super().__init__(*args, pack=pack, **options)
        self.fields["role"] = chosen(pack, "legal_role", _("Role"), radio=True)
        self.fields["reason"] = chosen(pack, "turned_why", _("Why did it change?"), required=False)
        self.order_fields(["role", "reason", "day", "clock"])


class CoercionForm(EventForm):
    """The questions on coercion, the result, who was told."""

    def __init__(self, *args: Any, pack: Pack, **options: Any) -> None:
        super().__init__(*args, pack=pack, **options)
        asked = items(pack, "coerced_question", without="")
        self.codes = [code for code, _text in asked]
        for code, text in asked:
            self.fields[f"q_{code}"] = forms.ChoiceField(label=text, choices=ANSWERS, widget=forms.RadioSelect(INLINE))
        self.fields["result"] = chosen(pack, "coerced_result", _("Result"), radio=True)
        self.fields["told"] = several(pack, "told_whom", _("Who was told?"))
        self.order_fields([*(f"q_{code}" for code in self.codes), "result", "told", "day", "clock"])

    @property
    def answers(self) -> dict[str, str]:
        """Answers by the code of the question."""
        return {code: self.cleaned_data[f"q_{code}"] for code in self.codes}
