"""Forms of street work and of the child's path: best interest, family, age."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from dayaq.core.pack import Pack
from dayaq.respond.casefile.forms import NONE, UNDER_18, EventForm, items
from dayaq.respond.casefile.queries import language
from dayaq.respond.detection.actions import NewAgeAssessment, NewBestInterest
from dayaq.respond.detection.forms.fields import ANSWERS, CONSENTS, INLINE, chosen, several, words_field
from dayaq.respond.detection.queries import age_rule, step_choices
from dayaq.ui.inputs import DateField


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
