"""What the pages share: a form that ends in one action, lists in words, labels of codes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from dayaq.base.access.gate import Request
from dayaq.core.decision import Decision
from dayaq.core.words import N_
from dayaq.respond.casefile.queries import Case, label
from dayaq.respond.casefile.views.page import draw, refused_by
from dayaq.respond.shelter.forms.shared import COOPERATES
from dayaq.respond.shelter.queries.words import home
from dayaq.ui.templatetags.dayaq import say


def word(name: str, code: str) -> str:
    """What a code of a list of the pack is called; a dash for none."""
    return label(home(), f"codes.shelter_{name}.{code}") if code else "–"


def words_of(name: str, codes: Iterable[str]) -> str:
    """Several codes in words."""
    return ", ".join(word(name, code) for code in codes) or "–"


def cooperation() -> dict[str, Any]:
    """Words of co-operation: the short answers of a refusal, and the country's list a case and older refusals are told in."""
    listed = home().codes["cooperation"].items
    return {**{code: label(home(), f"codes.cooperation.{code}") for code in listed}, **dict(COOPERATES)}


def at_home(name: str, *rest: object) -> str:
    """The address of a page of this area."""
    return reverse(f"shelter:{name}", args=list(rest))


def done(request: Request, act: Callable[[], object], said: Any = "") -> Decision | None:
    """Do an action; return why not, if it was refused."""
    refused = refused_by(act)
    if refused is None and said:
        messages.success(request, said)
    return refused


def asked(
    request: Request, form: forms.Form, act: Callable[[], object], *, title: Any, button: Any, back: str, **words: Any
) -> HttpResponse:
    """A form of the house: drawn, done and gone back, or refused in words with everything typed kept."""
    refused = None
    if request.method == "POST" and form.is_valid():
        refused = done(request, act, words.get("said") or _("Saved."))
        if refused is None:
            return redirect(back)
    shown = {"form": form, "title": title, "button": button, "back": back, "refused": refused, **words}
    return render(request, "shelter/form.html", shown, status=200 if refused is None else 400)


def asked_case(
    request: Request, case: Case, form: forms.Form, act: Callable[[], object], *, title: Any, button: Any, **words: Any
) -> HttpResponse:
    """The same on a page of a case."""
    refused, back = None, at_home("index", words.pop("code"))
    if request.method == "POST" and form.is_valid():
        refused = done(request, act, words.get("said") or _("Saved."))
        if refused is None:
            return redirect(back)
    return draw(request, "casefile/form.html", case, form=form, title=title, button=button, back=back, refused=refused, **words)


def pressed(request: Request, act: Callable[[], object], back: str, said: Any = "") -> HttpResponse:
    """A button: do it and go back; a refusal becomes a message."""
    refused = done(request, act, said)
    if refused is not None:
        messages.error(request, say(refused))
    return redirect(back)


def listing(request: Request, *, title: Any, columns: Sequence[Any], rows: Sequence[dict[str, Any]], **words: Any) -> HttpResponse:
    """A list page."""
    return render(request, "shelter/list.html", {"title": title, "columns": columns, "rows": rows, "sections": sections(request), **words})


def sections(request: Request) -> list[dict[str, Any]]:
    """The pages of the house the acting role works on, for the row of tabs; the current one is marked."""
    found = []
    for text, name, permissions in SECTIONS:
        if any(request.actor.may(one) for one in permissions):
            url = at_home(name)
            found.append({"label": say(text), "url": url, "current": request.path == url})
    return found


KEEPS, WATCHES = ("shelter.manage",), ("shelter.manage", "shelter.monitor")
SECTIONS: Sequence[tuple[str, str, tuple[str, ...]]] = (
    (N_("Beds today"), "home", KEEPS),
    (N_("Places and beds"), "places", KEEPS),
    (N_("Waiting list"), "waiting", KEEPS),
    (N_("Refusals"), "refusals", KEEPS),
    (N_("Going out"), "leaves", KEEPS),
    (N_("Incidents"), "incidents", KEEPS),
    (N_("Visits"), "visits", WATCHES),
    (N_("Accreditation"), "register", ("shelter.manage", "shelter.monitor", "shelter.accredit")),
    (N_("Occupancy"), "occupancy", KEEPS),
    (N_("All houses"), "national", ("overview.read",)),
    (N_("Reports due"), "reports", ("shelter.manage", "shelter.accredit")),
)


def found(row: Any) -> Any:
    """The row, or 404."""
    if row is None:
        raise Http404
    return row
