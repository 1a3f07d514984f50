"""Papers made, and the templates a country has."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import QuerySet
from django.utils.translation import gettext, override

from dayaq.base.access.rules import Actor
from dayaq.base.accounts.queries import names, organisations
from dayaq.core.pack import load
from dayaq.core.pack.schema.papers import PapersFile, Template
from dayaq.core.words import N_
from dayaq.respond.casefile.queries import Case, label, language, pack_of
from dayaq.respond.casework.queries import letter_rows
from dayaq.respond.papers.models import Paper, Print
from dayaq.respond.papers.rules.filling import said
from dayaq.respond.shelter.queries import open_places
from dayaq.ui.templatetags.dayaq import codes as in_words

WORDS = {"table": N_("Table"), "figure": N_("Figure"), "page": N_("p. %(page)s"), "draft": N_("DRAFT"), "back": N_("back to the text")}


def templates(pack: str = "") -> Mapping[str, Template]:
    """The templates of a pack, of the home pack when none is said."""
    return load(pack or settings.HOME_PACK).area(PapersFile).templates


def words_of(paper_language: str) -> dict[str, str]:
    """The words a document needs, in its language."""
    with override(paper_language):
        return {name: gettext(text) for name, text in WORDS.items()}


def listed(case: Case, *, template: str = "", text: str = "") -> QuerySet[Paper]:
    """Papers of a case the reader is let into, the newest first; filtered by template, searched by its label."""
    found = Paper.objects.filter(case=case).order_by("-at", "-recorded_at", "id")
    if template:
        found = found.filter(template=template)
    if text:
        known = templates(case.pack)
        fits = [code for code, one in known.items() if text.casefold() in said(one.label, language()).casefold()]
        found = found.filter(template__in=fits)
    return found


def rows(case: Case, papers: list[Paper]) -> list[dict[str, Any]]:
    """Papers as the list shows them."""
    known, bodies = templates(case.pack), names({paper.organisation for paper in papers})
    newer = set(Paper.objects.filter(replaces__in=papers).values_list("replaces_id", flat=True))
    return [
        {
            "paper": paper,
            "label": said(known[paper.template].label, language()) if paper.template in known else paper.template,
            "body": in_words(bodies.get(paper.organisation, {})),
            "language": label(pack_of(case), f"codes.language.{paper.language}"),
            "state": "replaced" if paper.id in newer else "signed" if paper.signed_on else "made",
        }
        for paper in papers
    ]


def by_id(case: Case, paper: UUID) -> Paper | None:
    """One paper of the case, if the reader is let into everything it holds."""
    return Paper.objects.filter(case=case, id=paper).first()


def newest(paper: Paper) -> bool:
    """Whether no newer paper took its place."""
    return not Paper.objects.filter(replaces=paper).exists()


def form_of(paper: Paper, form: str) -> Print | None:
    """The file of a paper."""
    return Print.objects.filter(paper=paper, form=form).first()


HELPERS = frozenset({"state_shelter", "ngo_shelter", "ngo", "assistance_centre", "hotline", "police", "coordinator", "international"})


def unsaid(actor: Actor) -> list[str]:
    """Names no neutral paper may hold: bodies that help or decide, houses, and the maker's own body and unit (A18)."""
    pack = load(settings.HOME_PACK)
    bodies = [text for body in pack.bodies.values() if body.type in HELPERS for text in body.name.values()]
    known = [one for one in organisations() if one.body_type in HELPERS or one.id == actor.organisation_id]
    own = [text for words in names({actor.organisation_id, actor.unit_id}).values() for text in words.values()]
    houses = [place.code for place in open_places() if len(place.code) > 2]
    return [*bodies, *(text for one in known for text in one.name.values()), *own, *houses]


def letter_of(paper: Paper) -> dict[str, Any] | None:
    """The letter that carries a paper and was not withdrawn, with where it is."""
    rows = (row for row in letter_rows(paper.case) if row["letter"].paper == paper.id and row["code"] != "withdrawn")
    return next(rows, None)


def readable(keys: set[UUID]) -> set[UUID]:
    """Those of some papers the reader is let into."""
    return set(Paper.objects.filter(id__in=keys).values_list("id", flat=True))
