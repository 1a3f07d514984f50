"""Questions of services, dependants, interpreters, charges, consents and appointments."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from dayaq.base.access.rules import Group
from dayaq.base.accounts.queries import organisations, unit_name, units_of_mechanism
from dayaq.core.pack import Pack
from dayaq.core.pack.schema.support import SupportFile
from dayaq.respond.casefile.forms import NONE, items
from dayaq.respond.casefile.queries import Case, label, language, pack_of, writes_of
from dayaq.respond.support.forms.fields import Fields, choice, listed, money, yes_no
from dayaq.ui.inputs import DateField
from dayaq.ui.templatetags.dayaq import codes as in_words

OUTCOMES = [
    ("given", _("given")),
    ("offered", _("offered")),
    ("refused_by_person", _("refused by the person")),
    ("not_available", _("not available")),
]


def provider() -> forms.ChoiceField:
    """A body of the mechanism; nothing chosen is the own one."""
    bodies = [(str(body.id), in_words(body.name)) for body in organisations()]
    return forms.ChoiceField(label=_("Given by"), choices=[("", _("this organisation")), *bodies], required=False)


def outside() -> forms.CharField:
    """A provider that is no body of the mechanism; an organisation, never a person."""
    return forms.CharField(label=_("Or by a provider outside (an organisation)"), max_length=120, required=False)


def _service(pack: Pack, kinds: list[tuple[str, Any]]) -> dict[str, forms.Field]:
    return {
        "kind": forms.ChoiceField(label=_("Service"), choices=[NONE, *kinds]),
        "outcome": choice(_("Outcome"), OUTCOMES),
        "reason": listed(pack, "service_reason", _("If it was not available: why"), required=False),
        "provider": provider(),
        "outside": outside(),
        "amount": money(_("How much")),
        "unit": listed(pack, "service_unit", _("Unit"), required=False),
        "cost": money(_("Cost")),
        "currency": forms.CharField(label=_("Currency"), max_length=3, min_length=3, required=False, initial=pack.currency or ""),
        "funding": listed(pack, "service_funding", _("Paid by"), required=False),
    }


def service(case: Case, _row: Any) -> Fields:
    """A service to the person; medical and psychological ones by whoever keeps the health record."""
    pack, may = pack_of(case), writes_of(case.id)
    health = pack.area(SupportFile).health_services
    kinds = [pair for pair in items(pack, "service_kind", without="") if (Group.G4 if pair[0] in health else Group.G1) in may]
    more: dict[str, forms.Field] = {}
    if Group.G4 in may:
        more = {
            "institution": listed(pack, "medical_institution", _("Medical institution"), required=False),
            "free": yes_no(_("Was it free for the person?")),
        }
    return {**_service(pack, kinds), **more}


def child_service(case: Case, _row: Any) -> Fields:
    """A service to a dependant, what the pack gives children of their own first."""
    pack = pack_of(case)
    own = [code for rule in pack.area(SupportFile).dependants for code in rule.services]
    kinds = sorted(items(pack, "service_kind", without=""), key=lambda pair: pair[0] not in own)
    return _service(pack, kinds)


def dependant(case: Case, _row: Any) -> Fields:
    """A dependant as a number."""
    pack = pack_of(case)
    return {
        "kind": listed(pack, "dependant_kind", _("Who")),
        "sex": listed(pack, "sex", _("Sex"), required=False),
        "birth_year": forms.IntegerField(label=_("Year of birth"), min_value=1900, max_value=2100, required=False),
        "lives": listed(pack, "dependant_lives", _("Lives")),
    }


def wait(case: Case, _row: Any) -> Fields:
    """Which place."""
    return {"kind": listed(pack_of(case), "waiting_kind", _("Place waited for"))}


def waited(case: Case, _row: Any) -> Fields:
    """How the waiting ended."""
    ends = [("given", _("given")), ("refused", _("refused")), ("given_up", _("no longer wanted"))]
    return {
        "state": choice(_("How it ended"), ends),
        "reason": listed(pack_of(case), "service_reason", _("If refused: why"), required=False),
    }


def interpreter(case: Case, _row: Any) -> Fields:
    """Language, kind and the sex the person wishes."""
    pack = pack_of(case)
    wished = [("", _("no wish")), *items(pack, "sex")]
    spoken = listed(pack, "language", _("Language"))
    spoken.initial = next(iter(case.languages), "")
    return {
        "kind": listed(pack, "interpreting_kind", _("Interpreter or mediator")),
        "language": spoken,
        "sex_wished": forms.ChoiceField(label=_("Whom the person wishes"), choices=wished, required=False),
        "wanted_on": DateField(label=_("Needed on"), required=False),
    }


def interpreted(_case: Case, _row: Any) -> Fields:
    """What became of it."""
    ends = [("booked", _("booked")), ("given", _("given")), ("not_found", _("nobody was found")), ("cancelled", _("no longer needed"))]
    return {"state": choice(_("What became of it?"), ends), "outside": outside(), "hours": money(_("Hours"))}


def charge(case: Case, _row: Any) -> Fields:
    """Money asked of the person for care."""
    pack = pack_of(case)
    return {
        "institution": listed(pack, "medical_institution", _("Who asked for it")),
        "amount": money(_("Amount"), required=True),
        "currency": forms.CharField(label=_("Currency"), max_length=3, min_length=3, initial=pack.currency or ""),
        "paid": forms.BooleanField(label=_("The person paid"), required=False, initial=True),
        "receipt": forms.BooleanField(label=_("There is a receipt"), required=False),
    }


def nothing(_case: Case, _row: Any) -> Fields:
    """Only when."""
    return {}


def refunded(_case: Case, _row: Any) -> Fields:
    """What came back; nothing: it was refused."""
    return {"refunded": money(_("Amount paid back; leave empty if it was refused"))}


def consent(case: Case, _row: Any) -> Fields:
    """One service, one provider, what is given on and until when."""
    pack, may = pack_of(case), writes_of(case.id)
    health = pack.area(SupportFile).health_services
    kinds = [pair for pair in items(pack, "service_kind", without="") if (Group.G4 if pair[0] in health else Group.G1) in may]
    units = [(str(unit.id), in_words(unit_name(unit))) for unit in units_of_mechanism()]
    groups = [(name, label(pack, f"groups.{name}")) for name in ("G2", "G3", "G4", "G7", "G8")]
    spoken = listed(pack, "language", _("Language of the talk"))
    spoken.initial = next(iter(case.languages), language())
    return {
        "service": forms.ChoiceField(label=_("Service"), choices=[NONE, *kinds]),
        "unit": forms.ChoiceField(label=_("Let this provider see the file"), choices=[("", _("nobody new")), *units], required=False),
        "groups": forms.MultipleChoiceField(
            label=_("What beside the core of the file"), choices=groups, required=False, widget=forms.CheckboxSelectMultiple
        ),
        "outside": outside(),
        "given_by": listed(pack, "consent_by", _("Who consents")),
        "method": listed(pack, "consent_method", _("How")),
        "language": spoken,
        "expires_on": DateField(label=_("Until"), required=False),
    }


def appointment(case: Case, _row: Any) -> Fields:
    """What, when, where; the place is a word, no address."""
    pack = pack_of(case)
    return {
        "kind": listed(pack, "appointment_kind", _("Appointment")),
        "place": listed(pack, "appointment_place", _("Place")),
        **move(case, None),
    }


def move(_case: Case, row: Any) -> Fields:
    """The day, the time and how long."""
    del row
    return {
        "on": DateField(label=_("On")),
        "from": forms.TimeField(label=_("Begins"), widget=forms.TimeInput({"inputmode": "numeric", "maxlength": 5}, format="%H:%M")),
        "minutes": forms.IntegerField(label=_("Minutes"), min_value=5, max_value=720, initial=60),
    }


def kept(_case: Case, _row: Any) -> Fields:
    """What became of an appointment."""
    ends = [
        ("kept", _("took place")),
        ("missed", _("the person did not come")),
        ("cancelled_by_us", _("cancelled by us")),
        ("cancelled_by_person", _("cancelled by the person")),
    ]
    return {"state": choice(_("What became of it?"), ends)}


FIELDS: dict[str, Callable[[Case, Any], Fields]] = {
    "service": service,
    "child_service": child_service,
    "dependant": dependant,
    "wait": wait,
    "waited": waited,
    "interpreter": interpreter,
    "interpreted": interpreted,
    "charge": charge,
    "refund": nothing,
    "refunded": refunded,
    "consent": consent,
    "withdraw": nothing,
    "appointment": appointment,
    "move": move,
    "kept": kept,
}
