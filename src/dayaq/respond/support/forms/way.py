"""Questions of courses, work and the look back."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from dayaq.respond.casefile.forms import NONE
from dayaq.respond.casefile.queries import Case, label, pack_of
from dayaq.respond.support import queries
from dayaq.respond.support.forms.fields import ANSWERS, Fields, choice, listed, yes_no
from dayaq.ui.inputs import DateField


def course(case: Case, _row: Any) -> Fields:
    """Which course; of any body."""
    del case
    rows = [(str(one.id), one.title) for one in queries.courses()]
    return {"course": forms.ChoiceField(label=_("Course"), choices=[NONE, *rows])}


def nothing(_case: Case, _row: Any) -> Fields:
    """Only when."""
    return {}


def seat_end(_case: Case, row: Any) -> Fields:
    """How it ended."""
    ends = [("given_up", _("no longer wanted"))] if row.state == "waiting" else [("finished", _("finished")), ("dropped", _("dropped"))]
    return {"state": choice(_("How it ended"), ends), "certificate": forms.BooleanField(label=_("With a certificate"), required=False)}


def job(case: Case, _row: Any) -> Fields:
    """Work offered, begun or declined; the employer is not asked for."""
    pack = pack_of(case)
    ends = [("offered", _("offered")), ("started", _("began")), ("declined", _("declined"))]
    return {
        "occupation": listed(pack, "occupation", _("Work")),
        "found_by": listed(pack, "job_source", _("Found by")),
        "outcome": choice(_("Outcome"), ends),
        "contract": yes_no(_("With a written contract")),
        "started_on": DateField(label=_("Began on"), required=False),
    }


def job_end(case: Case, _row: Any) -> Fields:
    """When and why it ended."""
    return {"ended_on": DateField(label=_("Ended on")), "reason": listed(pack_of(case), "job_end", _("Why it ended"))}


def reintegration(_case: Case, _row: Any) -> Fields:
    """From which day."""
    return {"begun_on": DateField(label=_("Life on the own feet began on"))}


def reintegration_end(_case: Case, _row: Any) -> Fields:
    """Until which day."""
    return {"ended_on": DateField(label=_("Ended on"))}


def look(case: Case, row: Any) -> Fields:
    """Work, home, people around, trafficked again; or why there was no contact."""
    pack = pack_of(case)
    clocks = [(code, label(pack, f"clocks.{code}")) for code, _due in queries.follow_up_days(pack, row.begun_on)]
    contacts = [
        ("reached", _("reached")),
        ("lost", _("contact lost")),
        ("refused", _("does not want it")),
        ("unsafe", _("no safe contact")),
    ]
    asked = {
        "job": _("Has work"),
        "housing": _("Has a safe home"),
        "network": _("Has people to turn to"),
        "retrafficked": _("Was trafficked again"),
    }
    radio = forms.RadioSelect({"class": "inline"})
    return {
        "which": forms.ChoiceField(label=_("Which look back"), choices=[NONE, *clocks]),
        "contact": choice(_("Contact"), contacts),
        **{name: forms.ChoiceField(label=words, choices=ANSWERS, initial="not_asked", widget=radio) for name, words in asked.items()},
    }


FIELDS: dict[str, Callable[[Case, Any], Fields]] = {
    "course": course,
    "seat": nothing,
    "seat_end": seat_end,
    "job": job,
    "job_end": job_end,
    "reintegration": reintegration,
    "reintegration_end": reintegration_end,
    "look": look,
}
