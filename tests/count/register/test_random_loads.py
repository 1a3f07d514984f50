"""Two hundred random case loads: every measure equals a brute-force count over the log of what happened.

The log is what the test itself wrote down while it made the records; the counting below knows nothing of SQL.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import connection, transaction
from django.utils import timezone

from dayaq.base.access.context import acting
from dayaq.base.access.rules import Actor
from dayaq.base.accounts.models import Organisation
from dayaq.base.accounts.queries import service
from dayaq.count.register import actions, queries
from dayaq.respond.casefile.models import Assertion, Assistance, Case
from dayaq.respond.identification.models import FormalDecision
from dayaq.respond.referral.models import Breach, Referral
from tests.cast import company
from tests.count.build import BAKU

LOADS = 200
YEARS = (2016, 2017, 2018)
Count = Counter[tuple[str, ...]]


@dataclass
class Person:
    """One case as the test remembers it."""

    id: UUID
    seen: bool  # by the State
    columns: dict[str, Any]
    log: list[dict[str, Any]] = field(default_factory=list)

    def facts(self) -> dict[str, str]:
        """What the person is counted under."""
        known = {
            name: self.columns[name] if self.columns[f"{name}_state"] == "known" else "unknown"
            for name in ("sex", "nationality", "exploitation", "route")
        }
        band = self.columns["age_band"] if self.columns["age_band_state"] == "known" else "unknown"
        doubt = {"yes": "unknown", "cannot_be_excluded": "unknown", "no": "adult"}.get(self.columns["under_18"], band)
        known["age"] = "child" if band == "child" else doubt
        nation = known["nationality"]
        known["nationality"] = nation if nation in ("AZ", "unknown") else "stateless" if nation == "XX" else "foreign"
        return known

    def of(self, kind: str) -> list[dict[str, Any]]:
        """Its records of one kind that are in force."""
        return [entry for entry in self.log if entry["record"] == kind and not entry["gone"]]


def moment(rng: random.Random) -> datetime:
    """A moment of the three years, often within an hour of a new year in Baku."""
    if rng.random() < 0.4:
        return datetime(rng.choice((2016, 2017)), 12, 31, 19, 0, tzinfo=UTC) + timedelta(minutes=rng.randrange(120))
    return datetime(2016, 1, 1, tzinfo=UTC) + timedelta(minutes=rng.randrange(2 * 366 * 1440))


def fact(rng: random.Random, name: str, choices: tuple[str, ...]) -> dict[str, str]:
    """A fact that is known or not."""
    known = rng.random() < 0.8
    return {
        name: rng.choice(choices) if known else "",
        f"{name}_state": "known" if known else rng.choice(("unknown", "not_asked", "refused")),
    }


def person(rng: random.Random) -> Person:
    """Somebody with random facts."""
    seen = rng.random() < 0.7
    columns = {
        "opened_at": moment(rng),
        "under_18": rng.choice(("yes", "no", "no", "cannot_be_excluded", "not_asked")),
        "ngo_only": not seen,
        **fact(rng, "sex", ("female", "male")),
        **fact(rng, "nationality", ("AZ", "RU", "XX")),
        **fact(rng, "age_band", ("child", "adult")),
        **fact(rng, "exploitation", ("sexual", "forced_labour")),
        **fact(rng, "route", ("internal", "abroad_returned")),
    }
    return Person(uuid4(), seen, columns)


def happen(rng: random.Random, one: Person) -> None:
    """Random things happen to a person; each is written into the log."""
    for _ in range(rng.randrange(7)):
        record = rng.choice(
            ("decision", "decision", "assertion", "referral", "breach", "assistance") if one.seen else ("assertion", "assistance")
        )
        entry = {"record": record, "id": uuid4(), "at": moment(rng), "gone": rng.random() < 0.2}
        if record == "decision":
            entry |= {
                "outcome": rng.choice(("positive", "positive", "negative")),
                "form": rng.choice(("", "sexual")),
                "way": rng.choice(("", "exploited_here")),
            }
            earlier = [other for other in one.log if other["record"] == "decision" and not other.get("replaced")]
            if earlier and rng.random() < 0.3:
                entry["replaces"] = earlier[-1]["id"]
                earlier[-1]["replaced"] = entry
        elif record == "referral":
            entry |= {"from": rng.choice(("ngo", "police")), "gone": False, "sent": rng.random() < 0.8}
        elif record in ("breach", "assistance"):
            entry |= {"type": rng.choice(("food", "medical")), "answer": rng.choice(("given", "refused_by_person")), "gone": False}
        else:
            entry |= {"status": rng.choice(("suspected", "presumed"))}
        one.log.append(entry)


def write(people: list[Person], state: Actor, ngo: Actor) -> None:
    """Make the records of the log in the database."""
    receiver = Organisation.objects.get(code="ctmd").units.order_by("-receives_referrals", "code")[0]
    for by in (state, ngo):
        mine = [one for one in people if one.seen == (by is state)]
        who = {"by": by.user_id, "organisation": by.organisation_id}
        with acting(by):
            with connection.cursor() as cursor:
                for one in mine:
                    cursor.execute("SELECT guard.open_case(%s, %s, %s)", [one.id, one.columns["opened_at"], not one.seen])
            Case.objects.bulk_create(Case(id=one.id, pack="az", pack_version="t", opened_unit=by.unit_id, **one.columns) for one in mine)
            for record, make in makers(by, who, receiver).items():
                for one in mine:
                    for entry in one.log:
                        if entry["record"] == record:
                            make(one, entry)


def makers(by: Actor, who: dict[str, Any], receiver: Any) -> dict[str, Callable[[Person, dict[str, Any]], Any]]:
    """How each kind of record is written."""

    def gone(entry: dict[str, Any]) -> dict[str, Any]:
        return {"removed_at": timezone.now(), "removed_reason": "entered_in_error"} if entry["gone"] else {}

    def decision(one: Person, entry: dict[str, Any]) -> None:
        FormalDecision.objects.create(
            id=entry["id"], case_id=one.id, at=entry["at"], outcome=entry["outcome"], exploitation=entry["form"], route=entry["way"], step="indicators",
            body=by.organisation, act="yes", means="yes", purpose="yes", reason_code="x", replaces_id=entry.get("replaces"), **who, **gone(entry),
        )  # fmt: skip

    def referral(one: Person, entry: dict[str, Any]) -> None:
        sent = {"sent_at": entry["at"], "status": "sent"} if entry["sent"] else {"status": "draft"}
        Referral.objects.create(
            case_id=one.id, from_kind=entry["from"], from_organisation=by.organisation_id, to_unit=receiver.id, to_organisation=receiver.organisation_id,
            to_body="ctmd", suspected_at=entry["at"], **sent,
        )  # fmt: skip

    return {
        "decision": decision,
        "referral": referral,
        "assertion": lambda one, e: Assertion.objects.create(
            case_id=one.id, at=e["at"], status=e["status"], body=by.organisation, **who, **gone(e)
        ),
        "assistance": lambda one, e: Assistance.objects.create(case_id=one.id, at=e["at"], kind=e["type"], outcome=e["answer"], **who),
        "breach": lambda one, e: Breach.objects.create(
            case_id=one.id, at=e["at"], kind=e["type"], reason="x", recorded_by=by.user_id, organisation=by.organisation_id
        ),
    }


def year(at: datetime) -> int:
    return at.astimezone(BAKU).year


def in_force(one: Person) -> list[dict[str, Any]]:
    """Decisions neither removed nor replaced by one in force."""
    return [d for d in one.of("decision") if not (d.get("replaced") and not d["replaced"]["gone"])]


def recognised(one: Person) -> dict[str, Any] | None:
    """The decision by which a person counts as identified."""
    current = in_force(one)
    standing = [
        d for d in current if d["outcome"] == "positive" and not any(n["outcome"] == "negative" and n["at"] > d["at"] for n in current)
    ]
    return min(standing, key=lambda d: d["at"], default=None)


def brute(people: list[Person], kind: str, when: int, by: tuple[str, ...]) -> Count:
    """Count by walking through everything."""
    counted: Count = Counter()
    for facts, at in entries(people, kind):
        if year(at) == when:
            counted[tuple(facts.get(dim, "unknown") for dim in by)] += 1
    return counted


def entries(people: list[Person], kind: str) -> Iterator[tuple[dict[str, str], datetime]]:
    """What counts under a kind: its groups and its moment."""
    for one in people:
        facts, decided = one.facts(), recognised(one)
        if kind == "person" and one.seen:
            yield facts, one.columns["opened_at"]
        if kind == "ngo_only" and not one.seen:
            yield facts, min((e["at"] for e in one.of("assertion")), default=one.columns["opened_at"])
        if kind == "identified" and decided:
            yield facts | own(decided), decided["at"]
        if kind == "decision_negative":
            yield from ((facts | own(d), d["at"]) for d in in_force(one) if d["outcome"] == "negative")
        if one.seen and kind in ("assertion", "assistance", "breach"):
            yield from ((facts | {k: e[k] for k in ("status", "type", "answer") if k in e}, e["at"]) for e in one.of(kind))
        if kind in ("referral", "referral_recognised"):
            sent = [e for e in one.of("referral") if e["sent"] and (kind == "referral" or (decided and decided["at"] >= e["at"]))]
            yield from ((facts | {"from": e["from"]}, e["at"]) for e in sent)


def own(decision: dict[str, Any]) -> dict[str, str]:
    """What a decision says itself goes before what the file says."""
    return {key: value for key, value in (("exploitation", decision["form"]), ("route", decision["way"])) if value}


MEASURES: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("identified", ()),
    ("identified", ("sex", "exploitation")),
    ("identified", ("nationality", "route")),
    ("decision_negative", ("age",)),
    ("person", ("age", "sex")),
    ("assertion", ("status",)),
    ("assistance", ("type", "answer")),
    ("breach", ("type",)),
    ("referral", ("from", "sex")),
    ("referral_recognised", ("from",)),
)


def compare(people: list[Person], seed: int) -> None:
    """Every measure of every year against the brute count."""
    for when in YEARS:
        first, until = datetime(when, 1, 1).date(), datetime(when + 1, 1, 1).date()  # noqa: DTZ001 - only the dates are taken
        for kind, by in MEASURES:
            assert queries.measure(kind, "az", first, until, by) == brute(people, kind, when, by), (seed, kind, when, by)
        hidden = brute(people, "ngo_only", when, ())[()]
        expected: dict[tuple[str, ...], int | None] = {} if not hidden else {(): hidden if hidden >= 5 else None}
        assert queries.measure("ngo_only", "az", first, until) == expected, (seed, when)


@pytest.mark.django_db
def test_every_measure_equals_a_brute_force_count_over_the_event_log() -> None:
    cast = company()
    state, ngo, register = cast["officer"].actor, cast["ngo"].actor, service("register")
    met: Counter[str] = Counter()
    for seed in range(LOADS):
        rng = random.Random(seed)  # noqa: S311 - invented people, repeatable
        people = [person(rng) for _ in range(rng.randrange(1, 7))]
        for one in people:
            happen(rng, one)
        met.update(kind for kind in {kind for kind, _ in MEASURES} for _ in entries(people, kind))
        with transaction.atomic():
            write(people, state, ngo)
            with acting(register):
                compare(people, seed)
            if seed % 20 == 0:
                actions.rebuild(by=register)
                with acting(register):
                    compare(people, seed)
            transaction.set_rollback(True)
    assert all(met[kind] > 40 for kind, _ in MEASURES), met  # the loads do exercise every kind
