"""Persons of a proceeding other than victims: suspects, accused, wanted, arrested; groups; charges and verdicts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Max

from dayaq.base.access.rules import Actor
from dayaq.core.decision import allowed, require
from dayaq.core.pack.schema.justice import JusticeFile
from dayaq.core.words import N_
from dayaq.respond.casefile.queries import writes_of
from dayaq.respond.justice import access, rules
from dayaq.respond.justice.actions.steps import coded, day_of, home, once, step, written
from dayaq.respond.justice.models import Charge, Gang, Offender, Proceeding, Verdict

LISTS = {"sex": "sex", "age_band": "age_band", "role": "offender_role"}
MOMENTS = ("suspected_at", "accused_at", "tried_at", "wanted_at", "found_at", "arrested_at", "released_at")
MOST = 200  # persons entered with the same facts at once: years of which only sums are kept


def add_offenders(*, proceeding: Proceeding, by: Actor, at: datetime, n: int = 1, **facts: Any) -> list[Offender]:
    """Enter one person, or several of whom the same is known (old years); ``facts`` are columns, moments included."""
    del at  # each moment of a person has its own column
    require(access.may_write(by, writes_of(proceeding.id)))
    require(allowed(1 <= n <= MOST, "too_many", N_("Between 1 and 200 persons are entered at once.")))
    check_facts(facts)
    last = Offender.objects.filter(proceeding=proceeding).aggregate(last=Max("number"))["last"] or 0
    rows = [Offender(proceeding=proceeding, number=last + one, **facts, **written(by)) for one in range(1, n + 1)]
    return Offender.objects.bulk_create(rows)


def change_offender(*, offender: Offender, version: int, changes: Mapping[str, Any], by: Actor, at: datetime) -> Offender:
    """Change what is known: arrested, found, part, group; Stale when somebody was faster."""
    del at
    require(access.may_write(by, writes_of(offender.proceeding_id)))
    known = {name: getattr(offender, name) for name in (*LISTS, *MOMENTS, "legal_person", "nationality")}
    check_facts({**known, **changes})
    return step(offender, version, **changes)


def check_facts(facts: Mapping[str, Any]) -> None:
    """Refuse codes of no list, a legal person with a sex, and moments that do not follow each other."""
    coded(**{LISTS[name]: facts[name] for name in LISTS if facts.get(name)})
    plain = not facts.get("legal_person") or not (facts.get("sex") or facts.get("age_band"))
    require(allowed(plain, "legal_person", N_("A legal person has no sex and no age.")))
    for first, then in (("wanted_at", "found_at"), ("arrested_at", "released_at")):
        early, late = facts.get(first), facts.get(then)
        require(allowed(not (early and late) or early <= late, "order", N_("The dates do not follow each other.")))


def add_group(*, proceeding: Proceeding, kind: str, by: Actor, at: datetime, cross_border: bool | None = None) -> Gang:
    """Note a criminal group and that it was broken up at ``at``."""
    require(access.may_write(by, writes_of(proceeding.id)))
    require(allowed(kind in ("group", "organised"), "group_kind", N_("Choose the kind of group.")))
    return Gang.objects.create(proceeding=proceeding, kind=kind, broken_at=at, cross_border=cross_border, **written(by))


def charge(
    *, offender: Offender, article: str, by: Actor, at: datetime, act_at: datetime | None = None, aggravations: Sequence[str] = ()
) -> Charge:
    """Charge a person: the article in the wording of the day of the act (``CRM-01``; ``CRM-03`` refuses what was no offence)."""
    require(access.may_write(by, writes_of(offender.proceeding_id)))
    file, day = home().area(JusticeFile), day_of(act_at or at)
    require(rules.may_charge(file, article, day))
    known = set(aggravations) <= set(file.articles[article].aggravations)
    require(allowed(known, "aggravation", N_("The article knows no such aggravation.")))
    version = rules.wording(file.articles[article], day)
    row = Charge(
        proceeding_id=offender.proceeding_id,
        offender=offender,
        article=article,
        wording=version.code if version else "",
        at=at,
        aggravations=list(aggravations),
        **written(by),
    )
    row.save(force_insert=True)
    return row


def decide_charge(*, charge: Charge, outcome: str, by: Actor, at: datetime, verdict: Verdict | None = None) -> Charge:
    """Write what became of a charge, once; without a verdict it was terminated or changed."""
    require(access.may_write(by, writes_of(charge.proceeding_id)))
    coded(charge_outcome=outcome)
    fits = bool(outcome) and (verdict is not None or outcome in ("terminated", "requalified"))
    require(allowed(fits, "no_verdict", N_("Convicted or acquitted is said with the verdict.")))
    require(allowed(at >= charge.at, "order", N_("The dates do not follow each other.")))
    return once(charge, "outcome_at", outcome=outcome, outcome_at=at, verdict=verdict)


def give_verdict(
    *,
    offender: Offender,
    convicted: bool,
    by: Actor,
    at: datetime,
    outcomes: Mapping[UUID, str] | None = None,
    replaces: Verdict | None = None,
    **sentence: Any,
) -> Verdict:
    """Write a verdict on one person with the outcome of each charge; a later instance replaces an earlier verdict (``CRM-02``)."""
    require(access.may_write(by, writes_of(offender.proceeding_id)))
    said = dict(outcomes or {})
    coded(sentence_kind=sentence.get("sentence", ""), charge_outcome=list(said.values()))
    given = {"sentence": sentence.get("sentence", ""), "months": sentence.get("months"), "suspended": bool(sentence.get("suspended"))}
    require(rules.check_verdict(convicted=convicted, outcomes=said.values(), **given))
    row = Verdict(
        proceeding_id=offender.proceeding_id, offender=offender, convicted=convicted, at=at, replaces=replaces, **written(by), **sentence
    )
    row.save(force_insert=True)
    for one in Charge.objects.filter(offender=offender, outcome_at__isnull=True, id__in=said):
        decide_charge(charge=one, outcome=said[one.id], by=by, at=at, verdict=row)
    return row
