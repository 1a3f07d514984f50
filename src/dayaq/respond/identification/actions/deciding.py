"""The decision on status with its reasons, its removal when recorded in error, and a co-assessor's comment beside it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from dayaq.base.access.rules import Actor, Group
from dayaq.core.clock import Clock
from dayaq.core.decision import Decision, Reason, Stale, allowed, require
from dayaq.core.pack import Pack
from dayaq.core.words import N_
from dayaq.respond.casefile.actions import assert_status, finish_tasks, record, remove_assertion, set_stage, set_task
from dayaq.respond.casefile.queries import Case, pack_of, writes_of
from dayaq.respond.identification import access, queries, rules
from dayaq.respond.identification.actions.clocks import meet_clocks
from dayaq.respond.identification.actions.panel import bind_votes
from dayaq.respond.identification.models import CoAssessment, FormalDecision, Reasoning
from dayaq.respond.referral.queries import of_case as referrals_of
from dayaq.respond.screening.queries import is_child

NOTICE_TASK, AGAIN_TASK = "identification.notice", "identification.decide_again"
ALL_FOUND = "elements_found"
VIEWS = ("supports", "doubts", "not_enough")


@dataclass(frozen=True, slots=True, kw_only=True)
class NewDecision:
    """A decision as a human made it: findings on the three elements, reasons in words, what and where the exploitation was."""

    positive: bool
    act: str
    means: str
    purpose: str
    reasons: str
    exploitation: str
    route: str
    reason_code: str = ""
    language: str = "en"
    from_paper: bool = False

    @property
    def ruling(self) -> rules.Ruling:
        """The decision as the rules read it."""
        found = (rules.Finding(self.act), rules.Finding(self.means), rules.Finding(self.purpose))
        return rules.Ruling(self.positive, self.reasons, *found, from_paper=self.from_paper)


def decide(*, case: Case, new: NewDecision, by: Actor, at: datetime) -> FormalDecision:
    """Decide on status. The status is stated, the person is to be told, the referrer to be answered.

    Basis: CoE Convention, Article 10; in pack az the Law, Article 8 (the special police unit alone decides).
    """
    pack = pack_of(case)
    require(access.may_decide(by, queries.deciders(pack), writes_of(case.id), queries.conflict(case, by, at)))
    require(rules.check_ruling(new.ruling, child=is_child(case)))
    require(check_codes(pack, new))
    if not new.from_paper:  # what a panel decided on paper is recorded, also without each vote
        way, _route = queries.deciding(pack, by.organisation)
        require(queries.carries(case, pack, way, by.organisation_id, at, positive=new.positive))
    made = write(case, new, pack, by, at)
    bind_votes(case, made, by)
    record(case=case, kind="identification.decided", by=by, at=at, facts={"decision": str(made.id), "outcome": made.outcome})
    if "decision" in pack.process.stages:
        set_stage(case=case, stage="decision", by=by, at=at)
    follow(case, made, pack, by)
    return made


def write(case: Case, new: NewDecision, pack: Pack, by: Actor, at: datetime) -> FormalDecision:
    """The decision, its reasoning, and the status it gives."""
    code, route = queries.deciding(pack, by.organisation)
    earlier = FormalDecision.objects.filter(case=case, organisation=by.organisation_id, removed_at__isnull=True, at__lte=at)
    made = FormalDecision.objects.create(
        case=case,
        step=code,
        outcome="positive" if new.positive else "negative",
        at=at,
        organisation=by.organisation_id,
        body=by.organisation,
        by=by.user_id,
        act=new.act,
        means=new.means,
        purpose=new.purpose,
        reason_code=ALL_FOUND if new.positive else new.reason_code,
        basis="; ".join(pack.process.identification.test.basis)[:60],
        exploitation=new.exploitation,
        route=new.route,
        replaces=earlier.order_by("-at", "-recorded_at").first(),
    )
    Reasoning.objects.create(decision=made, case=case, language=new.language, text=new.reasons)
    status = route.positive if new.positive else route.negative
    assert_status(case=case, status=status, by=by, at=at, evidence=evidence(made))
    return made


def follow(case: Case, made: FormalDecision, pack: Pack, by: Actor) -> None:
    """What a decision sets in motion: the notice to the person, the answer to whoever referred."""
    finish_tasks(case=case, kind=AGAIN_TASK, by=by, at=made.at)
    meet_clocks(case, by, made.at)
    if by.unit_id:
        set_task(case=case, kind=NOTICE_TASK, unit=by.unit_id, started_at=made.at, by=by)
    waiting = set(case.tasks.filter(kind=queries.FEEDBACK_TASK, done_at__isnull=True).values_list("unit", flat=True))
    term = pack.on(pack.calendar.local_date(made.at)).clock(queries.FEEDBACK_CLOCK) if queries.FEEDBACK_CLOCK in pack.clocks else None
    due = Clock(term, made.at).due(pack.calendar) if term else None
    for referral in referrals_of(case):
        if (
            referral.received_at
            and not referral.fed_back_at
            and referral.to_organisation == made.organisation
            and referral.to_unit not in waiting
        ):
            set_task(
                case=case,
                kind=queries.FEEDBACK_TASK,
                unit=referral.to_unit,
                started_at=made.at,
                due_at=due,
                rule=queries.FEEDBACK_CLOCK,
                by=by,
            )


def check_codes(pack: Pack, new: NewDecision) -> Decision:
    """Whether exploitation, route and the reason of a no are words of the lists; they are stored always."""
    wanted = {"exploitation": (new.exploitation, "exploitation"), "route": (new.route, "route")}
    if not new.positive:
        wanted["reason"] = (new.reason_code, "negative_reason")
    lacking = [name for name, (code, codes) in wanted.items() if code not in pack.codes[codes].items]
    if not lacking:
        return Decision.allow()
    text = N_("Choose from the list, “not known” included: %(lacking)s.")
    return Decision.refuse(Reason("codes_lacking", text, {"lacking": ", ".join(lacking)}))


def evidence(made: FormalDecision) -> str:
    """How a status names the decision it rests on."""
    return f"decision:{made.id}"


def remove_decision(*, decision: FormalDecision, reason: str, by: Actor, at: datetime) -> FormalDecision:
    """Mark a decision as recorded in error: it is kept, no longer counts, and neither does the status it gave."""
    require(access.may_remove(by, decision.organisation, reason, removed=decision.removed_at is not None))
    rows = FormalDecision.objects.filter(id=decision.id, removed_at__isnull=True)
    if not rows.update(removed_at=at, removed_reason=reason):
        raise Stale
    decision.refresh_from_db()
    for word in decision.case.assertions.filter(evidence=evidence(decision), removed_at__isnull=True):
        remove_assertion(assertion=word, reason=reason, by=by, at=at)
    if not FormalDecision.objects.filter(case=decision.case, removed_at__isnull=True, notices__isnull=True).exists():
        finish_tasks(case=decision.case, kind=NOTICE_TASK, by=by, at=at)
    facts = {"decision": str(decision.id), "reason": reason}
    record(case=decision.case, kind="identification.decision_removed", by=by, at=at, facts=facts)
    return decision


def co_assess(*, case: Case, view: str, text: str, by: Actor, at: datetime, attended: bool = False, language: str = "en") -> CoAssessment:
    """Write what the referring organisation observed; it stands beside the decision and does not make it."""
    rule = pack_of(case).process.referral.co_assessor
    means = rule is not None and by.organisation in pack_of(case).bodies_meant(rule.who)
    require(access.may_comment(by, means, taking_part=queries.takes_part(case, by)))
    require(access.may_write(by, Group.G3, writes_of(case.id)))
    require(allowed(view in VIEWS, "no_such_view", N_("Say whether you support, doubt, or do not know enough.")))
    deciders = queries.deciders(pack_of(case))
    require(rules.check_comment(text, by.organisation, by.organisation if by.organisation in deciders else ""))
    made = CoAssessment.objects.create(
        case=case,
        at=at,
        organisation=by.organisation_id,
        by=by.user_id,
        attended_interview=attended,
        view=view,
        language=language,
        text=text,
    )
    record(case=case, kind="identification.commented", by=by, at=at, facts={"comment": str(made.id)})
    return made
