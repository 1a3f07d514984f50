"""Questions of assessing and planning."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dayaq.base.access.rules import Group
from dayaq.core.pack.schema.support import SupportFile
from dayaq.respond.casefile.forms import NONE, items
from dayaq.respond.casefile.queries import Case, label, language, pack_of, writes_of
from dayaq.respond.support.actions import Said
from dayaq.respond.support.forms.fields import ANSWERS, Fields, choice, lines, listed
from dayaq.ui.inputs import DateField

URGENCY = [("", _("how soon?")), ("now", _("now")), ("weeks", _("within weeks")), ("later", _("later"))]


def _questions(case: Case, domains: list[str], *, words: bool) -> Fields:
    pack = pack_of(case)
    fields: dict[str, forms.Field] = {"spoken": listed(pack, "language", _("Language of the talk"))}
    fields["spoken"].initial = next(iter(case.languages), language())
    for domain in domains:
        name = label(pack, f"codes.need_domain.{domain}")
        answer = forms.ChoiceField(label=name, choices=ANSWERS, initial="not_asked", widget=forms.RadioSelect({"class": "inline"}))
        fields |= {domain: answer, f"{domain}_urgency": forms.ChoiceField(label=_("How soon"), choices=URGENCY, required=False)}
        if words:
            fields[f"{domain}_words"] = lines(_("In the person's words"), required=False)
    return fields


def assess(case: Case, _row: Any) -> Fields:
    """Every area of need; health where the asker keeps the health record."""
    pack, may = pack_of(case), writes_of(case.id)
    health = pack.area(SupportFile).health_domains
    domains = [code for code in pack.codes["need_domain"].items if code not in health or Group.G4 in may]
    return _questions(case, domains, words=Group.G3 in may)


def assess_health(case: Case, _row: Any) -> Fields:
    """Areas of health only."""
    return _questions(case, list(pack_of(case).area(SupportFile).health_domains), words=True)


def said_of(given: Mapping[str, Any]) -> dict[str, Said]:
    """What was said, by domain."""
    domains = [name.removesuffix("_urgency") for name in given if name.endswith("_urgency")]
    return {name: Said(given[name], given[f"{name}_urgency"], given.get(f"{name}_words", "")) for name in domains}


def plan(case: Case, _row: Any) -> Fields:
    """A new version: the language in which the person reads it."""
    field = listed(pack_of(case), "language", _("Language of the plan"))
    field.initial = next(iter(case.languages), language())
    return {"language": field}


def goal(case: Case, _row: Any) -> Fields:
    """A goal as the person says it."""
    pack, may = pack_of(case), writes_of(case.id)
    health = pack.area(SupportFile).health_domains
    domains = [pair for pair in items(pack, "need_domain", without="") if (Group.G4 if pair[0] in health else Group.G3) in may]
    spoken = listed(pack, "language", _("Language of the words"))
    spoken.initial = next(iter(case.languages), language())
    return {
        "domain": forms.ChoiceField(label=_("Area"), choices=[NONE, *domains]),
        "words": lines(_("The goal in the person's own words")),
        "language": spoken,
    }


def step(case: Case, _row: Any) -> Fields:
    """What, who, until when."""
    pack = pack_of(case)
    who = [("us", _("we")), ("person", _("the person")), ("together", _("together")), ("other_body", _("another body"))]
    bodies = [(code, label(pack, f"bodies.{code}")) for code in pack.bodies]
    return {
        "kind": listed(pack, "plan_step", _("What")),
        "responsible": choice(_("Who does it"), who),
        "body": forms.ChoiceField(label=_("Which body, if another"), choices=[NONE, *bodies], required=False),
        "due_on": DateField(label=_("Until"), required=False),
    }


def agree(_case: Case, _row: Any) -> Fields:
    """The person's word on the plan."""
    today = timezone.localdate()
    agreed = [("agreed", _("The person agrees to this plan")), ("declined", _("The person does not want a plan; help goes on"))]
    return {
        "word": choice(_("The person's word"), agreed),
        "signed_on": DateField(label=_("Day of the agreement"), initial=today),
        "copy_given": forms.BooleanField(label=_("The person has a copy, and it is safe to keep"), required=False),
        "review_on": DateField(label=_("Look at it again together on"), initial=today + timedelta(days=90)),
    }


def goal_end(_case: Case, _row: Any) -> Fields:
    """How far a goal was reached."""
    ends = [("reached", _("reached")), ("partly", _("partly reached")), ("not_reached", _("not reached")), ("dropped", _("given up"))]
    return {"outcome": choice(_("How far was it reached?"), ends)}


def step_end(_case: Case, _row: Any) -> Fields:
    """What became of a step."""
    return {
        "outcome": choice(
            _("What became of it?"), [("done", _("done")), ("not_possible", _("not possible")), ("not_wanted", _("not wanted"))]
        )
    }


FIELDS: dict[str, Callable[[Case, Any], Fields]] = {
    "assess": assess,
    "assess_health": assess_health,
    "plan": plan,
    "goal": goal,
    "health_goal": goal,
    "step": step,
    "agree": agree,
    "goal_end": goal_end,
    "health_goal_end": goal_end,
    "step_end": step_end,
}
