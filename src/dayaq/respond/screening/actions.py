"""Writes of a screening: begin, describe, answer, finish. What is finished is kept as it is; a new one corrects it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from django.db.models import F

from dayaq.base.access.rules import Actor
from dayaq.core.decision import Decision, Reason, Refused, Stale, require
from dayaq.core.pack import Pack
from dayaq.core.words import N_
from dayaq.respond.casefile.actions import finish_tasks, record
from dayaq.respond.casefile.queries import Case, pack_of, writes_of
from dayaq.respond.referral.actions import record_breach
from dayaq.respond.screening import queries, rules
from dayaq.respond.screening.access import may_fill, may_go_on
from dayaq.respond.screening.models import Answer, Screening

ALONE = "child_without_guardian"  # the breach: a child heard without a representative
BEFORE_REMOVAL = "screening_before_removal"  # the task a removal hold sets


@dataclass(frozen=True, slots=True, kw_only=True)
class Sitting:
    """What is written down beside the answers: who was there, in which language, what was asked beside the list."""

    language: str = ""
    interpreter: bool | None = None
    present: tuple[str, ...] = ()
    absences: Mapping[str, str] = field(default_factory=dict)
    acts: tuple[str, ...] = ()
    purpose: str = ""
    consent_claimed: bool = False
    alone_because: str = ""  # a child was heard without its people: it happened, and why (code of a breach's reason)

    def columns(self) -> dict[str, Any]:
        """The sitting as columns."""
        kept = {code: why.strip() for code, why in self.absences.items() if why.strip() and code not in self.present}
        lists = {"present": list(self.present), "absences": kept, "acts": list(self.acts)}
        return {
            "language": self.language,
            "interpreter": self.interpreter,
            "purpose": self.purpose,
            "consent_claimed": self.consent_claimed,
            **lists,
        }


def start(*, case: Case, list_code: str, sitting: Sitting, by: Actor, at: datetime, corrects: Screening | None = None) -> Screening:
    """Begin a screening at the time it was held, which may lie before today: a paper form entered later is normal.

    A child heard without its people is refused as a plan; what happened is kept, as a breach with its reason.
    """
    require(may_fill(by, writes_of(case.id)))
    pack, child = pack_of(case), queries.is_child(case)
    require(check_list(pack, list_code))
    company = check_company(pack, sitting, child=child)
    if not company.ok and sitting.alone_because:
        record_breach(case=case, kind=ALONE, reason=sitting.alone_because, by=by, at=at, body=by.organisation)
    else:
        require(company)
    screening = Screening(
        case=case,
        list_code=list_code,
        list_version=pack.indicators[list_code].version,
        at=at,
        by=by.user_id,
        organisation=by.organisation_id,
        child=child,
        corrects=corrects,
        **sitting.columns(),
    )
    screening.save(force_insert=True)
    record(case=case, kind="screening.started", by=by, at=at, facts={"screening": str(screening.id)})
    return screening


def describe(*, screening: Screening, sitting: Sitting, version: int, by: Actor, at: datetime) -> Screening:
    """Change what is written beside the answers, while the screening is open."""
    del at  # the moment of the sitting does not move; the trigger beneath records when it was changed
    going_on(screening, by)
    step(screening, version, **sitting.columns())
    return screening


def answer(*, screening: Screening, answers: Mapping[str, tuple[str, str]], version: int, by: Actor, at: datetime) -> Screening:
    """Keep answers ``{"AZ-L06": ("yes", "passport in the office")}``; Stale when somebody was faster."""
    del at
    going_on(screening, by)
    items = pack_of(screening.case).indicators[screening.list_code].items
    strangers = [code for code, (said, _note) in answers.items() if code not in items or said not in set(rules.Answer)]
    if strangers:
        text = N_("The list has no such item or answer: %(items)s.")
        raise Refused(Decision.refuse(Reason("no_such_item", text, {"items": ", ".join(strangers)})))
    step(screening, version)
    rows = [
        Answer(case_id=screening.case_id, screening=screening, code=code, answer=said, note=note) for code, (said, note) in answers.items()
    ]
    Answer.objects.bulk_create(rows, update_conflicts=True, unique_fields=["screening", "code"], update_fields=["answer", "note"])
    return screening


def finish(*, screening: Screening, version: int, by: Actor, at: datetime) -> Screening:
    """Finish: both results are stored with the version of the list that gave them, and nothing changes any more."""
    going_on(screening, by)
    pack = pack_of(screening.case)
    result = stored(queries.judged(screening, pack))
    about = {
        "list": screening.list_code,
        "version": screening.list_version,
        "complete": not pack.indicators[screening.list_code].incomplete,
    }
    step(screening, version, result=about | result, finished_at=at)
    record(case=screening.case, kind="screening.finished", by=by, at=at, facts={"screening": str(screening.id)})
    finish_tasks(case=screening.case, kind=BEFORE_REMOVAL, by=by, at=at)
    return screening


def going_on(screening: Screening, by: Actor) -> None:
    """Refuse unless this open screening is the acting body's to go on with."""
    require(may_fill(by, writes_of(screening.case_id)))
    require(may_go_on(by, screening.organisation, finished=screening.finished_at is not None))


def step(screening: Screening, version: int, **columns: Any) -> None:
    """Write columns and the next version; Stale when the version read is no longer the one kept."""
    rows = Screening.objects.filter(id=screening.id, version=version, finished_at__isnull=True)
    if not rows.update(version=F("version") + 1, **columns):
        raise Stale
    screening.refresh_from_db()


def check_list(pack: Pack, code: str) -> Decision:
    """Whether the list exists and has items; an empty one waits for whoever has its text."""
    source = pack.indicators.get(code)
    if source is None:
        return Decision.refuse(Reason("no_list", N_("There is no list %(list)s."), {"list": code}))
    if not source.items:
        text = N_("The items of the list %(list)s are not at hand: choose another one.")
        return Decision.refuse(Reason("list_empty", text, {"list": code}))
    return Decision.allow()


def check_company(pack: Pack, sitting: Sitting, *, child: bool) -> Decision:
    """Whether a child is not alone, by the pack's list of who has to be there."""
    at_hand = {code: rules.Presence(present=True) for code in sitting.present}
    at_hand |= {
        code: rules.Presence(present=False, not_needed_because=why) for code, why in sitting.absences.items() if code not in at_hand
    }
    found = rules.check_participants(queries.participants(pack), at_hand, child=child)
    people = pack.process.identification.child_participants
    named = (replace(reason, params={"participant": people[str(reason.params["participant"])].label}) for reason in found.reasons)
    return replace(found, reasons=tuple(named))


def stored(result: rules.Screening) -> dict[str, Any]:
    """Both results as they are kept: codes only, words come from the pack when they are shown."""
    test = result.element_test
    dimensions = {
        str(key): {
            "strong": found.counts.strong,
            "medium": found.counts.medium,
            "weak": found.counts.weak,
            "positive": found.positive,
            "drivers": list(found.drivers),
            "unanswered": list(found.unanswered),
        }
        for key, found in result.dimensions.items()
    }
    missing = [
        {
            "hint": one.hint.message,
            "params": {k: str(v) for k, v in one.hint.params.items()},
            "topics": list(one.topics),
            "unanswered": list(one.unanswered),
        }
        for one in result.missing
    ]
    return {
        "dimensions": dimensions,
        "profile": str(result.profile),
        "element_test": {"act": test.act, "means": str(test.means), "purpose": test.purpose, "met": test.met},
        "driven_by": {part: list(codes) for part, codes in result.driven_by.items()},
        "drivers": list(result.drivers),
        "missing": missing,
    }
