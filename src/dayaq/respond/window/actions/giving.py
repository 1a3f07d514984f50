"""A worker gives the person words, and ends them at the person's wish."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from django.conf import settings

from dayaq.base.access.rules import Actor
from dayaq.core.decision import Stale, require
from dayaq.core.duration import Duration
from dayaq.core.pack import Pack
from dayaq.core.pack.schema.rights import RightsFile
from dayaq.respond.casefile.actions import record
from dayaq.respond.casefile.queries import Case, pack_of, writes_of
from dayaq.respond.window import queries, rules
from dayaq.respond.window.access import may_give
from dayaq.respond.window.models import Key

WITHOUT_TERM = timedelta(days=90)


@dataclass(frozen=True, slots=True)
class Given:
    """Words at the only moment somebody knows them."""

    key: UUID
    words: tuple[str, ...]
    expires_at: datetime

    @property
    def cyrillic(self) -> tuple[str, ...]:
        """The same in the other script."""
        return rules.in_cyrillic(self.words)


def life_end(pack: Pack, at: datetime) -> datetime:
    """Until when words open that are made at ``at``, by the pack."""
    day = pack.calendar.local_date(at)
    rule = next((one for one in pack.area(RightsFile).window if one.in_force(day)), None)
    return Duration.parse(rule.life).add(at, pack.calendar) if rule else at + WITHOUT_TERM


def give_words(*, case: Case, language: str, by: Actor, at: datetime) -> Given:
    """Make six words that open the person's own window; those this body gave before end. Kept is a slow digest only.

    Basis: CoE Convention, Article 12(1)(d); Convention 108, Article 8.
    """
    require(may_give(by, writes_of(case.id)))
    words, key = rules.new_words(), uuid4()
    until = life_end(pack_of(case), at)
    secret = rules.digest("".join(words), settings.SECRET_KEY)
    queries.asked("window_issue", case.id, key, secret, language, until)
    record(case=case, kind="window.given", by=by, at=at)
    return Given(key, words, until)


def end_words(*, key: Key, by: Actor, at: datetime) -> None:
    """End words at the person's wish, or because a card was lost."""
    require(may_give(by, writes_of(key.case_id)))
    if not Key.objects.filter(id=key.id, revoked_at__isnull=True).update(revoked_at=at, revoked_by=by.user_id):
        raise Stale
    record(case=key.case, kind="window.ended", by=by, at=at)
