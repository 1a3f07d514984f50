"""The person apart from the case: links, other files, two files joined with a preview and parted again."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from dayaq.base.access.gate import Request, gate
from dayaq.base.access.rules import Group
from dayaq.base.audit.actions import log
from dayaq.core.decision import Refused
from dayaq.respond.casefile.queries import (
    Case,
    by_code,
    case_url,
    core_facts,
    identity_of,
    label,
    opened,
    pack_of,
    said_words,
    statuses,
    value_in_words,
    writes_of,
)
from dayaq.respond.casefile.views.page import draw
from dayaq.respond.casework import actions, queries
from dayaq.respond.casework.forms import Chosen, listed, radios
from dayaq.respond.casework.models import Link, Merge
from dayaq.respond.casework.rules.doubles import choosable
from dayaq.respond.casework.views.page import asked, place, writable
from dayaq.ui.templatetags.dayaq import say

EITHER = ["GET", "HEAD", "POST"]
LABELS: dict[str, Any] = {
    "sex": gettext_lazy("Sex"),
    "nationality": gettext_lazy("Nationality"),
    "age_band": gettext_lazy("Age"),
    "exploitation": gettext_lazy("Exploitation"),
    "route": gettext_lazy("Route"),
    "languages": gettext_lazy("Languages"),
    "interpreter_needed": gettext_lazy("Interpreter needed"),
}


@require_http_methods(EITHER)
@gate("case.read")
def links(request: Request, code: str) -> HttpResponse:
    """Family, people exploited together, other files of the person; and a new link."""
    case = opened(request, code)
    may_add = bool(writes_of(case.id) & Group.G7) and request.actor.may("case.write")
    if request.method == "POST" and not may_add:
        raise Http404
    fields = {
        "other": forms.CharField(label=_("Code of the other case"), max_length=20),
        "kind": radios(_("It is about"), listed(pack_of(case), "link_kind")),
    }
    form = Chosen(request.POST or None, pack=pack_of(case), fields=fields)

    def act() -> None:
        other = by_code(form.cleaned_data["other"], request.actor)
        actions.link(case=case, other=other or case, kind=form.cleaned_data["kind"], by=request.actor, at=form.at)

    return asked(
        request, case, form, act, back=place("links", code), title=_("Links to other cases"), button=_("Link the cases"), template="casework/links.html",
        rows=queries.links_of(case, request.actor), files=queries.other_files(case, request.actor), may_add=may_add,
        joined=queries.merges_of(case, request.actor), may_join=request.actor.may("case.merge"),
    )  # fmt: skip


@require_POST
@gate("case.write")
def end_link(request: Request, code: str, key: UUID) -> HttpResponse:
    """This link is no longer so."""
    case = opened(request, code)
    row = Link.objects.filter(id=key).first()
    if row is None or case.id not in {row.case_id, row.other_id}:
        raise Http404
    writable(row.case, Group.G7)
    actions.end_link(row=row, by=request.actor, at=timezone.now())
    return redirect(place("links", code))


@require_http_methods(EITHER)
@gate("case.merge")
def merge(request: Request, code: str) -> HttpResponse:
    """First the code of the other file, then both side by side, field by field; nothing happens before the second yes."""
    case = opened(request, code)
    writable(case)
    other = by_code(request.POST.get("other", request.GET.get("other", "")), request.actor)
    if other is None or other.id == case.id:
        return draw(request, "casework/merge.html", case, asked=request.GET.get("other", ""), unknown="other" in request.GET)
    refused = None
    if request.method == "POST":
        take = [name for name in LABELS if request.POST.get(f"keep_{name}") == "double"]
        try:
            actions.merge(kept=case, double=other, take=take, by=request.actor, at=timezone.now())
        except Refused as refusal:
            refused = refusal.decision
        else:
            messages.success(request, _("The files are joined. This can be undone."))
            return redirect(place("links", code))
    return draw(request, "casework/merge.html", case, refused=refused, other=other, **preview(request, case, other))


def preview(request: Request, case: Case, other: Case) -> dict[str, object]:
    """Both files field by field; names only for whoever may reveal them, and the look is logged."""
    facts, others = core_facts(case), core_facts(other)
    rows = [
        {"name": name, "label": LABELS[name], "kept": words(case, name, facts[name]), "double": words(other, name, others[name])}
        for name in choosable(facts, others)
    ]
    people = []
    if request.actor.may("case.reveal_identity"):
        for row in (case, other):
            log("reveal", kind="casework:merge", case=row.id, groups="G2", detail={"reason": "check"})
        people = [identity_of(case), identity_of(other)]
    return {
        "rows": rows,
        "people": people if all(people) else [],
        "said": [[label(pack_of(row), f"status.{word.status}") for word in statuses(row)] for row in (case, other)],
        "other_code": request.POST.get("other", request.GET.get("other", "")),
    }


def words(case: Case, name: str, fact: tuple[object, str]) -> str:
    """A fact in words, or why there is none."""
    value, state = fact
    if state != "known":
        return said_words(state)
    parts = value if isinstance(value, list) else [value]
    return ", ".join(value_in_words(pack_of(case), name, part) for part in parts)


@require_POST
@gate("case.merge")
def unmerge(request: Request, code: str, key: UUID) -> HttpResponse:
    """Part two files again."""
    case = opened(request, code)
    row = Merge.objects.filter(id=key).first()
    if row is None or case.id not in {row.case_id, row.double_id}:
        raise Http404
    try:
        stays = actions.unmerge(row=row, by=request.actor, at=timezone.now())
    except Refused as refusal:
        messages.error(request, say(refusal.decision))
    else:
        names = ", ".join(str(LABELS[name]) for name in stays)
        done = (
            _("The files are parted. Changed since and left as they are: %(facts)s.") % {"facts": names}
            if names
            else _("The files are parted.")
        )
        messages.success(request, done)
    return redirect(case_url("case", code))
