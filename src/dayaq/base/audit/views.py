"""The trail for auditors: a list with filters, sums over it, and the same events as a file. Reading it leaves an event too."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from datetime import date
from io import StringIO
from typing import Any

from django.conf import settings
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from dayaq.base.access.gate import Request, gate
from dayaq.base.audit import queries, rules
from dayaq.base.audit.actions import log
from dayaq.base.audit.forms import FilterForm
from dayaq.base.audit.models import Event
from dayaq.base.audit.queries import Company, Filters
from dayaq.core.pack import load
from dayaq.core.table import guarded
from dayaq.ui.templatetags.dayaq import codes, date_words

PER_PAGE = 50
AT_MOST = 20_000  # events in one file; more than anybody reads, and a computer still opens it
HEAD = ("at", "person", "role", "organisation", "action", "about", "page_or_table", "file", "files_shown", "groups", "columns", "outcome")


@dataclass(frozen=True, slots=True)
class Line:
    """One event in words; values of records are not among them."""

    event: Event
    who: str
    role: str
    body: str
    done: str
    thing: str
    mark: str
    groups: str
    outcome: str
    mood: str

    @property
    def columns(self) -> list[str]:
        """Names of changed columns; a new or deleted row has them all, which says nothing."""
        return self.event.columns if self.event.action == "update" else []

    @property
    def page(self) -> str:
        """The page's own name, where the words only name its area."""
        return self.event.kind if ":" in self.event.kind or "." in self.event.kind else ""


@require_safe
@gate("audit.read")
def trail(request: Request) -> HttpResponse:
    """The newest events first, with the sums of what was chosen."""
    company = queries.company()
    form = FilterForm(request.GET, company=company)
    filters = form.filters()
    page = Paginator(queries.trail(filters), PER_PAGE).get_page(request.GET.get("page"))
    shown = lines(page.object_list, company)
    context = {
        "form": form,
        "page": page,
        "rows": shown,
        "tiles": queries.summed(filters),
        "readers": [
            (company.people.get(key, _("somebody erased")), n, replace(filters, action="opened", outcome="", person=str(key)).url())
            for key, n in queries.readers(filters)
        ],
        "active": active(form, filters),
        "file_query": filters.query(),
        "at_most": AT_MOST,
    }
    looked("list", filters, len(shown))
    return render(request, "audit/trail.html", context)


@require_safe
@gate("audit.read")
def file(request: Request) -> HttpResponse:
    """The chosen events as CSV, the newest first."""
    company = queries.company()
    filters = FilterForm(request.GET, company=company).filters()
    shown = lines(queries.trail(filters)[:AT_MOST], company)
    out = StringIO()
    csv.writer(out).writerows([HEAD, *([guarded(entry) for entry in spelled(line)] for line in shown)])
    looked("export", filters, len(shown))
    name = {"Content-Disposition": 'attachment; filename="trail.csv"'}
    return HttpResponse(f"\ufeff{out.getvalue()}".encode(), content_type="text/csv; charset=utf-8", headers=name)


def looked(action: str, filters: Filters, n: int) -> None:
    """Who reads the trail is in the trail: what was asked for, and the file where one was followed."""
    asked = {name: str(value) for name, value in chosen(filters).items()}
    followed = queries.files(filters.file) if filters.file else []
    log(action, kind="audit.trail", cases=followed, count=n, detail={"filters": asked})


def chosen(filters: Filters) -> dict[str, Any]:
    """The filters in force, by name."""
    return {name: value for name, value in asdict(filters).items() if value}


def lines(events: Iterable[Event], company: Company) -> list[Line]:
    """Events in the reader's words."""
    listed, pack = list(events), load(settings.HOME_PACK)
    known = queries.marks(event.case_id for event in listed if event.case_id)
    language = get_language() or "en"
    roles = {code: pack.label(f"roles.{code}", language) for code in pack.roles}
    groups = {code: codes(text).partition(":")[0] for code, text in pack.groups.items()} | {"staff": _("people who work here"), "none": ""}
    return [line(event, company, known, roles, groups) for event in listed]


def line(event: Event, company: Company, known: dict[Any, str], roles: dict[str, str], groups: dict[str, str]) -> Line:
    """One event in words."""
    person = queries.person_of(event)
    body = company.bodies.get(event.organisation) if event.organisation else None
    return Line(
        event=event,
        who=company.people.get(person, _("somebody erased")) if person else _("nobody signed in"),
        role=roles.get(event.role, event.role),
        body=codes(body[1]) if body else "",
        done=_(rules.action_words(event.action)),
        thing=_(rules.thing_words(event.kind)),
        mark=known.get(event.case_id, "") if event.case_id else "",
        groups=", ".join(filter(None, (groups.get(code, code) for code in event.group.split()))),
        outcome=_(rules.outcome_words(event.outcome)),
        mood=rules.mood(event.action, event.outcome),
    )


def spelled(line: Line) -> list[str]:
    """One line of the file: words where people read, codes where machines count."""
    event, zone = line.event, load(settings.HOME_PACK).calendar.zone
    files = str(len(event.cases)) if event.cases else ""
    at = event.at.astimezone(zone).isoformat(timespec="seconds")
    who = [at, line.who, line.role, line.body]
    return [*who, event.action, line.thing, event.kind, line.mark, files, event.group, " ".join(line.columns), event.outcome]


def active(form: FilterForm, filters: Filters) -> list[dict[str, str]]:
    """Chips of the filters in force, each with the address without it."""
    chips = []
    for name, value in chosen(filters).items():
        choices = dict(getattr(form.fields[name], "choices", []))
        words = date_words(value) if isinstance(value, date) else choices.get(value, value)
        nothing: dict[str, Any] = {name: getattr(Filters(), name)}
        chips.append({"label": f"{form.fields[name].label}: {words}", "url": replace(filters, **nothing).url()})
    return chips
