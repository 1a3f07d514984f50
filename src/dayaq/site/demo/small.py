"""The small demonstration: some sixty invented people of these weeks, each at another point of the way; loaded once."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import connection, transaction
from django.utils import timezone

from dayaq.base.access.context import acting
from dayaq.base.access.rules import Actor
from dayaq.respond.casefile.models import TimelineEvent
from dayaq.site.demo import company as cast
from dayaq.site.demo import steps
from dayaq.site.demo.assess import load_assessments
from dayaq.site.demo.jobs import ask_national
from dayaq.site.demo.national import LOCK, Progress, silent
from dayaq.site.demo.scene import Scene
from dayaq.site.demo.stories import STORIES

TELLERS = (
    "leyla", "rena", "murad", "elchin", "tural", "sevda", "zaur", "ilkin", "kamran", "nurlan", "arzu", "ruslan", "tomris", "gunel",
)  # fmt: skip


def load_small(progress: Progress = silent, *, invented: bool = False, national: bool = True) -> int:
    """Make the people and tell every story that was not told yet; return how many were new.

    ``national``: ask for the case load of two years too, which is built in the background.
    """
    cast.require_demo(invented=invented)
    cast.make_people()
    company = cast.company()
    have = known(company)
    missing = [name for name in STORIES if name not in have]
    for done, name in enumerate(missing, start=1):
        tell(name, company)
        progress(done, len(missing))
    load_assessments(company, timezone.now())
    if national:
        ask_national()
    return len(missing)


def known(company: Mapping[str, Actor]) -> frozenset[str]:
    """The stories that were told: whoever opened a case sees its mark."""
    found: set[object] = set()
    for key in TELLERS:
        with acting(company[key]):
            found.update(TimelineEvent.objects.filter(kind=steps.MARK).values_list("facts__demo", flat=True))
    return frozenset(mark for mark in found if isinstance(mark, str))


def tell(name: str, company: Mapping[str, Actor]) -> None:
    """Tell one story in one transaction, unless somebody else just did."""
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(LOCK)
        if name not in known(company):
            STORIES[name](Scene(name, company, timezone.now()))
