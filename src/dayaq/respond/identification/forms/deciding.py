"""Forms of the decision, of its review, of another way after a no, and of votes."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from dayaq.core.pack import Pack
from dayaq.respond.casefile.forms import NONE, EventForm, items
from dayaq.respond.casefile.queries import Case, label, language
from dayaq.respond.identification.actions import NewDecision

FINDINGS = [("yes", _("found")), ("no", _("not found")), ("unknown", _("not known"))]
OUTCOMES = [("positive", _("positive: a victim of trafficking")), ("negative", _("negative: not found to be a victim"))]
REVIEW_OUTCOMES = [
    ("upheld", _("the decision stands")),
    ("changed", _("the decision has to be made anew")),
    ("refused", _("the request is refused")),
]
CAST = [("yes", _("yes, a victim of trafficking")), ("no", _("no")), ("abstain", _("I abstain"))]
ASKERS = [("person", _("the person")), ("guardian", _("guardian")), ("lawyer", _("lawyer")), ("ngo", _("organisation that helps"))]


class DecisionForm(EventForm):
    """What the deciding person found, in the own judgement; nothing is filled in from the screening."""

    field_order = [
        "outcome",
        "act",
        "means",
        "purpose",
        "reason_code",
        "exploitation",
        "route",
        "text",
        "language",
        "day",
        "clock",
        "from_paper",
    ]

    def __init__(self, *args: Any, pack: Pack, case: Case, child: bool, **options: Any) -> None:
        start = {"exploitation": case.exploitation, "route": case.route, "language": language()}
        super().__init__(*args, pack=pack, initial=start, **options)
        means = [*FINDINGS, ("not_required", _("not needed for a child"))] if child else FINDINGS
        for name, words, choices in (("act", _("Act"), FINDINGS), ("means", _("Means"), means), ("purpose", _("Purpose"), FINDINGS)):
            self.fields[name] = forms.ChoiceField(label=words, choices=choices, widget=forms.RadioSelect({"class": "inline"}))
        self.fields["outcome"] = forms.ChoiceField(label=_("Decision"), choices=OUTCOMES, widget=forms.RadioSelect)
        self.fields["reason_code"] = forms.ChoiceField(
            label=_("Main reason of a negative decision"), choices=[NONE, *items(pack, "negative_reason", without="")], required=False
        )
        for name, words in (("exploitation", _("Exploitation")), ("route", _("Where it took place"))):
            self.fields[name] = forms.ChoiceField(label=words, choices=[NONE, *items(pack, name, without="")])
        self.fields["text"] = forms.CharField(label=_("Reasons in words"), max_length=20000, widget=forms.Textarea({"rows": 8}))
        self.fields["language"] = forms.ChoiceField(label=_("Language of the reasons"), choices=items(pack, "language"))
        hint = _("Then the paper may leave an element open.")
        self.fields["from_paper"] = forms.BooleanField(label=_("Made earlier on paper and entered now"), required=False, help_text=hint)
        self.order_fields(self.field_order)

    def clean(self) -> dict[str, Any]:
        """A no names its main reason."""
        cleaned = super().clean()
        if cleaned.get("outcome") == "negative" and not cleaned.get("reason_code"):
            self.add_error("reason_code", ValidationError(_("Choose the main reason."), code="required"))
        return cleaned

    @property
    def new(self) -> NewDecision:
        """The decision as it was typed."""
        given = self.cleaned_data
        names = ("act", "means", "purpose", "reason_code", "exploitation", "route", "language", "from_paper")
        return NewDecision(positive=given["outcome"] == "positive", reasons=given["text"], **{name: given[name] for name in names})


class ReviewForm(EventForm):
    """Who asks for a review, and why."""

    field_order = ["asked_by", "ground", "day", "clock"]

    def __init__(self, *args: Any, pack: Pack, **options: Any) -> None:
        super().__init__(*args, pack=pack, **options)
        rule = pack.process.identification.review
        grounds = [(code, label(pack, f"codes.review_ground.{code}")) for code in (rule.grounds if rule else ())]
        self.fields["asked_by"] = forms.ChoiceField(label=_("Who asks?"), choices=ASKERS, widget=forms.RadioSelect)
        self.fields["ground"] = forms.ChoiceField(label=_("Ground"), choices=grounds, widget=forms.RadioSelect)
        self.order_fields(self.field_order)


class ReviewedForm(EventForm):
    """What became of a review."""

    outcome = forms.ChoiceField(label=_("What is decided?"), choices=REVIEW_OUTCOMES, widget=forms.RadioSelect)
    field_order = ["outcome", "day", "clock"]


class AgainForm(EventForm):
    """Another way after a no: who takes it, and why."""

    field_order = ["asked_by", "ground", "day", "clock"]

    def __init__(self, *args: Any, pack: Pack, **options: Any) -> None:
        super().__init__(*args, pack=pack, **options)
        self.fields["asked_by"] = forms.ChoiceField(label=_("Who asks?"), choices=ASKERS, widget=forms.RadioSelect)
        self.fields["ground"] = forms.ChoiceField(label=_("Ground"), choices=items(pack, "review_ground"), widget=forms.RadioSelect)
        self.order_fields(self.field_order)


class VoteForm(EventForm):
    """A member's vote."""

    view = forms.ChoiceField(label=_("Your vote"), choices=CAST, widget=forms.RadioSelect)
    field_order = ["view", "day", "clock"]
