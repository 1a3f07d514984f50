"""The small demonstration: every story once, clocks that are alive, every stage, and what one must not see."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction
from django.utils import timezone

from dayaq.base.access.context import acting
from dayaq.core.pack import load
from dayaq.respond.casefile.models import Case, SearchNotice, Task
from dayaq.respond.identification.models import FormalDecision, RemovalHold
from dayaq.respond.referral.models import Breach, Referral
from dayaq.respond.screening.models import Screening
from dayaq.site import demo
from dayaq.site.demo import company as cast
from dayaq.site.demo.stories import STORIES


@pytest.fixture(scope="module")
def told(django_db_setup: None, django_db_blocker: Any) -> Iterator[dict[str, object]]:
    """The small set, loaded once for all tests here and taken back after them."""
    seen: list[tuple[int, int]] = []
    with django_db_blocker.unblock(), transaction.atomic():
        new = demo.load_small(lambda done, total: seen.append((done, total)), invented=True, national=False)
        yield {"new": new, "seen": seen}
        transaction.set_rollback(True)


def test_every_story_is_told_once(told: dict[str, object]) -> None:
    assert told["new"] == len(STORIES)
    assert told["seen"] == [(n, len(STORIES)) for n in range(1, len(STORIES) + 1)]
    before = cases()
    assert demo.load_small(invented=True, national=False) == 0
    assert cases() == before


def cases() -> dict[str, int]:
    """Cases everybody sees."""
    found = {}
    for key, actor in cast.company().items():
        with acting(actor):
            found[key] = Case.objects.count()
    return found


def test_clocks_are_alive(told: dict[str, object]) -> None:
    del told
    now, company = timezone.now(), cast.company()
    with acting(company["elchin"]):
        (left,) = [t.due_at - now for t in Task.objects.filter(kind="referral.send", done_at=None, due_at__gt=now) if t.due_at]
    assert timedelta(hours=2.9) < left < timedelta(hours=3.1)
    with acting(company["tural"]):
        (late,) = [now - t.due_at for t in Task.objects.filter(kind="referral.send", done_at=None) if t.due_at]
    assert timedelta(hours=5.9) < late < timedelta(hours=6.1)


def test_the_officer_on_duty_finds_every_kind_of_work(told: dict[str, object]) -> None:
    del told
    with acting(cast.company()["murad"]):
        assert Counter(Referral.objects.filter(status__in=("sent", "arrived", "received")).values_list("status", flat=True)) == {
            "sent": 3,
            "arrived": 1,
            "received": 3,
        }
        assert Task.objects.filter(kind="referral.feedback", done_at=None).count() > 0
        assert set(Breach.objects.values_list("kind", flat=True)) == {"wrong_recipient", "late_referral", "detained"}


def test_the_identification_officer_finds_every_stage(told: dict[str, object]) -> None:
    del told
    with acting(cast.company()["kamran"]):
        stages = set(Case.objects.values_list("stage", flat=True))
        assert Counter(FormalDecision.objects.values_list("outcome", flat=True)) == {"positive": 11, "negative": 1}
        assert sorted(row.finished_at is not None for row in Screening.objects.all()) == [False, True]
        (held,) = RemovalHold.objects.all()
        assert (held.blocked, held.asked_by_body) == (True, "sms")
    with acting(cast.company()["leyla"]):
        stages |= set(Case.objects.values_list("stage", flat=True))
    assert stages == set(load("az").process.stages)


def test_low_pay_long_hours_and_kept_papers_show_exploitation_and_no_means(told: dict[str, object]) -> None:
    del told
    with acting(cast.company()["kamran"]):
        result = Screening.objects.get(finished_at__isnull=False).result
    assert (result["dimensions"]["D4"]["positive"], result["dimensions"]["D5"]["positive"]) == (True, False)
    assert result["profile"] == "exploitation_only"


def test_who_said_no_is_known_to_the_organisation_alone_and_it_hears_of_the_search(told: dict[str, object]) -> None:
    del told
    company = cast.company()
    with acting(company["leyla"]):
        hidden = set(Case.objects.filter(ngo_only=True).values_list("id", flat=True))
        assert SearchNotice.objects.filter(case_id__in=hidden).count() == 1
    assert len(hidden) == 2
    for key in set(company) - {"leyla", "rena", "clock"}:
        with acting(company[key]):
            assert Case.objects.filter(id__in=hidden).count() == 0


def test_the_outsider_sees_only_the_own_workman(told: dict[str, object]) -> None:
    del told
    with acting(cast.company()["zaur"]):
        assert Case.objects.count() == 1
