"""Looking at a paper, making it, saying that it was signed, laying it for clearance."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime
from uuid import UUID

from django.utils import timezone

from dayaq.base.access.queries import groups_of
from dayaq.base.access.rules import Actor, Group
from dayaq.base.documents import rules as documents
from dayaq.base.documents.actions import virus_check
from dayaq.core.decision import Decision, Reason, allowed, require
from dayaq.core.pack.schema.papers import PapersFile, Template
from dayaq.core.report import Report, write
from dayaq.core.words import N_
from dayaq.respond.casefile.actions import record
from dayaq.respond.casefile.queries import Case, pack_of
from dayaq.respond.casework.actions import draft_letter
from dayaq.respond.papers.access import Exit, may_make, may_name, may_write
from dayaq.respond.papers.models import Paper, Print
from dayaq.respond.papers.queries import BLANKS, filled, letter_of, newest, templates, unsaid, words_of
from dayaq.respond.papers.queries.consents import known, recipient_of
from dayaq.respond.papers.queries.values import Asking
from dayaq.respond.papers.rules import filling, sources

BETRAYS = N_("This paper must not tell what happened to the person. Take out: %(words)s.")
SIGNED = N_("This paper is signed already. Make a new one in its place.")
FORMS = ("docx", "pdf")
SCANS = ("pdf", "png", "jpg", "tif")


@dataclass(frozen=True, slots=True)
class Draft:
    """A paper as it would be made: its values, the document, what it holds."""

    template: Template
    values: filling.Filled
    document: Report
    groups: Group
    way: Exit


def draft(
    *, case: Case, template: str, language: str, by: Actor, at: datetime, way: Exit | None = None, written: Mapping[str, str] | None = None
) -> Draft:
    """A paper to look at, nothing kept; Refused when a name has no ground or words betray.

    Basis: THB Law, Articles 6.3 and 17 (DAT-01, DAT-02).
    """
    require(may_make(by))
    file, reads, way = pack_of(case).area(PapersFile), groups_of(case.id), way or Exit()
    chosen, named = file.templates[template], way.ground != "none"
    require(allowed(chosen.about == "case", "papers.apart", N_("This paper concerns no case.")))
    if way.consent is not None:
        way = replace(way, recipient=recipient_of(case, way.consent))
    require(may_name(chosen, way, reads, known(case, at) if way.ground == "consent" else ()))
    holds = sources.groups(chosen, BLANKS, named=named)
    require(may_write(holds, reads, bool(written)))
    asking = Asking(case, by, at, way.recipient, way.ground, way.order_number, way.order_body)
    values = filled(chosen, language, asking, written or {}, named=named)
    require(harmless(chosen, language, values, file, by))
    document = filling.document(chosen, language, day_of(case, at), values, BLANKS, words_of(language))
    return Draft(chosen, values, document, holds & reads, way)


def make(
    *,
    case: Case,
    template: str,
    language: str,
    by: Actor,
    at: datetime,
    way: Exit | None = None,
    written: Mapping[str, str] | None = None,
    replaces: Paper | None = None,
) -> Paper:
    """Make a paper from a template of the case's pack and keep its files; see ``draft`` for what is refused."""
    require(allowed(replaces is None or newest(replaces), "papers.replaced", N_("There is a newer paper already; replace that one.")))
    made = draft(case=case, template=template, language=language, by=by, at=at, way=way, written=written)
    pack, named = pack_of(case), made.way.ground != "none"
    paper = Paper.objects.create(
        case=case,
        groups=int(made.groups),
        template=template,
        pack=pack.code,
        pack_version=pack.version,
        language=language,
        named=named,
        **(asdict(made.way) if named else {"ground": "none", "recipient": made.way.recipient}),
        filled=asdict(made.values),
        at=at,
        organisation=by.organisation_id,
        by=by.user_id,
        replaces=replaces,
    )
    keep_prints(paper, made.document, by)
    record(case=case, kind="papers.made", by=by, at=at, facts={"template": template})
    return paper


def day_of(case: Case, at: datetime) -> date:
    """The local day of the paper."""
    return pack_of(case).calendar.local_date(at)


def harmless(template: Template, language: str, values: filling.Filled, file: PapersFile, by: Actor) -> Decision:
    """A neutral paper contains no word that betrays and no name of a body that helps or of a house (A18)."""
    if not template.neutral:
        return Decision.allow()
    betraying = [word for words in file.betraying.values() for word in words]
    found = filling.betrays(template, language, values, betraying, unsaid(by))
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


def sign(*, paper: Paper, on: date, signed_by: str, by: Actor, at: datetime, scan: tuple[str, bytes] | None = None) -> Paper:
    """Record that the paper was signed by hand: when, by whom, and the scanned sheet if there is one."""
    require(may_make(by))
    words = " ".join(signed_by.split())
    require(allowed(bool(words), "papers.who", N_("Say who signed.")))
    require(allowed(on <= timezone.localdate(), "papers.future", N_("A paper cannot have been signed in the future.")))
    require(allowed(Paper.objects.filter(id=paper.id, signed_on__isnull=True).exists(), "papers.signed", SIGNED))
    sheet = keep_scan(paper, *scan, by) if scan else None
    Paper.objects.filter(id=paper.id, signed_on__isnull=True).update(signed_on=on, signed_by=words[:120], scan=sheet)
    record(case=paper.case, kind="papers.signed", by=by, at=at, facts={"template": paper.template})
    paper.refresh_from_db()
    return paper


def keep_scan(paper: Paper, name: str, content: bytes, by: Actor) -> UUID:
    """Keep the signed sheet behind the paper's own wall: it holds every group the paper holds, a file of the case only one."""
    require(documents.check(name, content))
    form = documents.recognise(name, content)
    require(allowed(form is not None and form.ending in SCANS, "papers.scan", N_("A scan is a PDF or a picture.")))
    virus_check(content)
    sheet = Print.objects.create(
        paper=paper,
        case_id=paper.case_id,
        groups=paper.groups,
        form=f"scan-{form.ending if form else ''}",
        sha256=hashlib.sha256(content).hexdigest(),
        data=content,
        by=by.user_id,
    )
    return sheet.id


def lay_for_clearance(*, paper: Paper, kind: str, to_body: str, by: Actor, at: datetime) -> UUID:
    """Begin the letter that carries the paper; it then passes the offices its kind has to pass (REF-08)."""
    require(may_make(by))
    chosen = templates(paper.case.pack).get(paper.template)
    require(allowed(chosen is not None and chosen.cleared, "papers.no_letter", N_("This paper is not sent by letter.")))
    require(allowed(newest(paper), "papers.replaced", N_("There is a newer paper already; send that one.")))
    require(allowed(letter_of(paper) is None, "papers.letter_once", N_("A letter with this paper is under way already.")))
    return draft_letter(case=paper.case, kind=kind, to_body=to_body, by=by, at=at, paper=paper.id).id
