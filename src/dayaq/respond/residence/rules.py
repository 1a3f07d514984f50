"""Rules of residence: a reflection period and its end, a permit and its end, what has to be done before anybody returns.

Nothing here reads whether a person co-operates: reflection, permit and return stand without it (RFL-06).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from dayaq.core.calendar import ONE_DAY, Calendar
from dayaq.core.clock import Clock, Deadline, last_day
from dayaq.core.decision import Decision, Reason, allowed
from dayaq.core.duration import Duration
from dayaq.core.words import N_

FLOOR = timedelta(days=30)
STATELESS, EVERYBODY = "XX", "all"


# --- reflection ------------------------------------------------------------------------------------------------------


def in_scope(scope: Iterable[str], *, nationality: str, home: str) -> bool:
    """Whether the pack's scope covers the person; a nationality that is not known excludes nobody."""
    named = frozenset(scope)
    if EVERYBODY in named or not nationality:
        return True
    group = "stateless" if nationality == STATELESS else "national" if nationality == home else "foreign"
    return group in named


def may_reflect(
    *,
    term: Deadline | None,
    standing: Iterable[str],
    given_on: Iterable[str],
    body: str,
    granting: Iterable[str],
    covered: bool,
    disputed: bool,
    basis: str,
) -> Decision:
    """Whether this body may give a reflection period that day, to a person with these statuses; A14.

    ``covered``: the scope names the person; ``disputed``: the sources disagree on the scope, so nobody is left out by it.
    Basis: CoE Convention, Article 13(1); in pack az the Law, Article 14-1, and the Repatriation Rules (RFL-01, RFL-02).
    """
    if term is None:
        return Decision.refuse(Reason("no_reflection", N_("No right to a reflection period was in force on that day."), basis=basis))
    if body not in frozenset(granting):
        return Decision.refuse(
            Reason("not_granting", N_("Under the country's rules another body gives the reflection period."), basis=basis)
        )
    if not frozenset(standing) & frozenset(given_on):
        text = N_("A reflection period needs reasonable grounds: say first that the person is presumed to be a victim.")
        return Decision.refuse(Reason("no_grounds", text, basis="coe197.13(1)"))
    if covered:
        return Decision.allow()
    if disputed:
        return Decision.allow(Reason("scope_disputed", N_("The sources disagree on whom this covers; in doubt it is given."), basis=basis))
    return Decision.refuse(Reason("out_of_scope", N_("The country's rules do not give this person a reflection period."), basis=basis))


def reflection_end(term: Deadline, at: datetime, calendar: Calendar) -> datetime | None:
    """When a period given at ``at`` ends by the pack, never before thirty days.

    Basis: CoE Convention, Article 13(1) (at least 30 days, RFL-05); the pack's clock above it.
    """
    ends = Clock(term, at).due(calendar)
    return max(ends, calendar.local(at + FLOOR)) if ends else None


def may_end_reflection(reason: str, endings: Mapping[str, bool], *, may_others: Iterable[str]) -> Decision:
    """Whether a period ends early: on the person's own wish (``endings[reason]``), or for a reason and by a body the pack names.

    Not co-operating is no reason. Basis: CoE Convention, Article 13(1) and 13(3); THB Law, Article 13.3 (RFL-06).
    """
    if reason not in endings:
        text = N_("This is no lawful reason to end a reflection period. Not co-operating is none.")
        return Decision.refuse(Reason("no_lawful_ending", text, basis="coe197.13"))
    ok = endings[reason] or reason in frozenset(may_others)
    return allowed(
        ok, "not_yours_to_end", N_("Under the country's rules another body ends a reflection period for this reason."), "coe197.13(3)"
    )


# --- permits ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Term:
    """How long a permit lasts; without an end it lasts until the final judgment."""

    starts_on: date
    last_day: date | None
    ends_at: datetime | None
    until_judgment: bool = False


def permit_term(deadline: Deadline, starts_on: date, calendar: Calendar, *, until_judgment: bool = False) -> Term:
    """A permit's end by the pack's clock and end rule: a year from 2017-06-01 ends with 2018-05-31 in pack az; A17.

    Basis: THB Law, Articles 20.1, 20.2 (until the final judgment), 20.5; CoE Convention, Article 14 (RES-01, RES-02).
    """
    if until_judgment:
        return Term(starts_on, None, None, True)
    ends = Clock(deadline, calendar.day_start(starts_on)).due(calendar)
    if ends is None:
        raise ValueError(f"{deadline.rule} starts no clock: nobody confirmed it")
    return Term(starts_on, last_day(deadline, ends, calendar), ends)


def check_grounds(chosen: Iterable[str], named: Iterable[str], needing: Iterable[str], *, proceedings: bool) -> Decision:
    """Whether a permit rests on grounds the pack names; ``needing``: grounds that need proceedings which are open.

    Either ground is enough alone. Basis: CoE Convention, Article 14(1) (personal situation and/or co-operation, RES-03).
    """
    picked, offered = frozenset(chosen), frozenset(named)
    if not picked or picked - offered:
        return Decision.refuse(Reason("ground_needed", N_("Name at least one ground of the list.")))
    if picked & frozenset(needing) == picked and not proceedings:
        text = N_("This ground needs proceedings that are open. The personal situation is a ground of its own.")
        return Decision.refuse(Reason("no_proceedings", text, basis="coe197.14(1)"))
    return Decision.allow()


def alarms(ends_at: datetime, days: Iterable[int]) -> list[datetime]:
    """When the coming end of a permit becomes a task, the earliest first."""
    return [ends_at - count * ONE_DAY for count in sorted(days, reverse=True)]


# --- claims that go on -----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class OpenClaim:
    """A claim of wages or damages that is open: what kind (pack list claim_kind), since when, and its row."""

    kind: str
    since: datetime
    reference: UUID | None = None


# --- returns ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Choice:
    """The person's own choice of a return, as it was heard."""

    free: bool
    informed: bool
    advised: bool
    language: str


def check_choice(choice: Choice, understood: Iterable[str]) -> Decision:
    """Whether a choice is one: free, informed, with advice against being trafficked again, in a language understood.

    Basis: THB Law, Article 20.4; CoE Convention, Article 16(2) (preferably voluntary) (RET-01).
    """
    parts = {N_("free"): choice.free, N_("informed"): choice.informed, N_("advised of the risks"): choice.advised}
    lacking = [name for name, there in parts.items() if not there]
    if lacking:
        text = N_("Without a free and informed choice and advice nobody returns: lacking: %(lacking)s.")
        return Decision.refuse(Reason("no_free_choice", text, {"lacking": ", ".join(lacking)}, "coe197.16"))
    known = frozenset(understood)
    if known and choice.language not in known:
        return Decision.refuse(Reason("language_not_understood", N_("The choice was heard in a language the person does not understand.")))
    return Decision.allow()


@dataclass(frozen=True, slots=True)
class Assessed:
    """An assessment of the risk: when, whether the assessor finds it safe, whether re-trafficking is ruled out."""

    at: datetime
    safe: bool
    excluded: str


@dataclass(frozen=True, slots=True)
class Ready:
    """What is known when somebody is to travel."""

    chosen: bool
    assessed: Assessed | None
    partner: str
    travels_at: datetime


def may_travel(ready: Ready, *, planned: bool, adult: bool, first: bool, basis: str) -> Decision:
    """Whether a return may be planned for a day: the risk is assessed before, the choice made, somebody abroad prepared.

    ``first``: the pack wants the assessment first (it is a floor). A return that happened without is recorded as a breach instead.
    Basis: CoE Convention, Article 16(1)-(2) and (5); in pack az the Law, Article 20.3-20.4 (RET-01, RET-03).
    """
    found: list[Reason] = []
    if first and (ready.assessed is None or ready.assessed.at > ready.travels_at):
        found.append(Reason("no_risk_assessment", N_("No return before its risk was assessed."), basis=basis))
    elif ready.assessed is not None and not ready.assessed.safe:
        found.append(Reason("not_safe", N_("The last assessment says that the return is not safe."), basis=basis))
    if adult and not ready.chosen:
        found.append(Reason("no_choice", N_("The person's own free choice is not recorded."), basis="coe197.16(2)"))
    if planned and not ready.partner:
        found.append(
            Reason("no_partner", N_("Nobody abroad is prepared: name a body there, or say why there is none."), basis="coe197.16(5)")
        )
    return Decision.refuse(*found) if found else Decision.allow()


@dataclass(frozen=True, slots=True)
class ChildReady:
    """What is known about a child before a return; ``youngest`` and ``oldest`` possible age, None where nothing is known."""

    youngest: int | None
    oldest: int | None
    view: str
    excluded: str
    best_interests: str  # yes | no | not_decided


def may_child_travel(child: ChildReady, *, opinion_age: int, disputed: bool, basis: str) -> Decision:
    """Whether a child may return: re-trafficking is ruled out, the best interests are decided, the view is heard; A16.

    The view is recorded at every age as far as the child is able; from ``opinion_age`` it is required. A doubt about the age counts
    for hearing the child. ``disputed``: the sources do not agree on the age, and the answer says so.
    Basis: THB Law, Article 20.3; CoE Convention, Article 16(7); CRC, Articles 3 and 12 (CHI-05).
    """
    found: list[Reason] = []
    if child.excluded != "yes":
        found.append(Reason("not_excluded", N_("A child returns only when being trafficked again is ruled out."), basis=basis))
    if child.best_interests == "no":
        found.append(Reason("against_best_interests", N_("The return is not in the child's best interests."), basis="coe197.16(7)"))
    elif child.best_interests != "yes":
        found.append(Reason("best_interests_open", N_("The child's best interests are not decided yet."), basis="coe197.16(7)"))
    required = child.oldest is None or child.oldest >= opinion_age
    if required and not child.view:
        text = N_("From the age of %(age)s the child's own view is required; it is not recorded.")
        found.append(Reason("view_required", text, {"age": opinion_age}, basis))
    if found:
        return Decision.refuse(*found)
    notes = []
    if not child.view:
        notes.append(Reason("view_as_able", N_("Hear the child as far as it is able; below the age it is not obligatory."), basis=basis))
    if disputed:
        text = N_("The sources disagree on the age of %(age)s.")
        notes.append(Reason("age_disputed", text, {"age": opinion_age}, basis))
    return Decision.allow(*notes)


def follow_ups(arrived: datetime, after: Iterable[str], calendar: Calendar) -> list[datetime]:
    """When the person is asked how it went, counted from the arrival."""
    return [Duration.parse(text).add(arrived, calendar) for text in after]
