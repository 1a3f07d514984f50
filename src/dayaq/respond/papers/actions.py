"""Making a paper, and saying that it was signed."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import asdict
from datetime import date, datetime
from uuid import UUID

from django.utils import timezone

from dayaq.base.access.queries import groups_of
from dayaq.base.access.rules import Actor
from dayaq.core.decision import Decision, Reason, Refused, allowed, require
from dayaq.core.pack.schema.papers import PapersFile, Template
from dayaq.core.report import Report, write
from dayaq.core.words import N_
from dayaq.respond.casefile.actions import record
from dayaq.respond.casefile.queries import Case, pack_of
from dayaq.respond.papers.access import may_make, may_name
from dayaq.respond.papers.models import Paper, Print
from dayaq.respond.papers.queries import BLANKS, filled, newest, words_of
from dayaq.respond.papers.queries.values import Asking
from dayaq.respond.papers.rules import filling, sources

BETRAYS = N_("This paper must not tell what happened to the person. Take out: %(words)s.")
FORMS = ("docx", "pdf")


def make(
    *,
    case: Case,
    template: str,
    language: str,
    by: Actor,
    at: datetime,
    ground: str = "none",
    recipient: str = "",
    written: Mapping[str, str] | None = None,
    replaces: Paper | None = None,
) -> Paper:
    """Make a paper from a template of the case's pack and keep its files; Refused when a name has no ground or words betray.

    Basis: THB Law, Articles 6.3 and 17 (DAT-01, DAT-02).
    """
    require(may_make(by))
    pack = pack_of(case)
    chosen = pack.area(PapersFile).templates[template]
    require(may_name(chosen, ground, recipient, groups_of(case.id)))
    require(allowed(replaces is None or newest(replaces), "papers.replaced", N_("There is a newer paper already; replace that one.")))
    values = filled(chosen, language, Asking(case, by, at, recipient, ground), written or {}, named=ground != "none")
    require(harmless(chosen, language, values, pack.area(PapersFile)))
    paper = Paper.objects.create(
        case=case,
        groups=int(sources.groups(chosen, BLANKS, named=ground != "none") & groups_of(case.id)),
        template=template,
        pack=pack.code,
        pack_version=pack.version,
        language=language,
        named=ground != "none",
        ground=ground,
        recipient=recipient,
        filled=asdict(values),
        at=at,
        organisation=by.organisation_id,
        by=by.user_id,
        replaces=replaces,
    )
    keep_prints(paper, filling.document(chosen, language, day_of(case, at), values, BLANKS, words_of(language)), by)
    record(case=case, kind="papers.made", by=by, at=at, facts={"template": template})
    return paper


def day_of(case: Case, at: datetime) -> date:
    """The local day of the paper."""
    return pack_of(case).calendar.local_date(at)


def harmless(template: Template, language: str, values: filling.Filled, file: PapersFile) -> Decision:
    """A neutral paper contains no word that betrays (A18)."""
    if not template.neutral:
        return Decision.allow()
    found = filling.betrays(template, language, values, [word for words in file.betraying.values() for word in words])
    return Decision.refuse(Reason("papers.betrays", BETRAYS, {"words": ", ".join(found)})) if found else Decision.allow()


def keep_prints(paper: Paper, document: Report, by: Actor) -> None:
    """The files as they are handed out."""
    for form in FORMS:
        data = write(document, form)
        Print.objects.create(
            paper=paper,
            case_id=paper.case_id,
            groups=paper.groups,
            form=form,
            sha256=hashlib.sha256(data).hexdigest(),
            data=data,
            by=by.user_id,
        )


def sign(*, paper: Paper, on: date, signed_by: str, by: Actor, at: datetime, scan: UUID | None = None) -> Paper:
    """Record that the paper was signed on paper: when, by whom, and the scanned file if there is one."""
    require(may_make(by))
    words = " ".join(signed_by.split())
    require(allowed(bool(words), "papers.who", N_("Say who signed.")))
    require(allowed(on <= timezone.localdate(), "papers.future", N_("A paper cannot have been signed in the future.")))
    if not Paper.objects.filter(id=paper.id, signed_on__isnull=True).update(signed_on=on, signed_by=words[:120], scan=scan):
        raise Refused(Decision.refuse(Reason("papers.signed", N_("This paper is signed already. Make a new one in its place."))))
    record(case=paper.case, kind="papers.signed", by=by, at=at, facts={"template": paper.template})
    paper.refresh_from_db()
    return paper
