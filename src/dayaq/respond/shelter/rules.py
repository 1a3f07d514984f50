"""Rules of shelters: how long a stay is guaranteed, which bed fits, what no house may refuse, how full it is. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from dayaq.core.calendar import ONE_DAY, Calendar
from dayaq.core.clock import Clock, ClockState, Deadline, Phase, last_day
from dayaq.core.decision import Decision, Reason
from dayaq.core.duration import Duration, Unit, add_months
from dayaq.core.pack import Pack
from dayaq.core.pack.schema.shelter import Leaving, ReportDue, ShelterFile
from dayaq.core.words import N_

ADULT, CHILD = "adult", "child"
MINE = {"women": "female", "men": "male"}  # areas kept for one sex
UNFIT, REFUSED = "unfit_place", "shelter_refused"  # breaches, codes of the pack's list of breaches
NEVER = ("not_cooperating",)  # whatever a pack says
MET, PARTLY, NOT_MET = "met", "partly", "not_met"


@dataclass(frozen=True, slots=True)
class Terms:
    """The last days of a stay: guaranteed, given by extension, and the longest seen in practice, which ends nobody's stay."""

    guaranteed: date | None
    extended: date | None = None
    practice: date | None = None

    @property
    def stands_until(self) -> date | None:
        """The last day the person may count on."""
        return max(filter(None, (self.guaranteed, self.extended)), default=None)


def terms(pack: Pack, admitted: datetime, *, child: bool, extended: date | None = None) -> Terms:
    """The terms of a stay that began at ``admitted``. SHE-01, CHI-04.

    The guarantee is a minimum; the longest stay is a notice to look again, never an eviction.
    Basis: in pack az THB Law, Articles 13.3 and 16.3; Decree 203/2005, Articles 3.3 and 3.4; Decision 180/2009.
    """
    rules = pack.process.shelter
    guaranteed = _last(pack, rules.child if child else rules.adult, admitted)
    practice = None if child or rules.adult_cap is None else _last(pack, rules.adult_cap, admitted)
    return Terms(guaranteed, extended, practice)


def _last(pack: Pack, code: str, start: datetime) -> date | None:
    deadline = term(pack, code, start)
    ends = Clock(deadline, start).due(pack.calendar) if deadline else None
    return last_day(deadline, ends, pack.calendar) if deadline and ends else None


def term(pack: Pack, code: str | None, at: datetime) -> Deadline | None:
    """The term of a clock in force when it started; None where the law names no number."""
    return pack.on(pack.calendar.local_date(at)).clock(code) if code else None


def extension(pack: Pack, until: date) -> date | None:
    """The last day of one more unit of stay after ``until``. SHE-01. Basis: in pack az practice (a second thirty days)."""
    code = pack.process.shelter.extend_by
    return _last(pack, code, pack.calendar.day_start(until)) if code else None


def may_extend(outcome: str, reason: str, until: date | None, now_until: date | None) -> Decision:
    """A longer stay is decided with a reason; a day that lies earlier takes nothing away from what stands."""
    if not reason:
        return refuse("reason_needed", N_("Say why."))
    if outcome == "granted" and (until is None or (now_until is not None and until <= now_until)):
        return refuse("not_longer", N_("The new last day has to lie after the one that stands now."))
    return Decision.allow()


def may_admit(pack: Pack, day: date, *, preventive: bool) -> Decision:
    """Whether somebody may be taken in: always, with one question only for people to whom nothing has happened yet. SHE-02, SHE-10.

    A pack that asks for a decision or for co-operation is not obeyed: it is data for the comparison of law and practice.
    Basis: CoE Convention, Article 12(6); in pack az THB Law, Article 13.3.
    """
    rule = pack.area(ShelterFile).admission
    if not preventive or (rule is not None and rule.in_force(day) and rule.preventive):
        return Decision.allow()
    basis = "; ".join(rule.basis) if rule else ""
    return refuse("no_preventive_shelter", N_("The rules of that day know no shelter before something has happened."), basis)


def fits(pack: Pack, day: date, area: str, *, sex: str, child: bool) -> Decision:
    """Whether an area is meant for this person; separate areas bind where the pack says so. SHE-05. Basis: CoE Convention, Article 12(7)."""
    rule = pack.area(ShelterFile).separate
    if rule is None or not rule.in_force(day) or area not in rule.areas:
        return Decision.allow()
    wrong = (area in MINE and (child or (sex in MINE.values() and sex != MINE[area]))) or (area == "children" and not child)
    if not wrong:
        return Decision.allow()
    return refuse("wrong_area", N_("This area is kept for others."), "; ".join(rule.basis))


def has_bed(bed: object | None) -> Decision:
    """Nobody is put on a mattress in a corridor; where it happened, it is recorded as a breach. Basis: CoE Convention, Article 12(1)(a)."""
    return Decision.allow() if bed else refuse("no_bed", N_("A place to sleep is a bed. A mattress is no shelter."), "coe197.12(1)")


def may_refuse(pack: Pack, day: date, reason: str) -> Decision:
    """Whether a bed may be refused for this reason; never for lack of co-operation or of a decision. SHE-02, A10.

    Basis: CoE Convention, Article 12(6); in pack az THB Law, Article 13.3.
    """
    rule = pack.area(ShelterFile).refusals
    if rule is None or not rule.in_force(day) or reason not in rule.unlawful:
        return Decision.allow()
    return refuse(
        "unlawful_refusal", N_("A bed is not refused for this reason. If it was, record that it happened."), "; ".join(rule.basis)
    )


def leaving(pack: Pack, day: date) -> Leaving | None:
    """Where somebody who leaves is referred to, and from which houses; None where the pack says nothing. REF-08."""
    rule = pack.area(ShelterFile).leaving
    return rule if rule is not None and rule.in_force(day) else None


def refuse(code: str, message: str, basis: str = "") -> Decision:
    """A refusal with one reason."""
    return Decision.refuse(Reason(code, message, basis=basis))


# --- leave -----------------------------------------------------------------------------------------------------------


def leave_needs_answer(pack: Pack, kind: str, day: date) -> bool:
    """Whether going out is asked for at all; a telephone that is free needs no leave. SHE-06. Basis: ECHR Protocol 4, Article 2; practice."""
    rule = pack.area(ShelterFile).leave
    if kind == "phone" and rule is not None and rule.in_force(day) and rule.phone_free:
        return False
    return pack.process.shelter.leave_needs_request


def check_answer(pack: Pack, kind: str, answer: str, reason: str, day: date) -> Decision:
    """A no needs its reason; company is offered only where the rules know it; a free telephone is not refused. SHE-06."""
    rule = pack.area(ShelterFile).leave
    known = rule if rule is not None and rule.in_force(day) else None
    if answer == "refused" and not leave_needs_answer(pack, kind, day):
        return refuse(
            "no_leave_needed", N_("No permission is needed for this, so it is not refused."), "; ".join(known.basis) if known else ""
        )
    if answer == "refused" and not reason:
        return refuse("reason_needed", N_("A no needs its reason; the person is told it."))
    if answer == "accompanied" and known is not None and not known.accompanied:
        return refuse("not_accompanied", N_("The rules do not let the house make its company a condition."), "; ".join(known.basis))
    return Decision.allow()


def answer_state(pack: Pack, asked: datetime, answered: datetime | None, now: datetime) -> ClockState | None:
    """How the time for an answer stands; None where no number is known."""
    rule = pack.area(ShelterFile).leave
    deadline = term(pack, rule.answer if rule else None, asked)
    return Clock(deadline, asked, answered).state(now, pack.calendar) if deadline else None


def answered_late(pack: Pack, asked: datetime, answered: datetime | None, now: datetime) -> bool:
    """Whether an answer is overdue, or came after the time was over. SHE-06."""
    state = answer_state(pack, asked, answered, now)
    return state is not None and state.phase in (Phase.OVERDUE, Phase.MET_LATE)


# --- beds by day -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Span:
    """Days from ``start`` until before ``end`` (None: open)."""

    start: date
    end: date | None = None

    def has(self, day: date) -> bool:
        """Whether the day lies in it."""
        return self.start <= day and (self.end is None or day < self.end)


@dataclass(frozen=True, slots=True)
class BedDays:
    """One bed: for whom its area is, when it is there, when it cannot be used."""

    serves: str
    valid: Span
    out: tuple[Span, ...] = ()

    def usable(self, day: date) -> bool:
        """Whether somebody can sleep in it that night."""
        return self.valid.has(day) and not any(span.has(day) for span in self.out)


@dataclass(frozen=True, slots=True)
class DayFill:
    """One day: beds there, and people who slept."""

    day: date
    capacity: int
    slept: int


def capacity(beds: Iterable[BedDays], day: date, serves: str = "") -> int:
    """Beds that can be used on a day, all or of one kind of area. SHE-04: 50 and 25 in one year are 54 in another."""
    return sum(bed.usable(day) for bed in beds if serves in ("", bed.serves))


def night(start: datetime, end: datetime | None, calendar: Calendar) -> Span:
    """The nights of a stay as days: the night after the day of arrival is the first, the day of departure has none."""
    first = calendar.local_date(start)
    return Span(first, None if end is None else calendar.local_date(end))


def fill(beds: Sequence[BedDays], nights: Sequence[Span], first: date, after: date) -> list[DayFill]:
    """Each day of a span: capacity and people. Bed nights are their sum, the peak their greatest. SHE-04 (peak 14 of 54)."""
    days = [first + ONE_DAY * n for n in range((after - first).days)]
    return [DayFill(day, capacity(beds, day), sum(span.has(day) for span in nights)) for day in days]


def peak(days: Sequence[DayFill]) -> DayFill | None:
    """The fullest day, the first of several."""
    return max(days, key=lambda one: (one.slept, -one.day.toordinal()), default=None)


# --- accreditation, visits, reports ----------------------------------------------------------------------------------


def standing(outcome: str, expires: date | None, withdrawn: date | None, day: date) -> str:
    """How an accreditation stands on a day: given, refused, expired or withdrawn. SHE-08."""
    if withdrawn is not None and withdrawn <= day:
        return "withdrawn"
    if outcome == "given" and expires is not None and expires <= day:
        return "expired"
    return outcome


def remind_from(pack: Pack, ends: date) -> date:
    """From which day an accreditation that ends is something to do, for who accredits and for the provider (SHE-08)."""
    rule = pack.area(ShelterFile).accreditation
    before = Duration.parse(rule.remind if rule else "P60D")
    if before.unit in (Unit.MONTHS, Unit.YEARS):
        return add_months(ends, -before.count * (12 if before.unit is Unit.YEARS else 1))
    return ends - timedelta(days=before.count)


def may_accredit(pack: Pack, day: date, kind: str, outcome: str, reason: str) -> Decision:
    """Giving an accreditation that the rules know; refusing any, with a reason. SHE-08. Basis: in pack az practice."""
    rule = pack.area(ShelterFile).accreditation
    if outcome == "given" and (rule is None or not rule.in_force(day) or kind not in rule.kinds):
        basis = "; ".join(rule.basis) if rule else ""
        return refuse("no_such_accreditation", N_("The rules know no such accreditation. It can only be refused, with that reason."), basis)
    return Decision.allow() if reason else refuse("reason_needed", N_("Say why."))


def may_be_granted_money(pack: Pack, day: date, standings: Collection[str]) -> Decision:
    """Whether a provider may get a grant: with an accreditation in force, where the pack asks for one. SHE-08."""
    rule = pack.area(ShelterFile).accreditation
    if rule is None or not rule.in_force(day) or not rule.before_grants or "given" in standings:
        return Decision.allow()
    return refuse("accreditation_first", N_("A grant needs an accreditation in force."), "; ".join(rule.basis))


def check_finding(result: str, due: date | None) -> Decision:
    """What is not met gets a day by which it is put right."""
    ok = result == MET or due is not None
    return Decision.allow() if ok else refuse("due_needed", N_("Say until when this has to be put right."))


def report_days(rule: ReportDue, until: date) -> list[date]:
    """The days a report was or is due, up to the first after ``until``. SHE-09."""
    found, step, n = [rule.first], Duration.parse(rule.every), 0
    while found[-1] <= until:
        n += 1
        found.append(Duration(step.count * n, step.unit).add_to_day(rule.first, Calendar("UTC")))
    return found
