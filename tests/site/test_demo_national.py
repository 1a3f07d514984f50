"""The national case load: it stops and goes on, never doubles, and the register counts what was planned."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction

from dayaq.base.access.context import acting
from dayaq.base.accounts.queries import service
from dayaq.base.jobs.models import Work
from dayaq.core.period import Period
from dayaq.count.register.queries import measure
from dayaq.respond.casefile.models import Case, Task
from dayaq.site import demo
from dayaq.site.commands import demo as command
from dayaq.site.demo import company as cast
from dayaq.site.demo import jobs, national, years
from dayaq.site.demo.plan import FROM_ORGANISATIONS, case_load

SHARE = 60  # a sixtieth of the case load: seconds instead of minutes


@pytest.fixture(scope="module")
def built(django_db_setup: None, django_db_blocker: Any) -> Iterator[list[tuple[int, int]]]:
    """The case load, stopped after the first batch and built to its end, for all tests here; the progress of the second build."""
    seen: list[tuple[int, int]] = []
    asked = iter([False, True])
    with django_db_blocker.unblock(), transaction.atomic():
        demo.build_national(stop=lambda: next(asked), invented=True, share=SHARE)
        demo.build_national(lambda done, of: seen.append((done, of)), invented=True, share=SHARE)
        yield seen
        transaction.set_rollback(True)


def counted(year: int, kind: str, *by: str) -> dict[tuple[str, ...], int | None]:
    """What the register says of a year."""
    period = Period.year(year)
    with acting(service("register")):
        return {key: n for key, n in measure(kind, "az", period.start, period.end, by).items() if n}


def planned(year: int, *by: str) -> dict[tuple[str, ...], int]:
    return dict(Counter(tuple(str(getattr(p, name)) for name in by) for p in case_load(SHARE) if p.positive and p.year == year))


def test_a_stopped_build_goes_on_and_never_doubles(built: list[tuple[int, int]]) -> None:
    total, parts = len(case_load(SHARE)), len(years.PARTS)
    (first, of), last = built[0], built[-1]
    assert (0 < first < total, of, last) == (True, total + parts, (total + parts, total + parts))
    assert demo.build_national(invented=True, share=SHARE) == total
    assert years.missing(cast.company()) == []


def test_the_register_counts_what_was_planned(built: list[tuple[int, int]]) -> None:
    del built
    for year in FROM_ORGANISATIONS:
        assert counted(year, "identified", "sex", "exploitation") == planned(year, "sex", "exploitation")
        assert counted(year, "identified", "route") == planned(year, "route")
        assert counted(year, "identified", "age") == {("adult",): sum(planned(year, "year").values())}
        assert counted(year, "referral", "from", "to")["ngo", "ctmd"] == sum(p.source == "ngo" for p in case_load(SHARE) if p.year == year)
        assert [key for key in counted(year, "referral_recognised", "from") if key == ("ngo",)] == []


def test_nothing_is_left_to_do_on_the_old_cases(built: list[tuple[int, int]]) -> None:
    del built
    for key in ("leyla", "zaur", "ilkin", "tural", "kamran", "tomris"):
        with acting(cast.company()[key]):
            assert list(Task.objects.filter(done_at=None).values_list("kind", flat=True)) == []
            assert Case.objects.filter(closed_at=None).count() == 0


def test_what_another_builder_wrote_meanwhile_is_not_written_again(built: list[tuple[int, int]]) -> None:
    del built
    assert national.write(case_load(SHARE)[:3], cast.company()) == 0


def test_the_command_reports_and_says_what_is_not_as_published(
    built: list[tuple[int, int]], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    del built
    monkeypatch.setattr(national.plan, "case_load", lambda share=1: case_load(SHARE))
    args = type("Args", (), {"what": "build", "yes_invented": True, "json": True})()
    assert command.run(args) == 1  # a sixtieth is less than was published
    out, err = capsys.readouterr()
    figures, identified = json.loads(out), sum(planned(2017, "year").values())
    assert (figures["cases"], figures["identified_2017"]) == (len(case_load(SHARE)), identified)
    assert f"identified_2017 is {identified}, published was 71" in err


def test_the_background_build_is_asked_for_once_and_tells_how_far_it_is(
    built: list[tuple[int, int]], monkeypatch: pytest.MonkeyPatch
) -> None:
    del built
    with transaction.atomic():
        assert jobs.ask_national() is True
        assert jobs.ask_national() is False
        (row,) = Work.objects.filter(kind="demo.national")
        assert (row.state, row.total) == ("waiting", 667 + len(years.PARTS))
        monkeypatch.setattr(national.plan, "case_load", lambda share=1: case_load(SHARE))
        monkeypatch.setattr(cast, "mode", lambda: "demo")
        jobs.build.func.__wrapped__(str(row.id))
        row.refresh_from_db()
        assert (row.state, row.done, row.total) == (
            "done",
            len(case_load(SHARE)) + len(years.PARTS),
            len(case_load(SHARE)) + len(years.PARTS),
        )


@pytest.mark.long
@pytest.mark.django_db
def test_the_whole_case_load_gives_the_published_figures() -> None:
    assert demo.build_national(invented=True) == 667
    assert demo.wrong(demo.report()) == {}
    assert demo.finished()
