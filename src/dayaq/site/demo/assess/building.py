"""Building the assessments once: each in one transaction, so that a stopped start leaves none half made."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime

from django.db import connection, transaction

from dayaq.assess.assessment.queries import by_code
from dayaq.base.access.context import acting
from dayaq.base.access.rules import Actor
from dayaq.site.demo.assess import asked, judged, planned, running, typed
from dayaq.site.demo.assess.reading import read
from dayaq.site.demo.national import LOCK

CLEAN, SLIPS, RUNNING = "az-2016", "demo-slips", "practice"


def load_assessments(company: Mapping[str, Actor], at: datetime) -> int:
    """Make the assessments that are missing; return how many were made."""
    team = planned.Team(company["ulker"], company["rauf"], company["nigar"], at)
    return sum(made(code, build, team) for code, build in BUILDERS.items())


def made(code: str, build: Callable[[str, planned.Team], None], team: planned.Team) -> bool:
    """Build one, unless it is there or somebody else just did."""
    with transaction.atomic(), acting(team.lead):
        with connection.cursor() as cursor:
            cursor.execute(LOCK)
        if by_code(code) is not None:
            return False
        build(code, team)
    return True


def clean(code: str, team: planned.Team) -> None:
    """The assessment as it was published, where that is consistent."""
    row = planned.plan(code, team)
    asked.answer(row, team)
    asked.interview(row, team)
    judged.judge(row, team)
    typed.explain(row, team)


def slips(code: str, team: planned.Team) -> None:
    """A practice copy: the same plan and answers, with eleven slips typed into the report."""
    row = planned.plan(code, team, read("slips")["title"])
    asked.answer(row, team)
    typed.spoil(row, team)


def practice(code: str, team: planned.Team) -> None:
    """An invented round that is going on, compared with the rebuilt one."""
    running.run(code, CLEAN, team)


BUILDERS: Mapping[str, Callable[[str, planned.Team], None]] = {CLEAN: clean, SLIPS: slips, RUNNING: practice}
