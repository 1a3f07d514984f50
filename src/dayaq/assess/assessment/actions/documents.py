"""The register of sources, the ratification table, written inquiries."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from dayaq.assess.assessment import rules
from dayaq.assess.assessment.access import may_work
from dayaq.assess.assessment.actions.asking import stepped
from dayaq.assess.assessment.actions.planning import known_only
from dayaq.assess.assessment.models import Assessment, Inquiry, Source, Treaty
from dayaq.assess.assessment.queries import citation_faults, source
from dayaq.base.access.rules import Actor
from dayaq.core.decision import Decision, Reason, Refused, require
from dayaq.core.words import N_


@dataclass(frozen=True, slots=True, kw_only=True)
class NewSource:
    """A document: countries it is about decide its series; ``issued`` is ISO text as precise as known."""

    title: str
    author: str = ""
    issued: str = ""
    link: str = ""
    language: str = ""
    countries: tuple[str, ...] = ()
    pages: int | None = None
    published: bool = True
    reviewed: bool = False
    kept: bool | None = None
    because: str = ""

    def columns(self) -> dict[str, Any]:
        """As columns."""
        names = ("title", "author", "issued", "link", "language", "pages", "published", "reviewed", "kept", "because")
        return {**{name: getattr(self, name) for name in names}, "countries": list(self.countries)}


def register_source(*, assessment: Assessment, new: NewSource, by: Actor, at: datetime, number: int = 0) -> Source:
    """Enter a document; the register gives the next code of its series, and a code is never used again.

    ``number``: the one it has in older material; refused when it is taken.
    """
    del at
    require(may_work(by))
    require(decidable(new.reviewed, new.kept, new.because))
    series = rules.series_of(new.countries)
    last = assessment.sources.filter(series=series).order_by("-number").values_list("number", flat=True).first() or 0
    code = f"{series} {number or last + 1}"
    if assessment.sources.filter(code=code).exists():
        raise Refused(Decision.refuse(Reason("code_taken", N_("The register has %(code)s already."), {"code": code})))
    row = Source(assessment=assessment, series=series, number=number or last + 1, code=code, by=by.user_id, **new.columns())
    row.save(force_insert=True)
    return row


def decidable(reviewed: bool, kept: bool | None, because: str) -> Decision:
    """A source is kept or left out after it was reviewed; leaving out says why."""
    if kept is not None and not reviewed:
        return Decision.refuse(Reason("review_first", N_("Review the document before you decide whether it is kept.")))
    if kept is False and not because.strip():
        return Decision.refuse(Reason("why_not_kept", N_("Say why the document is not kept.")))
    return Decision.allow()


def change_source(*, row: Source, new: NewSource, version: int, by: Actor, at: datetime) -> Source:
    """Correct an entry; its code stays, also when the countries change."""
    del at
    require(may_work(by))
    require(decidable(new.reviewed, new.kept, new.because))
    changed: Source = stepped(row, version, **new.columns())
    return changed


def note_treaty(
    *, assessment: Assessment, said: dict[str, Any], by: Actor, at: datetime, row: Treaty | None = None, version: int = 0
) -> Treaty:
    """Enter or correct a treaty: short, title, country, state, year, citation."""
    del at
    require(may_work(by))
    known_only([said["state"]], rules.RATIFIED)
    if (said["state"] == "none") != (said.get("year") is None):
        raise Refused(Decision.refuse(Reason("year_of_treaty", N_("Give the year; only a treaty that was never signed has none."))))
    wrong = citation_faults(assessment, said.get("citation", ""), pages=False)
    if wrong:
        raise Refused(Decision.refuse(*wrong))
    twins = assessment.treaties.filter(country=said["country"], short=said["short"])
    if (twins.exclude(id=row.id) if row else twins).exists():
        raise Refused(Decision.refuse(Reason("treaty_twice", N_("This treaty is in the table already."))))
    if row:
        changed: Treaty = stepped(row, version, **said)
        return changed
    row = Treaty(assessment=assessment, by=by.user_id, **said)
    row.save(force_insert=True)
    return row


def drop_treaty(*, row: Treaty, by: Actor, at: datetime) -> None:
    """Take a treaty out of the table."""
    del at
    require(may_work(by))
    row.delete()


@dataclass(frozen=True, slots=True, kw_only=True)
class NewInquiry:
    """Written questions: to whom, when sent and answered, whether in place of a meeting, the reply's code in the register."""

    institution: str
    sent: date
    answered: date | None = None
    no_meeting: bool = False
    source: str = ""
    note: str = ""


def note_inquiry(
    *, assessment: Assessment, new: NewInquiry, by: Actor, at: datetime, row: Inquiry | None = None, version: int = 0
) -> Inquiry:
    """Enter or correct a written inquiry. Basis: assessment of assistance (OSCE 2012, ch. IV): the answering body is named."""
    del at
    require(may_work(by))
    if new.answered and new.answered < new.sent:
        raise Refused(Decision.refuse(Reason("answered_before", N_("The answer is older than the invitation."))))
    if new.source and source(assessment, new.source) is None:
        text = N_("%(citation)s: the register of sources has no such code.")
        raise Refused(Decision.refuse(Reason("unknown_source", text, {"citation": new.source})))
    said = {name: getattr(new, name) for name in ("institution", "sent", "answered", "no_meeting", "source", "note")}
    if row:
        changed: Inquiry = stepped(row, version, **said)
        return changed
    row = Inquiry(assessment=assessment, by=by.user_id, **said)
    row.save(force_insert=True)
    return row


def drop_inquiry(*, row: Inquiry, by: Actor, at: datetime) -> None:
    """Delete an inquiry entered by mistake."""
    del at
    require(may_work(by))
    row.delete()
