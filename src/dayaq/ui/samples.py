"""Invented data for the gallery: no person, no case and no figure here is real."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dayaq.core.decision import Decision, Reason
from dayaq.core.words import N_
from dayaq.ui.inputs import DateField, FactField

NOON = datetime(2016, 1, 14, 10, 0, tzinfo=UTC)
HERE = "#main"


class SampleForm(forms.Form):
    """One field of every kind."""

    place = forms.CharField(label=gettext_lazy("Where is the person now?"), help_text=gettext_lazy("A town or a district is enough."))
    story = forms.CharField(label=gettext_lazy("What did you notice?"), widget=forms.Textarea, required=False)
    channel = forms.ChoiceField(
        label=gettext_lazy("How did it come to you?"),
        widget=forms.RadioSelect,
        choices=[
            ("hotline", gettext_lazy("Hotline")),
            ("visit", gettext_lazy("A visit to the office")),
            ("field", gettext_lazy("Field work")),
        ],
    )
    needs = forms.MultipleChoiceField(
        label=gettext_lazy("What is needed now?"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
        choices=[
            ("bed", gettext_lazy("A safe bed")),
            ("doctor", gettext_lazy("A doctor")),
            ("interpreter", gettext_lazy("An interpreter")),
        ],
    )
    body = forms.ChoiceField(
        label=gettext_lazy("Body"),
        choices=[("", "–"), ("unit", gettext_lazy("Anti-trafficking unit")), ("ngo", gettext_lazy("A non-governmental shelter"))],
    )
    noticed = DateField(label=gettext_lazy("When was it noticed?"), help_text=gettext_lazy("For example 14 1 2016."))
    born = FactField(DateField(whole=False), label=gettext_lazy("Date of birth"), help_text=gettext_lazy("The year alone is fine."))
    language = FactField(forms.CharField(), label=gettext_lazy("Language the person understands best"))
    paper = forms.FileField(label=gettext_lazy("Document"), required=False, help_text=gettext_lazy("At most 25 MB."))
    agreed = forms.BooleanField(label=gettext_lazy("The person knows what happens with this information"))


class FilterForm(forms.Form):
    """Filters of a list."""

    stage = forms.ChoiceField(
        label=gettext_lazy("Stage"), required=False, choices=[("", gettext_lazy("any")), ("screening", gettext_lazy("screening"))]
    )
    due = forms.ChoiceField(
        label=gettext_lazy("Due"), required=False, choices=[("", gettext_lazy("any")), ("overdue", gettext_lazy("overdue"))]
    )
    owner = forms.ChoiceField(
        label=gettext_lazy("Whose"), required=False, choices=[("", gettext_lazy("everybody's")), ("mine", gettext_lazy("mine"))]
    )


def everything(request: HttpRequest) -> dict[str, Any]:
    """The whole context of the gallery."""
    wrong = SampleForm(
        {"place": "", "born_state": "known", "noticed_day": "31", "noticed_month": "2", "noticed_year": "2016"}, auto_id="wrong_%s"
    )
    return {
        **_record(),
        **_lists(request),
        "form": SampleForm(),
        "wrong": wrong,
        "filter_form": FilterForm(request.GET),
        "decision": refusal(),
    }


def refusal() -> Decision:
    """A Decision that refuses with its legal reason."""
    return Decision.refuse(
        Reason(
            "sample.recipient",
            N_("A suspicion is handed over to the specialised unit within %(length)s, not to a local station."),
            {"length": timedelta(hours=24)},
            "Referral rules, point 3",
        )
    )


def _record() -> dict[str, Any]:
    return {
        "line": _("woman, 24 · suspected"),
        "sees": [_("core"), _("facts"), _("contact")],
        "steps": [
            {"label": label, "url": HERE if state != "todo" else "", "state": state}
            for label, state in [
                (_("reported"), "done"),
                (_("handed over"), "done"),
                (_("screening"), "now"),
                (_("decision"), "todo"),
                (_("recovery"), "todo"),
                (_("follow-up"), "skipped"),
            ]
        ],
        "clocks": [{"label": _("24 hours"), "left": timedelta(hours=3, minutes=12)}],
        "all_clocks": _clocks(),
        "tabs": [
            {"label": _("Overview"), "url": HERE, "current": True},
            {"label": _("Facts"), "url": HERE, "count": 12},
            {"label": _("Referrals"), "url": HERE, "count": 2},
            {"label": _("Who opened this"), "url": HERE},
        ],
        "tasks": _tasks(),
        "events": _events(),
        "facts": [
            {"label": _("Sex"), "value": _("woman"), "url": HERE, "action": _("Change")},
            {"label": _("Age"), "value": 24, "url": HERE, "action": _("Change")},
            {"label": _("Country of birth"), "state": "unknown", "url": HERE, "action": _("Change")},
            {"label": _("Family"), "state": "not_asked", "url": HERE, "action": _("Change")},
            {"label": _("Income"), "state": "refused", "url": HERE, "action": _("Change")},
            {"label": _("Status"), "value": "", "chip": {"label": _("presumed victim"), "kind": "plum"}},
        ],
    }


def _clocks() -> list[dict[str, Any]]:
    return [
        {"label": _("recovery period"), "left": timedelta(days=18)},
        {"label": _("hand-over"), "left": timedelta(hours=3, minutes=12)},
        {"label": _("answer to the finder"), "left": timedelta(days=-2)},
        {"label": _("first assistance"), "state": "done", "words": _("done in 40 min")},
        {"label": _("appeal"), "state": "none", "words": _("no clock: the term is not verified")},
    ]


def _tasks() -> list[dict[str, Any]]:
    return [
        {
            "label": _("Receive the hand-over"),
            "url": HERE,
            "hint": _("sent by the State Labour Inspection"),
            "clock": {"left": timedelta(hours=3, minutes=12)},
        },
        {"label": _("Tell the person about the recovery period"), "url": HERE, "chip": {"label": _("due today"), "kind": "amber"}},
        {"label": _("Ask for an interpreter"), "url": HERE, "chip": {"label": _("2 days over"), "kind": "brick"}},
        {"label": _("First assistance"), "url": HERE, "chip": {"label": _("done"), "kind": "leaf"}},
    ]


def _events() -> list[dict[str, Any]]:
    unit, inspection = _("Anti-trafficking unit"), _("State Labour Inspection")
    return [
        {"day": _("Thursday 14 January 2016")},
        {"at": NOON, "what": _("Suspicion noted"), "by": inspection, "where": _("Baku")},
        {"at": NOON + timedelta(minutes=40), "what": _("First assistance: doctor, clothes, a safe bed"), "by": inspection, "kind": "leaf"},
        {
            "at": NOON + timedelta(hours=2),
            "what": _("Taken to a local station first"),
            "by": unit,
            "kind": "brick",
            "note": _("Recorded as a breach of the referral rules."),
        },
        {"at": NOON + timedelta(hours=5), "what": _("Health record opened"), "by": unit, "kind": "plum", "late": NOON + timedelta(days=1)},
    ]


def _lists(request: HttpRequest) -> dict[str, Any]:
    return {
        "tiles": [
            {
                "number": 4,
                "word": _("overdue hand-overs"),
                "url": HERE,
                "kind": "brick",
                "trend": _("2 more than yesterday"),
                "way": "rise",
            },
            {"number": 7, "word": _("due today"), "url": HERE, "kind": "amber", "trend": _("as yesterday"), "way": "same"},
            {"number": 128, "word": _("open cases"), "url": HERE, "kind": "neutral", "trend": _("3 fewer than last week"), "way": "fall"},
            {"number": 21918, "word": _("referrals counted"), "url": "", "kind": "leaf", "trend": _("complete until March"), "way": ""},
        ],
        "columns": [{"label": label} for label in (_("Case"), _("Person"), _("Stage"), _("Due"), _("Noticed"))],
        "rows": [
            {
                "url": HERE,
                "cells": [
                    "DM-7F3K-2",
                    {"text": _("woman, 24")},
                    {"label": _("screening"), "kind": "neutral"},
                    {"left": timedelta(hours=3), "label": ""},
                    {"at": NOON},
                ],
            },
            {
                "url": HERE,
                "cells": [
                    "DM-9QXA-5",
                    {"text": _("boy, 15")},
                    {"label": _("handed over"), "kind": "leaf"},
                    {"left": timedelta(days=-2), "label": ""},
                    {"at": NOON},
                ],
            },
            {
                "url": HERE,
                "cells": [
                    "DM-2MWT-8",
                    {"text": _("man, age unknown")},
                    {"label": _("sealed"), "kind": "plum"},
                    {"left": timedelta(days=9), "label": ""},
                    {"at": NOON},
                ],
            },
        ],
        "figure_columns": [{"label": _("Sex")}, {"label": "2016", "n": True}, {"label": "2017", "n": True}],
        "figure_rows": [
            {"cells": [_("women"), 41, 38]},
            {"cells": [_("men"), {"hidden": True}, 12]},
            {"cells": [_("all"), 1043, 1050]},
        ],
        "competing": [{"value": 32, "source": _("annual report, page 8")}],
        "page_of_many": Paginator(range(460), 20).get_page(request.GET.get("page", 7)),
        "active_filters": [{"label": _("Stage: screening"), "url": HERE}, {"label": _("Due: overdue"), "url": HERE}],
        "saved_filters": [{"label": _("My overdue cases"), "url": HERE}],
        "crumbs": [{"label": _("Cases"), "url": HERE}, {"label": "DM-7F3K-2", "url": HERE}, {"label": _("Referrals")}],
        "kinds": [
            ("neutral", _("suspected")),
            ("leaf", _("done")),
            ("amber", _("due soon")),
            ("brick", _("overdue")),
            ("plum", _("restricted")),
        ],
        "reveal_reasons": [
            {"value": "contact", "label": _("to reach the person")},
            {"value": "appointment", "label": _("to keep an appointment")},
        ],
    }
