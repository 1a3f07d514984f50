"""The core facts, at the opening and later."""

from __future__ import annotations

from typing import Any

from babel import Locale
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from dayaq.core.dates import PartialDate
from dayaq.core.pack import Pack
from dayaq.respond.casefile.forms.base import NONE, YES_NO, Choices, EventForm, fact, items, stored
from dayaq.respond.casefile.models import Case
from dayaq.respond.casefile.queries import language
from dayaq.ui.inputs import FactField

UNDER_18 = [("yes", _("yes")), ("cannot_be_excluded", _("it cannot be excluded")), ("no", _("no"))]

AGE_REASONS = [
    NONE,
    ("papers", _("papers were seen")),
    ("own_word", _("the person says so and nothing speaks against it")),
    ("family_word", _("the family says so")),
    ("assessment", _("an age assessment was made")),
    ("clearly_older", _("the person is clearly much older")),
]


def countries() -> Choices:
    """Countries by ISO 3166 code in the reader's language, and stateless."""
    named = Locale.parse(language()).territories
    sorted_names = sorted(((code, name) for code, name in named.items() if len(code) == 2 and code.isalpha()), key=lambda pair: pair[1])
    return [
        ("XX", _("stateless")),
        *((code, name) for code, name in sorted_names if code not in {"XX", "ZZ", "EU", "UN", "EZ", "QO", "XA", "XB"}),
    ]


def read_birth(text: str) -> str:
    """A date of birth as told, in its written form; a ValidationError says how to write it."""
    try:
        return str(PartialDate.parse(text)) if text else ""
    except ValueError:
        raise ValidationError(_("Write 2001, 2001-05, 2001-05-14 or ~2001."), code="invalid") from None


class CoreForm(EventForm):
    """The core facts, each with unknown, not asked and refused."""

    def __init__(self, *args: Any, pack: Pack, **options: Any) -> None:
        super().__init__(*args, pack=pack, **options)
        add = self.fields.__setitem__
        add("sex", fact(_("Sex"), items(pack, "sex")))
        add("nationality", fact(_("Nationality"), countries()))
        add("age_band", fact(_("Age"), items(pack, "age_band")))
        add(
            "under_18",
            forms.ChoiceField(
                label=_("Could this person be under 18?"),
                choices=UNDER_18,
                widget=forms.RadioSelect,
                help_text=_("In doubt choose that it cannot be excluded: the child path protects and can be left later."),
            ),
        )
        add("under_18_reason", forms.ChoiceField(label=_("If no: what does the answer rest on?"), choices=AGE_REASONS, required=False))
        spoken = forms.MultipleChoiceField(
            choices=items(pack, "language", without=""), widget=forms.CheckboxSelectMultiple({"class": "inline"})
        )
        add("languages", FactField(spoken, label=_("Languages the person understands")))
        add("interpreter_needed", fact(_("Is an interpreter needed?"), YES_NO))
        add("exploitation", fact(_("Exploitation, as far as it is known"), items(pack, "exploitation")))
        add("route", fact(_("Route"), items(pack, "route")))
        add(
            "source_kind",
            forms.ChoiceField(
                label=_("Who brought it to you?"), choices=[NONE, *items(pack, "referral_source", without="")], required=False
            ),
        )

    def clean(self) -> dict[str, Any]:
        """ "No" about the age needs its reason."""
        cleaned = super().clean() or {}
        if cleaned.get("under_18") == "no" and not cleaned.get("under_18_reason"):
            self.add_error("under_18_reason", ValidationError(_("Say what the answer rests on."), code="required"))
        return cleaned

    def core(self) -> dict[str, Any]:
        """The facts as the actions take them."""
        given = self.cleaned_data
        facts: dict[str, Any] = {name: stored(given[name]) for name in ("sex", "nationality", "age_band", "exploitation", "route")}
        (spoken, spoken_state), (needed, needed_state) = given["languages"], given["interpreter_needed"]
        facts |= {
            "languages": (list(spoken or ()), spoken_state),
            "interpreter_needed": ({"yes": True, "no": False}.get(needed), needed_state),
        }
        reason = given["under_18_reason"] if given["under_18"] == "no" else ""
        return {**facts, "under_18": given["under_18"], "under_18_reason": reason, "source_kind": given["source_kind"]}


class OpenForm(CoreForm):
    """The first minutes of a case; everything but the age question may stay open."""

    given_name = forms.CharField(
        label=_("Given name"), max_length=120, required=False, help_text=_("Only if needed; the case is worked on by its code.")
    )
    family_name = forms.CharField(label=_("Family name"), max_length=120, required=False)
    birth = forms.CharField(
        label=_("Date or year of birth"), max_length=20, required=False, help_text=_("2001, 2001-05, 2001-05-14 or ~2001 for about.")
    )
    field_order = ["day", "clock"]

    def __init__(self, *args: Any, pack: Pack, names: bool, **options: Any) -> None:
        super().__init__(*args, pack=pack, **options)
        if not names:
            for field in ("given_name", "family_name", "birth"):
                del self.fields[field]

    def clean_birth(self) -> str:
        """The date of birth as told."""
        return read_birth(self.cleaned_data["birth"])


class FactsForm(CoreForm):
    """Changing the core facts; ``version`` is the state of the record that was shown."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, pack: Pack, **options: Any) -> None:
        super().__init__(*args, pack=pack, **options)
        self.fields["day"].label = _("Day on which you learned this")
        self.order_fields([name for name in self.fields if name not in {"day", "clock"}] + ["day", "clock"])


def facts_initial(case: Case) -> dict[str, Any]:
    """What a facts form starts with."""
    facts: dict[str, Any] = {
        name: (getattr(case, name), getattr(case, f"{name}_state"))
        for name in ("sex", "nationality", "age_band", "exploitation", "route", "languages")
    }
    needed = {True: "yes", False: "no", None: ""}[case.interpreter_needed]
    plain = {name: getattr(case, name) for name in ("under_18", "under_18_reason", "source_kind", "version")}
    return {**facts, **plain, "interpreter_needed": (needed, case.interpreter_state)}
