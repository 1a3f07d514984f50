"""The national case load of 2014, 2016 and 2017 and what bodies kept of these years, written through the real actions, case by case; it can stop and go on at any time.

Every case carries its number in its own timeline. What is already there is never written again, whoever builds, and
however the last build ended.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import timedelta
from itertools import islice

from django.db import connection, transaction

from dayaq.base.access.context import acting
from dayaq.base.access.rules import Actor
from dayaq.core.words import N_
from dayaq.respond.casefile.actions import NewCase, finish_tasks
from dayaq.respond.casefile.models import TimelineEvent
from dayaq.respond.casefile.queries import name_kinds
from dayaq.site.demo import company as cast
from dayaq.site.demo import plan, steps, years
from dayaq.site.demo.steps import known

BATCH = 8  # cases a transaction: a stop waits for two seconds at most, and a crash loses no more
LOCK = "SELECT pg_advisory_xact_lock(hashtext('dayaq.demo'))"
Progress = Callable[[int, int], None]

name_kinds(events={steps.MARK: N_("invented for the demonstration")})


def silent(done: int, total: int) -> None:
    """Tell nobody."""


def never() -> bool:
    """Nobody asks to stop."""
    return False


def build_national(progress: Progress = silent, stop: Callable[[], bool] = never, *, invented: bool = False, share: int = 1) -> int:
    """Write what is missing of the case load and return how many cases there are now.

    ``progress(done, total)`` is called between the transactions and may raise to stop. ``share`` 10 builds a tenth of it.
    """
    cast.require_demo(invented=invented)
    cast.make_people()
    company, load = cast.company(), plan.case_load(share)
    have, total = built(company), len(load) + len(years.PARTS)
    done = len(have)
    progress(done + written(company), total)
    for batch in batches(person for person in load if person.n not in have):
        if stop():
            return len(built(company))
        done += write(batch, company)
        progress(done + written(company), total)
    for name in years.missing(company):
        if stop():
            break
        write_part(name, company, share)
        progress(done + written(company), total)
    return len(built(company))


def written(company: Mapping[str, Actor]) -> int:
    """How many parts of earlier years are there."""
    return len(years.PARTS) - len(years.missing(company))


def write_part(name: str, company: Mapping[str, Actor], share: int) -> None:
    """Write what one kind of body kept of all years, in one transaction, unless another builder just did."""
    done, part = years.PARTS[name]
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(LOCK)
        if not done(company):
            part(company, share)


def batches(persons: Iterable[plan.Person]) -> Iterator[list[plan.Person]]:
    """A few at a time."""
    left = iter(persons)
    while batch := list(islice(left, BATCH)):
        yield batch


def built(company: Mapping[str, Actor]) -> frozenset[int]:
    """The numbers of the cases that are there: all of them were referred to the officer on duty, who sees their envelopes."""
    with acting(company["murad"]):
        marks = TimelineEvent.objects.filter(kind=steps.MARK).values_list("facts__demo", flat=True)
        return frozenset(mark for mark in marks if isinstance(mark, int))


def finished(share: int = 1) -> bool:
    """Whether the whole case load is there."""
    company = cast.company()
    return len(built(company)) >= len(plan.case_load(share)) and not years.missing(company)


def write(batch: list[plan.Person], company: Mapping[str, Actor]) -> int:
    """Write one batch in one transaction, without what another builder wrote meanwhile; return how many were new."""
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(LOCK)
        have = built(company)
        missing = [person for person in batch if person.n not in have]
        for person in missing:
            tell(person, company)
    return len(missing)


def tell(person: plan.Person, company: Mapping[str, Actor]) -> None:
    """One person's whole way: found, helped, referred, received, inquired into, decided, told, answered, closed."""
    finder, duty, officer = company[person.finder], company["murad"], company["kamran"]
    case = steps.opened(finder, person.suspected, facts(person), person.n)
    if person.child:
        steps.guarded(finder, case, person.suspected)
    steps.named(finder, case, person.suspected, person.given_name, person.family_name, person.birth)
    steps.assisted(finder, case, person.suspected)
    steps.helped(finder, case, person.suspected, "information", "safe_place")
    sent = steps.referred(finder, case, person.suspected, person.sent)
    with acting(finder):
        finish_tasks(case=case, kind="referral.breach", by=finder, at=person.sent)  # the alert of a late referral, long seen to
    steps.received(duty, sent, person.received, accepted=person.received + timedelta(hours=1))
    beside = steps.BESIDE_A_CHILD if person.child else {}
    steps.inquired(officer, case, person.received + timedelta(hours=3), person.decided - timedelta(hours=1), **beside)
    made = steps.decided(officer, case, person.decided, exploitation=person.exploitation, route=person.route, reason=person.reason)
    steps.told(officer, case, made, person.told, person.languages[0])
    steps.answered(duty, sent, person.told, person.reason)
    if person.child:
        steps.seen_to(finder, case, person.told, "best_interest", "identity")
    steps.closed(finder, case, person.told + timedelta(days=30))


def facts(person: plan.Person) -> NewCase:
    """What the finder wrote down at the first contact."""
    route = ("", "unknown") if person.route == "unknown" else known(person.route)
    form = known(person.exploitation)
    age = {"age_band": known("child"), "under_18": "yes"} if person.child else {}
    return steps.adult(person.sex, person.nationality, person.source, exploitation=form, route=route, languages=person.languages, **age)
