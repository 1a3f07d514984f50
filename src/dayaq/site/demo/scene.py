"""The stage on which a story is told: the company, the present moment, and the person's usual way as one call."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from dayaq.base.access.rules import Actor
from dayaq.respond.casefile.actions import NewCase
from dayaq.site.demo import steps


@dataclass(frozen=True, slots=True)
class Scene:
    """One story: its name, everybody by key, and now."""

    name: str
    company: Mapping[str, Actor]
    now: datetime

    def __getitem__(self, key: str) -> Actor:
        """One of the company."""
        return self.company[key]

    def ago(self, days: float = 0, hours: float = 0) -> datetime:
        """A moment before now, to the minute."""
        return (self.now - timedelta(days=days, hours=hours)).replace(second=0, microsecond=0)

    def met(self, who: str, at: datetime, new: NewCase, name: tuple[str, str, str] | None = None) -> Any:
        """Somebody meets the person: the case is open, the first help is there, the name too if it was told."""
        case = steps.opened(self[who], at, new, self.name)
        if name:
            steps.named(self[who], case, at, *name)
        steps.assisted(self[who], case, at)
        steps.helped(self[who], case, at, "information", "food")
        return case

    def sent(self, who: str, case: Any, days: float = 0, hours: float = 0, **words: Any) -> Any:
        """Referred that long ago, with the agreement of the person, a few hours after the suspicion."""
        at = self.ago(days, hours)
        return steps.referred(self[who], case, case.opened_at, max(at, case.opened_at), **words)

    def taken(self, sent: Any, days: float, *, inquiry: bool = True) -> None:
        """Received and accepted by the officer on duty that many days ago; the inquiry is led to its end next day."""
        steps.received(self["murad"], sent, self.ago(days), accepted=self.ago(days, -1))
        if inquiry:
            steps.inquired(self["kamran"], sent.case, self.ago(days, -2), self.ago(days - 1))

    def decided(self, sent: Any, days: float, *, exploitation: str, route: str, reason: str = "", told: str = "") -> Any:
        """Decided that many days ago, and the person told in a language if ``told`` names one."""
        found = {"exploitation": exploitation, "route": route, "reason": reason}
        made = steps.decided(self["kamran"], sent.case, self.ago(days), **found)
        if told:
            steps.told(self["kamran"], sent.case, made, self.ago(days, -2), told)
        return made

    def answered(self, sent: Any, days: float, reason: str = "") -> None:
        """The referrer is told how it ended."""
        steps.answered(self["murad"], sent, self.ago(days), reason)
