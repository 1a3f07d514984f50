"""Adding a piece of evidence: one page for every kind, for cells and findings alike."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.apps import apps
from django.http import Http404, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from dayaq.assess.assessment import queries as desk
from dayaq.assess.assessment.queries import Assessment
from dayaq.assess.findings import actions
from dayaq.assess.findings.forms.judging import SAID, DocumentForm, EvidenceForm, FigureForm, SurveyForm, ThemeForm, TypedForm, codes_of
from dayaq.assess.findings.forms.words import Choices
from dayaq.assess.findings.rules.evidence import KINDS
from dayaq.assess.findings.views.page import formed
from dayaq.assess.framework.rules.instrument import Instrument
from dayaq.base.access.gate import Request
from dayaq.ui.templatetags.dayaq import codes, say

Data = Mapping[str, Any] | None


@dataclass(frozen=True, slots=True)
class Place:
    """Where evidence goes: back to which page, the cell or finding, items and measures that belong to it, parts of a text."""

    back: str
    about: Mapping[str, Any]
    items: Sequence[str] = ()
    live: Sequence[str] = ()
    parts: Choices | None = field(default=None)


def asked(request: Request, row: Assessment, kind: str, place: Place, **more: Any) -> HttpResponse:
    """The page of one kind of evidence."""
    if kind not in KINDS:
        raise Http404
    form, extra = form_of(request, row, kind, place)
    title = _("Evidence: %(kind)s") % {"kind": say(KINDS[kind])}
    if form is None:
        return formed(
            request, row, EvidenceForm(), _nothing, title=title, back=place.back, template="findings/evidence.html", **extra, **more
        )

    def keep() -> None:
        about: dict[str, Any] = {**place.about, "words": form.words("words"), "part": form.cleaned_data.get("part", "")}
        now: dict[str, Any] = {"assessment": row, "by": request.actor, "at": timezone.now()}
        if isinstance(form, FigureForm):
            actions.take_figure(**form.facts, **about, **now, today=timezone.localdate())
        else:
            actions.add_evidence(kind=kind, facts=form.facts, **about, **now)

    return formed(request, row, form, keep, title=title, back=place.back, template="findings/evidence.html", **extra, **more)


def _nothing() -> None:
    """Nothing is kept before an item is chosen."""


def form_of(request: Request, row: Assessment, kind: str, place: Place) -> tuple[EvidenceForm | None, dict[str, Any]]:
    """The form of a kind and what the page shows beside it; no form yet while an item is being chosen."""
    data, parts = request.POST or None, place.parts
    match kind:
        case "survey":
            return survey_form(request, row, place)
        case "interviews":
            return ThemeForm(data, themes=themes(row), parts=parts), {}
        case "document":
            return DocumentForm(data, sources=sources(row), parts=parts), {}
        case "figure":
            return figure_form(request, row, data, place)
        case _:
            return SAID[kind](data, parts=parts), {}


def survey_form(request: Request, row: Assessment, place: Place) -> tuple[EvidenceForm | None, dict[str, Any]]:
    """First the item, then the answers of it that are counted together."""
    from dayaq.assess.survey import queries as survey

    instrument = survey.instrument_of(row)
    chosen = request.POST.get("item") or request.GET.get("item", "")
    extra = {"items": items(instrument, place.items), "chosen": chosen}
    if chosen not in {item.code for item in instrument.items}:
        return None, extra
    item = instrument.item(chosen)
    offered = [] if item.kind == "text" else [(choice.code, codes(choice.label)) for choice in instrument.offered(item)]
    return SurveyForm(request.POST or None, item=chosen, offered=offered, parts=place.parts), extra


def items(instrument: Instrument, first: Sequence[str]) -> list[dict[str, Any]]:
    """Items to choose from, those of the criterion first."""
    found = [{"code": item.code, "text": item.text, "near": item.code in first} for item in instrument.items if item.kind != "text"]
    return sorted(found, key=lambda item: not item["near"])


def figure_form(request: Request, row: Assessment, data: Data, place: Place) -> tuple[EvidenceForm, dict[str, Any]]:
    """From the register where there is one, typed with its source where there is none or one asks for it."""
    register = apps.is_installed("dayaq.count.figures")
    if not register or request.GET.get("typed"):
        return TypedForm(data, sources=sources(row), parts=place.parts), {"register": register, "typed": True}
    from dayaq.count.figures import queries as figures
    from dayaq.count.figures.queries.laid_out import worded

    offered = [(one.code, worded(one.label)) for one in figures.measures()]
    near = [pair for pair in offered if pair[0] in place.live]
    return FigureForm(data, measures=[*near, *(pair for pair in offered if pair not in near)], parts=place.parts), {"register": True}


def themes(row: Assessment) -> Choices:
    """Themes of the interviews with their counts."""
    from dayaq.assess.interviews import queries as interviews

    return [(one.code, f"{codes(one.label)} ({one.n} / {one.base})") for one in interviews.themes(row) if one.base]


def sources(row: Assessment) -> Choices:
    """The documents of the desk review."""
    return codes_of([(one.code, one.title) for one in desk.sources(row)])
