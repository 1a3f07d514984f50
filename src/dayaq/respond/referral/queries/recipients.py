"""Whom one may refer to, in whose name, and whose no counts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Any

from dayaq.base.access.rules import Actor
from dayaq.base.accounts.queries import units_of_mechanism
from dayaq.core.decision import Decision, Reason
from dayaq.core.pack import Pack
from dayaq.core.pack.schema.bodies import selects
from dayaq.respond.casefile.queries import child_mark
from dayaq.respond.referral import rules
from dayaq.respond.referral.queries.words import today


def recipient(pack: Pack, unit: Any, at: datetime) -> Decision:
    """Whether the law lets a person be handed over to this unit that day; a refusal says the law's own reason first."""
    body, code = unit.organisation.code, unit.code
    decision = pack.on(today(pack, at)).may_receive(body, code)
    named = [replace(reason, params={"body": dict(unit.organisation.name), "unit": dict(unit.name)}) for reason in decision.reasons]
    return Decision(decision.ok, (*named, *legal_words(pack, body, at))) if not decision.ok else Decision.allow(*named)


def legal_words(pack: Pack, body: str, at: datetime) -> list[Reason]:
    """What the law says about bodies to which nobody may be handed over, in the pack's words."""
    known = pack.bodies.get(body)
    return [
        Reason("referral.legal_reason", "%(words)s", {"words": dict(rule.reason)}, "; ".join(rule.basis))
        for rule in pack.process.referral.forbidden
        if known and rule.in_force(today(pack, at)) and any(selects(s, body, known) for s in rule.bodies)
    ]


def recipients(pack: Pack, at: datetime) -> tuple[list[Any], list[Any]]:
    """Units a referral may go to, and units it may not; the second are offered so that the refusal can be explained."""
    rows = [unit for unit in units_of_mechanism() if unit.organisation.code in pack.bodies]
    lawful = [unit for unit in rows if recipient(pack, unit, at)]
    return lawful, [unit for unit in rows if unit not in lawful]


def sender(pack: Pack, actor: Actor, at: datetime) -> rules.Sender:
    """What the pack says of the acting body as a sender."""
    words, body, day = pack.process.referral, pack.bodies.get(actor.organisation), today(pack, at)
    no = words.person_refusal
    respects = no.allowed and no.in_force(day) and body is not None and any(selects(s, actor.organisation, body) for s in no.respected_by)
    ngo = body.ngo if body else actor.body_type.startswith("ngo")
    return rules.Sender(ngo, respects, rules.NgoDuty(words.ngo_duty_to_refer.bound), "; ".join(no.basis))


# What the area of a child's path knows: whether it was decided that not being referred is in the child's best interest.
BEST_INTEREST: list[Callable[[Any], bool]] = []


def know_best_interest(supports: Callable[[Any], bool]) -> None:
    """Let the area above say whether a decision on the best interest supports a child's no."""
    BEST_INTEREST[:] = [supports]


def person(case: Any, word: str) -> rules.Person:
    """What about the person matters for sending: the word said now, else the one on file; a doubt about age counts for the child."""
    said = case.refers if word == "not_asked" else word
    return rules.Person(
        refuses=said in {"refused", "withdrawn"},
        child=child_mark(case) != "no",
        guardian=case.guardians.filter(ended_at__isnull=True, independent=True).exists(),
        best_interest=any(supports(case) for supports in BEST_INTEREST),
    )


def co_assessor(pack: Pack, body: str, at: datetime) -> bool:
    """Whether this referrer may take part in the assessment. Basis: in pack az Cabinet Decision 123 and practice (REF-06)."""
    rule, known = pack.process.referral.co_assessor, pack.bodies.get(body)
    return bool(rule and known and rule.in_force(today(pack, at)) and any(selects(s, body, known) for s in rule.who))
