"""Thirty-two people press "pay" at the same moment: one payment. And thousands of random bookings: the ledger adds up to zero."""

from __future__ import annotations

import random
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import IntegrityError, connection, connections

from bench.ledger import run
from dayaq.base.access.context import acting
from dayaq.core.decision import Refused
from dayaq.respond.fund import actions
from dayaq.respond.fund.models import Journal, Payment
from tests.cast import person
from tests.respond.fund.world import WEEK, D, approved
from tests.respond.screening.world import AT

TRIES = 32


@pytest.mark.usefixtures("committed")
def test_thirty_two_tries_at_once_make_one_payment() -> None:
    request, _pot = approved()
    by = person("clerk").actor

    def once(_number: int) -> str:
        try:
            with acting(by):
                actions.pay(request=request, instalment=1, channel="bank", taker="person", by=by, at=AT + 2 * WEEK)
        except (Refused, IntegrityError) as failure:
            return type(failure).__name__
        finally:
            connections["default"].close()
        return "paid"

    with ThreadPoolExecutor(TRIES) as threads:
        outcomes = list(threads.map(once, range(TRIES)))
    assert (outcomes.count("paid"), len(outcomes)) == (1, TRIES)
    with acting(by):
        assert Payment.objects.filter(request=request).count() == 1
        assert Journal.objects.filter(deed="pay").count() == 1


@pytest.mark.django_db
def test_after_random_bookings_everything_adds_up_to_zero() -> None:
    by = person("clerk").actor
    with acting(by):
        seen = run(by, steps=150, chance=random.Random(7))  # noqa: S311 - a repeatable walk, no secret
        with connection.cursor() as cursor:
            cursor.execute("SELECT coalesce(sum(abs(s)), 0) FROM (SELECT sum(amount) s FROM fund_line GROUP BY pot_id, currency) one")
            assert cursor.fetchone() == (D(0),)
    assert seen.bookings > 100
    assert seen.off == 0
