"""Forms of labour inspection: employer, visit, sheet of a worker, outcome, mediation."""

from __future__ import annotations

from datetime import date, time
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from dayaq.core.pack import Pack
from dayaq.respond.casefile.forms import AGE_REASONS, ANY, NONE, UNDER_18, Choices, EventForm, items
from dayaq.respond.casefile.queries import label, language
from dayaq.respond.inspection import queries
from dayaq.ui.inputs import DateField

ANSWERS: Choices = [("", _("not asked")), ("yes", _("yes")), ("no", _("no")), ("unknown", _("does not know"))]
BECAUSE: Choices = [
    ("", _("no, it is planned")),
    ("rule_not_known", _("the rule was not known")),
    ("danger", _("people were in danger")),
    ("order", _("it was ordered")),
]


def pick(words: Any, choices: Choices, *, required: bool = True, radio: bool = False, hint: Any = "") -> forms.ChoiceField:
    """A list to choose one from."""
    listed = choices if radio or choices[0][0] == "" else [NONE, *choices]
    widget = forms.RadioSelect({"class": "inline"}) if radio else forms.Select
    return forms.ChoiceField(label=words, choices=listed, required=required, widget=widget, help_text=hint)


class Dated(EventForm):
    """An event form whose own fields come first."""

    def place(self, **fields: forms.Field) -> None:
        """Put the fields before the day."""
        for name, field in fields.items():
            self.fields[name] = field
        self.order_fields([*fields, "day", "clock"])


class EmployerForm(forms.Form):
    """A firm or a private home; the employer is named, the workers are not."""

    def __init__(self, *args: Any, pack: Pack, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["name"] = forms.CharField(label=_("Name of the employer"), max_length=200)
        self.fields["registered"] = pick(_("Registered firm?"), [("yes", _("yes")), ("no", _("no"))], radio=True)
        self.fields["register_number"] = forms.CharField(label=_("Number in the register"), max_length=40, required=False)
        self.fields["private_home"] = forms.BooleanField(label=_("A private home"), required=False)
        self.fields["sector"] = pick(_("Sector"), items(pack, "sector"), required=False)
        self.fields["place"] = forms.CharField(label=_("Where"), max_length=200, required=False)


class PlanForm(Dated):
    """A visit: its day may lie ahead; what happened already although the law forbids it is kept with its reason."""

    def __init__(self, *args: Any, pack: Pack, **options: Any) -> None:
        super().__init__(*args, pack=pack, **options)
        bodies = [(code, label(pack, f"bodies.{code}")) for code, body in pack.bodies.items() if body.state or body.type.startswith("ngo")]
        self.place(
            kind=pick(_("Kind of visit"), items(pack, "visit_kind"), radio=True),
            notice_day=DateField(label=_("Notice given on"), required=False),
            permission=pick(_("Permission"), items(pack, "permission_answer"), radio=True),
            joint_with=forms.MultipleChoiceField(
                label=_("Joint with"), choices=bodies, required=False, widget=forms.CheckboxSelectMultiple({"class": "inline"})
            ),
            happened=pick(_("Did it happen already although it may not?"), BECAUSE, required=False),
        )
        self.fields["permission"].initial = "not_needed"

    def clean(self) -> dict[str, Any]:
        """The day of the visit may lie ahead; the notice is a day."""
        cleaned = forms.Form.clean(self) or {}
        day, clock, notice = cleaned.get("day"), cleaned.get("clock"), cleaned.get("notice_day")
        if isinstance(day, date) and isinstance(clock, time):
            cleaned["at"] = self.pack.calendar.at_wall(day, clock)
        cleaned["notice_at"] = self.pack.calendar.at_wall(notice, time(9)) if isinstance(notice, date) else None
        return cleaned


class StepForm(Dated):
    """What happened with a visit: permission answered, held."""

    def __init__(self, *args: Any, pack: Pack, **options: Any) -> None:
        super().__init__(*args, pack=pack, **options)
        steps = [("notice", _("notice was given")), ("asked", _("permission was asked for")), ("granted", _("permission was given"))]
        steps += [("refused", _("permission was refused")), ("held", _("the visit was held"))]
        self.place(
            what=pick(_("What happened?"), steps, radio=True),
            workers=forms.IntegerField(label=_("If held: how many workers were met?"), min_value=0, max_value=9999, required=False),
            because=pick(_("If it may not have been held: why was it?"), BECAUSE, required=False),
            version=forms.IntegerField(widget=forms.HiddenInput),
        )


class SheetForm(Dated):
    """One worker, no name: the rights of workers and the country's indicators on one page."""

    def __init__(self, *args: Any, pack: Pack, **options: Any) -> None:
        super().__init__(*args, pack=pack, **options)
        self.rights = dict(queries.file().rights)
        self.items = dict(queries.items())
        asked = {f"right_{code}": self.question(right.ask) for code, right in self.rights.items()}
        found = {f"item_{code}": self.question(item.label) for code, item in self.items.items()}
        self.place(
            sex=pick(_("Sex"), items(pack, "sex"), required=False),
            language=pick(_("Language"), items(pack, "language", without=""), required=False),
            **asked,
            **found,
        )

    @staticmethod
    def question(text: Any) -> forms.ChoiceField:
        """One question with its answers."""
        words = text.get(language()) or next(iter(text.values()))
        return pick(words, ANSWERS, required=False, radio=True)

    def said(self, kind: str) -> dict[str, str]:
        """Answers given, by code."""
        found = {name.removeprefix(f"{kind}_"): value for name, value in self.cleaned_data.items() if name.startswith(f"{kind}_")}
        return {code: value for code, value in found.items() if value}


class OutcomeForm(Dated):
    """What came of a visit."""

    def __init__(self, *args: Any, pack: Pack, **options: Any) -> None:
        super().__init__(*args, pack=pack, **options)
        self.place(
            outcome=pick(_("Outcome"), items(pack, "visit_outcome"), radio=True),
            reason=pick(_("If a labour dispute: why nothing more?"), items(pack, "dispute_reason", without=""), required=False),
            words=forms.CharField(label=_("Reasons in words"), required=False, max_length=4000, widget=forms.Textarea({"rows": 4})),
            version=forms.IntegerField(widget=forms.HiddenInput),
        )


class ScreenForm(Dated):
    """The worker agreed: the two questions a case cannot be opened without."""

    def __init__(self, *args: Any, pack: Pack, **options: Any) -> None:
        super().__init__(*args, pack=pack, **options)
        self.place(
            under_18=pick(_("Could this person be under 18?"), UNDER_18, radio=True),
            under_18_reason=forms.ChoiceField(label=_("If no: what does the answer rest on?"), choices=AGE_REASONS, required=False),
            version=forms.IntegerField(widget=forms.HiddenInput),
        )

    def clean(self) -> dict[str, Any]:
        """ "No" about the age needs its reason."""
        cleaned = super().clean()
        if cleaned.get("under_18") == "no" and not cleaned.get("under_18_reason"):
            self.add_error("under_18_reason", ValidationError(_("Say what the answer rests on."), code="required"))
        return cleaned


class InformationForm(Dated):
    """What was learned about a place that may not be visited."""

    def __init__(self, *args: Any, pack: Pack, **options: Any) -> None:
        super().__init__(*args, pack=pack, **options)
        self.place(
            region=pick(_("Region"), items(pack, "region", without="")),
            text=forms.CharField(
                label=_("What is known about the place"),
                max_length=4000,
                widget=forms.Textarea({"rows": 6}),
                help_text=_("No names of workers."),
            ),
        )


class MediationForm(Dated):
    """Unpaid wages are asked back."""

    def __init__(self, *args: Any, pack: Pack, **options: Any) -> None:
        super().__init__(*args, pack=pack, **options)
        bodies = [("", _("nobody else")), *((code, label(pack, f"bodies.{code}")) for code, body in pack.bodies.items() if body.state)]
        self.place(
            workers=forms.IntegerField(label=_("For how many workers"), min_value=1, max_value=9999, initial=1),
            amount=forms.DecimalField(label=_("Claimed"), min_value=0, max_digits=14, decimal_places=2),
            with_body=pick(_("Together with"), bodies, required=False),
        )


class MediateForm(Dated):
    """A step of a mediation."""

    def __init__(self, *args: Any, pack: Pack, **options: Any) -> None:
        super().__init__(*args, pack=pack, **options)
        self.place(
            kind=pick(_("Step"), items(pack, "mediation_step"), radio=True),
            amount=forms.DecimalField(label=_("Amount"), min_value=0, max_digits=14, decimal_places=2, required=False),
            channel=pick(_("How"), items(pack, "mediation_channel"), required=False),
            ends=forms.BooleanField(label=_("The mediation is over"), required=False),
        )


class FilterForm(forms.Form):
    """Filters of the list of visits."""

    def __init__(self, data: Any, *, pack: Pack) -> None:
        super().__init__(data)
        self.fields["text"] = forms.CharField(label=_("Employer"), max_length=60, required=False)
        self.fields["kind"] = forms.ChoiceField(label=_("Kind of visit"), choices=[ANY, *items(pack, "visit_kind")], required=False)
        self.fields["outcome"] = forms.ChoiceField(label=_("Outcome"), choices=[ANY, *items(pack, "visit_outcome")], required=False)
        states = [ANY, ("open", _("open")), ("closed", _("closed"))]
        self.fields["state"] = forms.ChoiceField(label=_("State"), choices=states, required=False)
