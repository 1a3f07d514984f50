"""Beginning and finishing the steps of identification. An order that was not kept is explained and recorded, never refused."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from dayaq.base.access.rules import Actor, Group
from dayaq.core.decision import Decision, Reason, Refused, Stale, allowed, require
from dayaq.core.pack import Pack
from dayaq.core.pack.schema.process import Step
from dayaq.core.words import N_
from dayaq.respond.casefile.actions import record, set_stage
from dayaq.respond.casefile.queries import Case, pack_of, writes_of
from dayaq.respond.identification import access, queries
from dayaq.respond.identification.actions.clocks import note_receipt
from dayaq.respond.identification.models import Stage
from dayaq.respond.screening.actions import Sitting, check_company
from dayaq.respond.screening.queries import is_child


def begin_stage(
    *, case: Case, code: str, by: Actor, at: datetime, present: tuple[str, ...] = (), absences: Mapping[str, str] | None = None
) -> Stage:
    """Begin a step. With a child the inquiry needs the child's people; help needs nobody first.

    Basis: CoE Convention, Article 10(4); in pack az Cabinet Decision 131, 6.2 and 6.4 to 6.7.
    """
    require(access.may_write(by, Group.G1, writes_of(case.id)))
    pack = pack_of(case)
    step = known_step(pack, code)
    helps = queries.is_help(step)
    require(access.may_step(by, by.organisation in pack.bodies_meant(step.by), helps=helps))
    sitting = Sitting(present=present, absences=absences or {})
    require(check_company(pack, sitting, child=is_child(case) and not helps))
    order = queries.order_of(case, pack, code, happened=True)
    kept = {"present": sitting.columns()["present"], "absences": sitting.columns()["absences"]}
    stage = Stage.objects.create(case=case, code=code, started_at=at, organisation=by.organisation_id, by=by.user_id, **kept)
    if not helps:
        note_receipt(case, by)
    facts = {"step": code, "out_of_order": bool(order.reasons)}
    record(case=case, kind="identification.begun", by=by, at=at, facts=facts)
    move_to = queries.stage_of_step(code, step, pack)
    if move_to:
        set_stage(case=case, stage=move_to, by=by, at=at)
    return stage


def known_step(pack: Pack, code: str) -> Step:
    """The step with this code, refused where the country has none."""
    step = queries.steps_of(pack).get(code)
    if step is None:
        raise Refused(Decision.refuse(Reason("no_such_step", N_("This country's identification has no such step."))))
    return step


def finish_stage(*, stage: Stage, by: Actor, at: datetime) -> Stage:
    """Finish a step that was begun; Stale when it is finished already."""
    require(access.may_write(by, Group.G1, writes_of(stage.case_id)))
    require(allowed(stage.organisation == by.organisation_id, "step_of_another_body", N_("Another body began this step.")))
    require(allowed(at >= stage.started_at, "before_begin", N_("A step ends after it begins.")))
    if not Stage.objects.filter(id=stage.id, finished_at__isnull=True).update(finished_at=at):
        raise Stale
    stage.refresh_from_db()
    record(case=stage.case, kind="identification.finished", by=by, at=at, facts={"step": stage.code})
    return stage
