"""Forms of identification: a step, the decision, telling the person, review, comment, removal."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from dayaq.core.pack import Pack
from dayaq.respond.casefile.forms import NONE, EventForm, countries, items
from dayaq.respond.casefile.queries import Case, label, language
from dayaq.respond.identification.access import LIFTED_WHY, REMOVED_WHY
from dayaq.respond.identification.actions import NewDecision, NewRecognition, Told
from dayaq.respond.identification.actions.telling import METHODS
from dayaq.respond.screening.forms import SittingForm
from dayaq.ui.inputs import DateField
from dayaq.ui.templatetags.dayaq import say

FINDINGS = [("yes", _("found")), ("no", _("not found")), ("unknown", _("not known"))]
METHOD_WORDS = dict(zip(METHODS, [_("spoken"), _("through an interpreter"), _("in writing"), _("in sign language")], strict=True))
VIEWS = [("supports", _("supports that the person is a victim")), ("doubts", _("doubts it")), ("not_enough", _("does not know enough"))]
OUTCOMES = [("positive", _("positive: a victim of trafficking")), ("negative", _("negative: not found to be a victim"))]
REVIEW_OUTCOMES = [
    ("upheld", _("the decision stands")),
    ("changed", _("the decision has to be made anew")),
    ("refused", _("the request is refused")),
]
CAST = [("yes", _("yes, a victim of trafficking")), ("no", _("no")), ("abstain", _("I abstain"))]
ASKERS = [("person", _("the person")), ("guardian", _("guardian")), ("lawyer", _("lawyer")), ("ngo", _("organisation that helps"))]


class StepForm(SittingForm):
    """When a step began; with a child also who stands by it."""

    def __init__(self, *args: Any, pack: Pack, child: bool, **options: Any) -> None:
        super().__init__(*args, pack=pack, child=child, **options)
        for name in ("language", "interpreter", "alone_because"):
            self.fields.pop(name, None)
        if not child:
            del self.fields["present"]

    @property
    def company(self) -> dict[str, Any]:
        """Who was present, and why others were not needed."""
        absences = {code: self.cleaned_data.get(f"absent_{code}", "") for code in self.people}
        return {"present": tuple(self.cleaned_data.get("present", ())), "absences": {code: why for code, why in absences.items() if why}}


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


class TellForm(EventForm):
    """How the person was told."""

    field_order = ["language", "method", "understood", "day", "clock"]

    def __init__(self, *args: Any, pack: Pack, case: Case, **options: Any) -> None:
        super().__init__(*args, pack=pack, **options)
        own = [(code, label(pack, f"codes.language.{code}")) for code in case.languages]
        others = [pair for pair in items(pack, "language", without="") if pair[0] not in case.languages]
        grouped = [(_("languages of the person"), own), (_("others"), others)] if own else others
        self.fields["language"] = forms.ChoiceField(label=_("In which language?"), choices=[NONE, *grouped])
        self.fields["method"] = forms.ChoiceField(label=_("How?"), choices=list(METHOD_WORDS.items()), widget=forms.RadioSelect)
        self.fields["understood"] = forms.ChoiceField(
            label=_("Did the person understand?"),
            choices=[("yes", _("yes")), ("no", _("no"))],
            widget=forms.RadioSelect({"class": "inline"}),
        )
        self.order_fields(self.field_order)

    def told(self, about: str, decision: Any = None) -> Told:
        """The notice as it was typed."""
        given = self.cleaned_data
        return Told(
            language=given["language"], method=given["method"], understood=given["understood"] == "yes", about=about, decision=decision
        )


class PresumeForm(TellForm):
    """Reasonable grounds, and the notice of reflection if it is given at once."""

    def __init__(self, *args: Any, pack: Pack, case: Case, reflection: bool, **options: Any) -> None:
        super().__init__(*args, pack=pack, case=case, **options)
        if not reflection:
            for name in ("language", "method", "understood"):
                del self.fields[name]
            return
        self.fields["now"] = forms.BooleanField(label=_("The person was told of the reflection period at the same time"), required=False)
        for name in ("language", "method", "understood"):
            self.fields[name].required = False
        self.order_fields(["now", *self.field_order])

    def clean(self) -> dict[str, Any]:
        """Told means told how."""
        cleaned = super().clean()
        if cleaned.get("now"):
            for name in ("language", "method", "understood"):
                if not cleaned.get(name):
                    self.add_error(name, ValidationError(_("Say how the person was told."), code="required"))
        return cleaned


class ReasonForm(EventForm):
    """A step that needs one reason from a list."""

    field_order = ["reason", "day", "clock"]
    reasons = REMOVED_WHY
    words = _("Why?")

    def __init__(self, *args: Any, pack: Pack, **options: Any) -> None:
        super().__init__(*args, pack=pack, **options)
        choices = [(code, say(text)) for code, text in self.reasons.items()]
        self.fields["reason"] = forms.ChoiceField(label=self.words, choices=choices, widget=forms.RadioSelect)
        self.order_fields(self.field_order)


class LiftForm(ReasonForm):
    """Why a hold ends."""

    reasons = LIFTED_WHY


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


class CommentForm(EventForm):
    """What the organisation that referred observed."""

    view = forms.ChoiceField(label=_("Your organisation"), choices=VIEWS, widget=forms.RadioSelect)
    attended = forms.BooleanField(label=_("We were at the interview"), required=False)
    text = forms.CharField(label=_("What you observed"), max_length=20000, widget=forms.Textarea({"rows": 6}))
    field_order = ["view", "attended", "text", "day", "clock"]


class RemovalForm(EventForm):
    """Which body plans the removal, and since when the time to leave runs."""

    field_order = ["body", "day", "clock", "since_day", "since_clock"]

    def __init__(self, *args: Any, pack: Pack, **options: Any) -> None:
        super().__init__(*args, pack=pack, **options)
        bodies = [(code, label(pack, f"bodies.{code}")) for code, body in pack.bodies.items() if body.state and body.in_mechanism]
        self.fields["body"] = forms.ChoiceField(label=_("Which body plans it?"), choices=[NONE, *bodies])
        hint = _("The day it was found that the stay is irregular, if known.")
        self.fields["since_day"] = DateField(label=_("The time to leave runs since"), required=False, help_text=hint)
        self.fields["since_clock"] = forms.TimeField(
            label=_("Time of that"), required=False, widget=forms.TimeInput({"inputmode": "numeric", "maxlength": 5})
        )
        self.order_fields(self.field_order)

    def clean(self) -> dict[str, Any]:
        """The time to leave starts with a day and a time, before the request."""
        cleaned = super().clean()
        day, clock = cleaned.get("since_day"), cleaned.get("since_clock")
        if bool(day) != bool(clock):
            self.add_error("since_day", ValidationError(_("Give the day and the time, or neither."), code="incomplete"))
        elif day and clock:
            cleaned["since"] = self.pack.calendar.at_wall(day, clock)
            if cleaned.get("at") and cleaned["since"] > cleaned["at"]:
                self.add_error("since_day", ValidationError(_("This is after the removal was asked for."), code="order"))
        return cleaned


class CheckForm(forms.Form):
    """A code on a person's card; posted, so that it stands in no address."""

    code = forms.CharField(label=_("Code on the person's card"), max_length=20)


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


class StayForm(EventForm):
    """A term to leave that began."""

    def __init__(self, *args: Any, pack: Pack, terms: list[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, pack=pack, **options)
        self.fields["kind"] = forms.ChoiceField(label=_("Which term runs?"), choices=terms, widget=forms.RadioSelect)
        self.order_fields(["kind", "day", "clock"])


class StayEndForm(EventForm):
    """How a term to leave ended."""

    def __init__(self, *args: Any, pack: Pack, **options: Any) -> None:
        super().__init__(*args, pack=pack, **options)
        choices = items(pack, "stay_outcome", without="")
        self.fields["outcome"] = forms.ChoiceField(label=_("How did it end?"), choices=choices, widget=forms.RadioSelect)
        self.order_fields(["outcome", "day", "clock"])


class AbroadForm(EventForm):
    """A recognition by another State or an international organisation."""

    def __init__(self, *args: Any, pack: Pack, **options: Any) -> None:
        super().__init__(*args, pack=pack, **options)
        authorities = items(pack, "foreign_authority", without="")
        self.fields["authority"] = forms.ChoiceField(label=_("Who recognised the person?"), choices=[NONE, *authorities])
        self.fields["country"] = forms.ChoiceField(label=_("In which country?"), choices=[NONE, *countries()])
        self.fields["papers"] = forms.MultipleChoiceField(
            label=_("Papers at hand"), choices=items(pack, "foreign_paper"), required=False, widget=forms.CheckboxSelectMultiple
        )
        self.fields["text"] = forms.CharField(
            label=_("What the papers say"), max_length=20000, required=False, widget=forms.Textarea({"rows": 4})
        )
        self.order_fields(["authority", "country", "papers", "text", "day", "clock"])

    @property
    def new(self) -> NewRecognition:
        """The recognition as it was typed."""
        given = {name: self.cleaned_data[name] for name in ("authority", "country", "text")}
        return NewRecognition(papers=tuple(self.cleaned_data["papers"]), language=language(), **given)


class HomeForm(EventForm):
    """Whether home recognises it too."""

    def __init__(self, *args: Any, pack: Pack, version: int, **options: Any) -> None:
        super().__init__(*args, pack=pack, **options)
        choices = items(pack, "home_answer", without="")
        self.fields["home"] = forms.ChoiceField(label=_("Recognition at home"), choices=choices, widget=forms.RadioSelect)
        self.fields["version"] = forms.IntegerField(widget=forms.HiddenInput, initial=version)
        self.order_fields(["home", "day", "clock", "version"])
