"""Legal help: the register of lawyers, the person's wish, mandates, time worked, privileged notes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from dayaq.base.access.queries import groups_of
from dayaq.base.access.rules import Actor
from dayaq.core.clock import Clock
from dayaq.core.decision import Stale, allowed, require
from dayaq.core.pack.schema.justice import JusticeFile
from dayaq.core.words import N_
from dayaq.respond.casefile.actions import finish_tasks, set_task
from dayaq.respond.casefile.queries import Case, pack_of, writes_of
from dayaq.respond.justice import access, rules
from dayaq.respond.justice.actions.steps import coded, day_of, noted, once, step, written
from dayaq.respond.justice.models import Lawyer, LegalRequest, LegalWork, Mandate, PrivilegedNote

TASK, CLOCK = "justice.lawyer", "lawyer"


def register_lawyer(*, name: str, by: Actor, at: datetime, **facts: Any) -> Lawyer:
    """Enter a lawyer or legal adviser in the register (``LEG-03``: the bar flag)."""
    del at
    allow = by.may("legal.work") or by.may("justice.work")
    require(allowed(allow, "may_not_register", N_("Your role does not keep the register of lawyers.")))
    require(allowed(bool(name.strip()), "no_name", N_("A lawyer has a name.")))
    coded(legal_scheme=facts.get("schemes"), language=facts.get("languages"), sex=facts.get("sex", ""))
    return Lawyer.objects.create(name=name.strip(), **facts, **written(by))


def change_lawyer(*, lawyer: Lawyer, version: int, changes: Mapping[str, Any], by: Actor, at: datetime) -> Lawyer:
    """Change an entry of the own register."""
    del at
    require(allowed(lawyer.organisation == by.organisation_id, "not_own", N_("Only the body that entered a lawyer changes the entry.")))
    coded(legal_scheme=changes.get("schemes"), language=changes.get("languages"))
    return step(lawyer, version, **changes)


def tell_legal_aid(*, case: Case, language: str, understood: bool, by: Actor, at: datetime) -> None:
    """Record that the person was told what legal help costs and who gives it (``LEG-01``).

    Basis: in pack az Cabinet Decision 123, 3.1; CoE Convention, Article 15(1).
    """
    require(access.may_arrange(by, writes_of(case.id)))
    coded(language=language)
    noted(case, "told", by, at, {"language": language, "understood": understood})


def wish_lawyer(*, case: Case, scopes: Sequence[str], by: Actor, at: datetime, **more: Any) -> LegalRequest:
    """Record that the person wishes a lawyer; a task waits until somebody is assigned. Co-operation is never asked (``LEG-05``)."""
    require(access.may_arrange(by, writes_of(case.id)))
    coded(legal_scope=list(scopes), language=more.get("language", ""))
    require(allowed(bool(scopes), "for_what", N_("Say for what a lawyer is wished.")))
    row = LegalRequest.objects.create(case=case, scopes=list(scopes), at=at, **more, **written(by))
    noted(case, "wished", by, at, {"scopes": list(scopes)})
    pack = pack_of(case)
    term = pack.on(pack.calendar.local_date(at)).clock(CLOCK) if CLOCK in pack.clocks else None
    due = Clock(term, at).due(pack.calendar) if term else None
    set_task(case=case, kind=TASK, unit=by.unit_id, started_at=at, due_at=due, rule=CLOCK if due else "", by=by)
    return row


def answer_wish(
    *, request: LegalRequest, outcome: str, by: Actor, at: datetime, lawyer: Lawyer | None = None, scheme: str = ""
) -> LegalRequest:
    """Write what came of the wish: assigned to whom, under which scheme, or why not."""
    require(access.may_arrange(by, writes_of(request.case_id)))
    coded(legal_outcome=outcome, legal_scheme=scheme)
    require(
        allowed(
            bool(outcome) and (outcome != "assigned" or (lawyer is not None and bool(scheme))),
            "whom",
            N_("Say who was assigned, and who pays."),
        )
    )
    require(allowed(at >= request.at, "order", N_("The dates do not follow each other.")))
    if outcome == "assigned" and lawyer is not None:
        require(bar(request.case, request.scopes, lawyer, at))
    columns = {"outcome": outcome, "outcome_at": at, "outcome_by": by.user_id, "lawyer": lawyer and lawyer.id, "scheme": scheme}
    once(request, "outcome_at", **columns)
    noted(request.case, "answered", by, at, {"outcome": outcome, "scheme": scheme})
    if not LegalRequest.objects.filter(case_id=request.case_id, outcome_at__isnull=True).exists():
        finish_tasks(case=request.case, kind=TASK, by=by, at=at)
    return request


def bar(case: Case, scopes: Sequence[str], lawyer: Lawyer, at: datetime) -> Any:
    """Whether the bar rule lets this lawyer represent in these matters."""
    pack = pack_of(case)
    scopes_bound = pack.area(JusticeFile).bar_scopes
    return rules.may_represent(pack.process.lawyer, scopes_bound, scopes, bar_member=lawyer.bar_member, day=day_of(at))


@dataclass(frozen=True, slots=True, kw_only=True)
class NewMandate:
    """Who represents, for what, paid by whom; ``happened_because`` keeps what the bar rule forbids and yet happened."""

    lawyer: Lawyer
    scopes: tuple[str, ...]
    scheme: str
    attorney_at: datetime | None = None
    happened_because: str = ""


def give_mandate(*, case: Case, new: NewMandate, by: Actor, at: datetime) -> Mandate:
    """Record a mandate; the rate comes from the pack. Without the bar a criminal case is refused as a plan, kept as a breach (``LEG-03``)."""
    require(access.may_mandate(by, writes_of(case.id)))
    coded(legal_scope=list(new.scopes), legal_scheme=new.scheme)
    require(allowed(bool(new.scopes) and bool(new.scheme), "for_what", N_("Say for what, and who pays.")))
    lawful = bar(case, new.scopes, new.lawyer, at)
    if not new.happened_because:
        require(lawful)
    pack = pack_of(case)
    rate = rules.rate_of(pack.area(JusticeFile).rates, new.scheme, day_of(at))
    broken = {} if lawful.ok else {"breach": "no_bar", "breach_why": new.happened_because}
    row = Mandate.objects.create(
        case=case,
        lawyer=new.lawyer,
        scopes=list(new.scopes),
        scheme=new.scheme,
        free=new.scheme != "private",
        rate=rate.value if rate else None,
        currency=(pack.currency or "") if rate else "",
        attorney_at=new.attorney_at,
        at=at,
        **broken,
        **written(by),
    )
    noted(case, "mandate" if lawful.ok else "mandate_unlawful", by, at, {"scheme": new.scheme})
    return row


def end_mandate(*, mandate: Mandate, why: str, by: Actor, at: datetime) -> Mandate:
    """End a mandate with its reason; help goes on."""
    require(access.may_mandate(by, writes_of(mandate.case_id)))
    coded(mandate_end=why)
    require(allowed(bool(why) and at >= mandate.at, "why", N_("Say why the mandate ends; it cannot end before it began.")))
    if not Mandate.objects.filter(id=mandate.id, ended_at__isnull=True).update(ended_at=at, ended_why=why):
        raise Stale
    mandate.refresh_from_db()
    return mandate


def log_work(*, mandate: Mandate, kind: str, minutes: int, by: Actor, at: datetime) -> LegalWork:
    """Note time worked on a mandate."""
    require(access.may_mandate(by, writes_of(mandate.case_id)))
    coded(legal_scope=kind)
    require(allowed(0 < minutes <= 24 * 60, "minutes", N_("Between a minute and a day is noted at once.")))
    return LegalWork.objects.create(case=mandate.case, mandate=mandate, kind=kind, minutes=minutes, at=at, **written(by))


def add_note(*, case: Case, text: str, language: str, by: Actor, at: datetime) -> PrivilegedNote:
    """Keep a privileged note; its author alone reads it."""
    require(access.may_note(by, groups_of(case.id)))
    require(allowed(bool(text.strip()), "empty", N_("There is nothing to keep.")))
    row = PrivilegedNote(case=case, text=text, language=language, at=at, **written(by))
    row.save(force_insert=True)
    return row
