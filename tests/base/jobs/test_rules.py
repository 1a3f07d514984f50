"""Retries of mail, and when a term is spoken of."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from dayaq.base.jobs.rules import ATTEMPTS, Call, call, retry_at, soon

START = datetime(2016, 1, 14, 6, tzinfo=UTC)
DAY = timedelta(hours=24)
SECOND = timedelta(seconds=1)


def test_retry_waits_longer_each_time_and_gives_up() -> None:
    waits = [retry_at(n, START) for n in range(1, ATTEMPTS + 1)]
    assert waits == [START + timedelta(minutes=2**n) for n in range(1, ATTEMPTS)] + [None]


def test_soon_is_the_last_quarter_of_a_day_and_seven_days_of_a_year() -> None:
    assert soon(START, START + DAY) == START + timedelta(hours=18)
    assert soon(START, START + 360 * DAY) == START + 353 * DAY


@pytest.mark.parametrize(
    ("after", "reminded", "escalated", "said"),
    [
        (timedelta(hours=18) - SECOND, False, False, None),
        (timedelta(hours=18), False, False, Call.REMIND),
        (timedelta(hours=18), True, False, None),
        (DAY, True, False, None),
        (DAY + SECOND, True, False, Call.ESCALATE),
        (DAY + SECOND, False, False, Call.ESCALATE),
        (DAY + SECOND, True, True, None),
    ],
)
def test_call_at_a_moment_of_24_hours(after: timedelta, reminded: bool, escalated: bool, said: Call | None) -> None:
    assert call(START, START + DAY, START + after, reminded=reminded, escalated=escalated) == said
