"""Words of bodies on the status, side by side; what help remains; who may know that a file exists."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from dayaq.core.calendar import utc
from dayaq.core.decision import Decision, Reason
from dayaq.core.words import N_


class Status(StrEnum):
    """What a body can assert about a person; the last two are the person's own stance."""

    SIGNAL = "signal"
    AT_RISK = "at_risk"
    SUSPECTED = "suspected"
    PRESUMED = "presumed"
    IDENTIFIED = "identified"
    NOT_IDENTIFIED = "not_identified"
    NGO_IDENTIFIED = "ngo_identified"
    IDENTIFIED_ABROAD = "identified_abroad"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


STANCES = frozenset({Status.DECLINED, Status.WITHDRAWN})


@dataclass(frozen=True, slots=True)
class Assertion:
    """One body's word on a status. ``at`` is when it was said, ``recorded`` when it was written down."""

    key: str
    status: Status
    body: str
    at: datetime
    recorded: datetime
    basis: str = ""
    supersedes: str | None = None


def may_supersede(new: Assertion, old: Assertion) -> Decision:
    """A body takes back or corrects its own word only; another body's word stands beside it."""
    if new.body == old.body:
        return Decision.allow()
    text = N_("Only %(body)s may correct what it said; state your own view beside it.")
    return Decision.refuse(Reason("word_of_another_body", text, {"body": old.body}))


def current(assertions: Iterable[Assertion]) -> tuple[Assertion, ...]:
    """The picture now: the last word of each body on the status and on the person's stance, side by side.

    What is corrected is out whatever its date; among the rest the event time decides, so that a word
    entered late does not push aside a newer one.
    """
    said = tuple(assertions)
    corrected = {assertion.supersedes for assertion in said}
    last: dict[tuple[str, bool], Assertion] = {}
    for assertion in sorted(said, key=lambda a: (utc(a.at), utc(a.recorded), a.key)):
        if assertion.key not in corrected:
            last[assertion.body, assertion.status in STANCES] = assertion
    return tuple(sorted(last.values(), key=lambda a: (utc(a.at), utc(a.recorded), a.key)))


def statuses(assertions: Iterable[Assertion]) -> frozenset[Status]:
    """All statuses that stand now."""
    return frozenset(assertion.status for assertion in current(assertions))


def help_remains(status: Status) -> Decision:
    """Whether help goes on under a status: always. A signal has no person yet to be helped.

    Basis: CoE Convention, Article 12(6) (help is not conditional on testimony).
    """
    if status is Status.SIGNAL:
        return Decision.refuse(Reason("no_person_yet", N_("A signal names no person yet who could be helped.")))
    if status in STANCES:
        text = N_("The person does not want the procedure. Help that does not need it goes on.")
    elif status is Status.NOT_IDENTIFIED:
        text = N_("The decision is negative. Help that does not need recognition goes on.")
    else:
        text = N_("Help goes on.")
    return Decision.allow(Reason("help_goes_on", text, basis="coe197.12"))


class Opened(Protocol):
    """A kind of help as packs describe it: any one of ``statuses`` opens it; none named opens it to everybody."""

    @property
    def statuses(self) -> tuple[str, ...]: ...


def help_available(standing: Iterable[str], entitlements: Mapping[str, Opened]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Codes of the help within reach now, and of the help that needs another status, in the pack's order."""
    have = frozenset(standing)
    open_now = tuple(code for code, help_ in entitlements.items() if not help_.statuses or have & {*help_.statuses})
    return open_now, tuple(code for code in entitlements if code not in open_now)


def ngo_only(assertions: Iterable[Assertion], state_bodies: frozenset[str], *, referred: bool = False) -> bool:
    """Whether only an NGO knows this person: it recognised them, no State body spoke, nothing was sent.

    Such a person reaches any State role as a protected sum only: no row, no code, no removal hold.
    """
    said = tuple(assertions)
    by_state = any(assertion.body in state_bodies for assertion in said)
    return Status.NGO_IDENTIFIED in statuses(said) and not by_state and not referred


def may_know(viewer: str, owner: str, *, hidden: bool) -> bool:
    """Whether a body may learn that the file exists; ``hidden``: the person is known to an NGO only."""
    return viewer == owner or not hidden
