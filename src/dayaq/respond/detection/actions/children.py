"""A street child's three hours, and the child's path: best interest, steps, age."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import F
from django.utils import timezone

from dayaq.base.access.rules import Actor, Group
from dayaq.core.clock import Clock
from dayaq.core.decision import Stale, allowed, require
from dayaq.core.words import N_
from dayaq.respond.casefile.actions import change_core, finish_tasks, record, set_task
from dayaq.respond.casefile.queries import Case, Task, pack_of, writes_of
from dayaq.respond.detection import access, queries, rules
from dayaq.respond.detection.models import AgeAssessment, BestInterest, BestInterestWords, ChildStep, StreetAnswer, StreetChild
from dayaq.respond.detection.rules.child import IN_INTEREST, TRACING

STREET_TASK, REVIEW_TASK = "detection.street_child", "detection.best_interest_review"
BEST_INTEREST, FAMILY = "best_interest", "family"  # tasks of the child path
ENDS_TASK = {"identity": "identity", "nationality": "identity", "family_found": FAMILY, "family_not_found": FAMILY}


def find_street_child(*, case: Case, found_at: datetime, by: Actor, at: datetime) -> StreetChild:
    """A child was found in the street: the country's hours run from then (IDN-11).

    Basis: in pack az the law on street children as the sources report it (three hours).
    """
    require(access.may_write(by, Group.G1, writes_of(case.id)))
    require(allowed(found_at <= timezone.now(), "future", N_("This lies in the future.")))
    open_already = StreetChild.objects.filter(case=case, ended_at__isnull=True).exists()
    require(allowed(not open_already, "stopped_already", N_("This stop is recorded already.")))
    pack = pack_of(case)
    term = queries.street_term(pack, found_at)
    due = Clock(term, found_at).due(pack.calendar) if term else None
    made = StreetChild.objects.create(case=case, found_at=found_at, due_at=due, organisation=by.organisation_id, by=by.user_id)
    rule = term.rule if term and due else ""
    set_task(case=case, kind=STREET_TASK, unit=by.unit_id, started_at=found_at, due_at=due, rule=rule, by=by)
    record(case=case, kind="detection.street_child", by=by, at=found_at)
    return made


def ask_quick_questions(*, street: StreetChild, answers: Mapping[str, str], by: Actor, at: datetime) -> bool:
    """Keep the answers to the quick questions; True where they ask for a referral. Nothing is decided by them."""
    case = street.case
    require(access.may_write(by, Group.G3, writes_of(case.id)))
    pack = pack_of(case)
    known = set(answers) <= set(pack.codes["street_question"].items) and set(answers.values()) <= {"yes", "no", "unknown"}
    require(allowed(known and bool(answers), "questions", N_("Answer the questions; “not known” is an answer.")))
    StreetAnswer.objects.bulk_create(
        [StreetAnswer(case=case, street=street, question=code, answer=said, at=at, by=by.user_id) for code, said in answers.items()]
    )
    step(street, asked_at=at)
    refers = rules.asks_for_referral(answers, queries.refer_on(pack))
    record(case=case, kind="detection.quick_questions", by=by, at=at, facts={"asks_for_referral": refers})
    return refers


def note_street_step(*, street: StreetChild, which: str, by: Actor, at: datetime) -> None:
    """The family was found, or the child stood before a judge, at ``at``."""
    require(access.may_write(by, Group.G1, writes_of(street.case_id)))
    column = {"family": "family_found_at", "judge": "judge_at"}.get(which, "")
    require(allowed(bool(column), "unknown_step", N_("Choose from the lists.")))
    require(allowed(at >= street.found_at, "before_found", N_("This lies before the child was found.")))
    step(street, **{column: at})
    record(case=street.case, kind=f"detection.street_{which}", by=by, at=at)


def end_stop(*, street: StreetChild, outcome: str, by: Actor, at: datetime, late_reason: str = "") -> None:
    """The stop ended: family, placed, judge, released. Late is recorded with its reason, never refused (IDN-11)."""
    case, pack = street.case, pack_of(street.case)
    require(access.may_write(by, Group.G1, writes_of(case.id)))
    ends = rules.Ends(street.found_at, at, outcome, late_reason)
    require(rules.check_street_end(ends, pack.codes["street_outcome"].items, pack.codes["street_late"].items, street.due_at))
    late = street.due_at is not None and at > street.due_at
    step(street, ended_at=at, outcome=outcome, late_reason=late_reason if late else "")
    finish_tasks(case=case, kind=STREET_TASK, by=by, at=at)
    record(case=case, kind="detection.street_ended", by=by, at=at, facts={"outcome": outcome, "late": late})


def step(street: StreetChild, **columns: object) -> None:
    """Write columns of an open stop under the version that was read."""
    rows = StreetChild.objects.filter(id=street.id, version=street.version, ended_at__isnull=True)
    if not rows.update(**columns, version=F("version") + 1):
        raise Stale
    street.refresh_from_db()


@dataclass(frozen=True, slots=True, kw_only=True)
class NewBestInterest:
    """A decision on the best interest as people made it; ``view`` and ``reasons`` in words."""

    about: str
    heard: str
    factors: tuple[str, ...]
    outcome: str
    review_on: date
    reasons: str
    view: str = ""
    present: tuple[str, ...] = ()
    language: str = "en"


def decide_best_interest(*, case: Case, new: NewBestInterest, by: Actor, at: datetime) -> BestInterest:
    """Record a decision on the best interest of the child; an earlier one on the same question stays and is replaced.

    Basis: CRC, Articles 3 and 12; CoE Convention, Article 10(4).
    """
    pack = pack_of(case)
    require(access.may_write(by, Group.G1, writes_of(case.id)))
    require(access.may_write(by, Group.G7, writes_of(case.id)))
    lists = {
        "best_interest_about": {new.about},
        "best_interest_outcome": {new.outcome},
        "child_heard": {new.heard},
        "child_factor": {*new.factors},
    }
    known = all(codes <= set(pack.codes[name].items) for name, codes in lists.items())
    require(allowed(known and set(new.present) <= set(pack.codes["present"].items), "unknown_words", N_("Choose from the lists.")))
    day = pack.calendar.local_date(at)
    require(rules.check_best_interest(heard=new.heard, factors=new.factors, reasons=new.reasons, at=day, review_on=new.review_on))
    columns = {name: getattr(new, name) for name in ("about", "heard", "outcome", "review_on")}
    made = BestInterest.objects.create(
        case=case,
        at=at,
        factors=list(new.factors),
        present=list(new.present),
        organisation=by.organisation_id,
        body=by.organisation,
        by=by.user_id,
        replaces=BestInterest.objects.filter(case=case, about=new.about).order_by("-at", "-recorded_at").first(),
        **columns,
    )
    BestInterestWords.objects.create(case=case, decision=made, view=new.view, reasons=new.reasons, language=new.language, by=by.user_id)
    follow_decision(case, made, by, at)
    return made


def follow_decision(case: Case, made: BestInterest, by: Actor, at: datetime) -> None:
    """What a decision sets in motion: the task ends, the next look has its day, the family may be looked for."""
    pack = pack_of(case)
    record(case=case, kind="detection.best_interest", by=by, at=at, facts={"about": made.about, "outcome": made.outcome})
    if not Task.objects.filter(case=case, kind=BEST_INTEREST).exists():
        set_task(case=case, kind=BEST_INTEREST, unit=by.unit_id, started_at=at, by=by)
    if made.outcome != "later":
        finish_tasks(case=case, kind=BEST_INTEREST, by=by, at=at)
    finish_tasks(case=case, kind=REVIEW_TASK, by=by, at=at)
    set_task(case=case, kind=REVIEW_TASK, unit=by.unit_id, started_at=at, due_at=pack.calendar.day_start(made.review_on), by=by)
    if made.about == TRACING and made.outcome == IN_INTEREST:
        set_task(case=case, kind=FAMILY, unit=by.unit_id, started_at=at, by=by)


def take_child_step(*, case: Case, kind: str, by: Actor, at: datetime, detail: str = "") -> ChildStep:
    """Record a step for a child. Looking for the family needs a decision that it is in the child's best interest (CHI-03);
    it is the one way in which a child's identity is told to people outside (CHI-06).

    Basis: CoE Convention, Article 10(4)(b) and (c); in pack az Cabinet Decision 131, 6.2 (patron), Decision 180 (CHI-07).
    """
    pack = pack_of(case)
    require(access.may_write(by, Group.G1, writes_of(case.id)))
    require(allowed(kind in pack.codes["child_step"].items, "unknown_words", N_("Choose from the lists.")))
    require(queries.check_child_step(pack, kind, detail, at))
    decision = None
    if kind == "tracing":
        found = queries.best_interests(case, about=TRACING)
        require(rules.may_trace([row.outcome for row in found]))
        decision = found[0]
    made = ChildStep.objects.create(
        case=case, kind=kind, detail=detail, at=at, rests_on=decision, organisation=by.organisation_id, by=by.user_id
    )
    record(case=case, kind="detection.child_step", by=by, at=at, facts={"step": kind, "detail": detail})
    if kind in ENDS_TASK:
        finish_tasks(case=case, kind=ENDS_TASK[kind], by=by, at=at)
    return made


@dataclass(frozen=True, slots=True, kw_only=True)
class NewAgeAssessment:
    """How an age was assessed, and the youngest and oldest age the result allows."""

    methods: tuple[str, ...]
    consent: tuple[str, ...]
    youngest: int | None = None
    oldest: int | None = None


def assess_age(*, case: Case, new: NewAgeAssessment, by: Actor, at: datetime) -> AgeAssessment:
    """Record an assessment of age; adult only if even the youngest age is one, else the child's path stays open (IDN-08).

    Basis: CoE Convention, Article 10(3); CRC Committee, General Comment 6, paragraph 31.
    """
    require(access.may_write(by, Group.G1, writes_of(case.id)))
    pack = pack_of(case)
    rule = queries.age_rule(pack)
    found = rules.Found(new.methods, new.consent, new.youngest, new.oldest)
    earlier = [method for row in AgeAssessment.objects.filter(case=case) for method in row.methods]
    if rule is not None:
        require(
            rules.check_age_assessment(found, methods=rule.methods, consent=rule.consent, last_resort=rule.last_resort, earlier=earlier)
        )
    result = rules.age_found(new.youngest, new.oldest, pack.process.age.child_under)
    made = AgeAssessment.objects.create(
        case=case,
        at=at,
        methods=list(new.methods),
        consent=list(new.consent),
        youngest=new.youngest,
        oldest=new.oldest,
        result=result,
        organisation=by.organisation_id,
        by=by.user_id,
    )
    record(case=case, kind="detection.age_assessed", by=by, at=at, facts={"result": result})
    answer = {"child": {"under_18": "yes"}, "adult": {"under_18": "no", "under_18_reason": "assessment"}}
    change_core(case=case, version=case.version, changes=answer.get(result, {"under_18": "cannot_be_excluded"}), by=by, at=at)
    return made
