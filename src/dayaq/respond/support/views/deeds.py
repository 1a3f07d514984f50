"""What a worker does on a case, each as a form and one action: two views serve them all."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.utils.translation import gettext_lazy as _

from dayaq.base.access.gate import Request
from dayaq.base.access.rules import Group
from dayaq.core.decision import Decision
from dayaq.core.pack import Pack
from dayaq.respond.casefile.queries import Case, pack_of
from dayaq.respond.support import actions, models, rules
from dayaq.respond.support.forms import said_of
from dayaq.ui.templatetags.dayaq import say

Act = Callable[["Doing"], object]


@dataclass(frozen=True, slots=True)
class Doing:
    """One deed being done: the case, the row it is about, what was typed, by whom and when it happened."""

    request: Request
    case: Case
    row: Any
    given: Mapping[str, Any]
    at: Any

    @property
    def pack(self) -> Pack:
        return pack_of(self.case)

    @property
    def who(self) -> dict[str, Any]:
        return {"by": self.request.actor, "at": self.at}

    def only(self, *names: str) -> dict[str, Any]:
        """Some of what was typed."""
        return {name: self.given[name] for name in names}


@dataclass(frozen=True, slots=True)
class Deed:
    """Words, the groups any of which one must write, the table of the row it is about, and the page to go back to."""

    title: Any
    act: Act
    group: Group = Group.G1
    table: Any = None
    page: str = "plan"
    note: Any = ""


def uuid(text: str) -> UUID | None:
    """An id from a form; None for nothing."""
    return UUID(text) if text else None


def bool_of(text: str) -> bool | None:
    """Yes, no, or not known."""
    return {"yes": True, "no": False}.get(text)


def service(doing: Doing) -> None:
    """Record a service, and say what is to be known."""
    names = ("kind", "outcome", "reason", "outside", "amount", "unit", "cost", "funding")
    money = doing.given["currency"].upper() if doing.given["cost"] is not None else ""
    new = actions.NewService(
        **doing.only(*names),
        currency=money,
        provider=uuid(doing.given["provider"]),
        institution=doing.given.get("institution", ""),
        free=bool_of(doing.given.get("free", "")),
        dependant=doing.row,
    )
    tell(doing.request, actions.record_service(case=doing.case, new=new, **doing.who)[1])


def tell(request: Request, advice: Decision) -> None:
    """Say on the next page what an action advises."""
    if advice.reasons:
        messages.warning(request, say(advice))


def charge(doing: Doing) -> None:
    """Record money asked for care."""
    said = doing.only("institution", "amount", "currency", "paid", "receipt")
    tell(doing.request, actions.record_charge(case=doing.case, **said, **doing.who)[1])


def consent(doing: Doing) -> object:
    """Record a consent, with or without letting somebody in."""
    until = doing.given["expires_on"]
    new = actions.NewConsent(
        **doing.only("service", "language", "method", "outside", "given_by"),
        unit=uuid(doing.given["unit"]),
        groups=tuple(doing.given["groups"]),
        expires_at=doing.pack.calendar.day_start(until + timedelta(days=1)) if until else None,
    )
    return actions.give_consent(case=doing.case, new=new, **doing.who)


def when(doing: Doing) -> dict[str, Any]:
    """Begin and end of an appointment."""
    starts = doing.pack.calendar.at_wall(doing.given["on"], doing.given["from"])
    return {"starts": starts, "ends": starts + timedelta(minutes=doing.given["minutes"])}


def agree(doing: Doing) -> object:
    """The person's word on the plan."""
    said = doing.only("signed_on", "copy_given", "review_on")
    return actions.agree_plan(plan=doing.row, version=doing.row.version, declined=doing.given["word"] == "declined", **said, **doing.who)


def goal(doing: Doing) -> object:
    """A goal of the person."""
    return actions.add_goal(plan=doing.row, new=actions.NewGoal(**doing.only("domain", "words", "language")), **doing.who)


def interpreter(doing: Doing) -> object:
    """An interpreter is needed."""
    on = doing.given["wanted_on"]
    wanted = doing.pack.calendar.day_start(on) if on else None
    return actions.need_interpreter(case=doing.case, wanted_for=wanted, **doing.only("kind", "language", "sex_wished"), **doing.who)


def job(doing: Doing) -> object:
    """Work found or offered."""
    said = doing.only("occupation", "found_by", "outcome", "started_on")
    return actions.record_job(case=doing.case, contract=bool_of(doing.given["contract"]), **said, **doing.who)


def course(doing: Doing) -> object:
    """Wait for a course."""
    wanted = models.Course.objects.get(id=doing.given["course"])
    return actions.wait_for_course(case=doing.case, course=wanted, **doing.who)


def look(doing: Doing) -> object:
    """Look back."""
    said = {"clock": doing.given["which"], "contact": doing.given["contact"]}
    return actions.follow_up(over=doing.row, answers=doing.only(*rules.ASKED), **said, **doing.who)


def assess(doing: Doing) -> object:
    """What the person needs."""
    return actions.assess(case=doing.case, said=said_of(doing.given), language=doing.given["spoken"], **doing.who)


def assess_health(doing: Doing) -> None:
    """What the person needs of health."""
    actions.assess_health(case=doing.case, said=said_of(doing.given), language=doing.given["spoken"], **doing.who)


def over(verb: Callable[..., object], name: str, *given: str) -> Act:
    """An action on the row the deed is about, with some of what was typed."""
    return lambda doing: verb(**{name: doing.row}, **doing.only(*given), **doing.who)


DEEDS: dict[str, Deed] = {
    "assess": Deed(_("What the person needs"), assess),
    "assess_health": Deed(_("What the person needs of health"), assess_health, Group.G4),
    "plan": Deed(_("A new version of the plan"), lambda d: actions.begin_plan(case=d.case, language=d.given["language"], **d.who)),
    "goal": Deed(_("A goal of the person"), goal, Group.G3 | Group.G4, models.Plan),
    "step": Deed(
        _("A step towards the goal"),
        lambda d: actions.add_step(goal=d.row, new=actions.NewStep(**d.only("kind", "responsible", "body", "due_on")), **d.who),
        table=models.Goal,
    ),
    "agree": Deed(_("The person's word on the plan"), agree, table=models.Plan),
    "goal_end": Deed(_("How far was the goal reached?"), over(actions.close_goal, "goal", "outcome"), table=models.Goal),
    "health_goal_end": Deed(_("How far was the goal reached?"), over(actions.close_goal, "goal", "outcome"), Group.G4, models.HealthGoal),
    "step_end": Deed(_("What became of the step?"), over(actions.close_step, "step", "outcome"), table=models.Step),
    "service": Deed(_("A service"), service, Group.G1 | Group.G4, page="services"),
    "dependant": Deed(
        _("A dependant"),
        lambda d: actions.add_dependant(case=d.case, **d.only("kind", "sex", "birth_year", "lives"), **d.who),
        Group.G7,
        page="services",
    ),
    "child_service": Deed(_("A service to the dependant"), service, Group.G7, models.Dependant, "services"),
    "wait": Deed(_("Wait for a place"), over(actions.wait_for_place, "dependant", "kind"), Group.G7, models.Dependant, "services"),
    "waited": Deed(_("The waiting ended"), over(actions.settle_wait, "wait", "state", "reason"), Group.G7, models.Waiting, "services"),
    "interpreter": Deed(_("An interpreter is needed"), interpreter, page="services"),
    "interpreted": Deed(
        _("What became of it?"),
        over(actions.change_interpreting, "row", "state", "outside", "hours"),
        table=models.Interpreting,
        page="services",
    ),
    "charge": Deed(_("Money was asked for medical care"), charge, Group.G8, page="services"),
    "refund": Deed(_("The money was asked back"), over(actions.ask_refund, "charge"), Group.G8, models.Charge, "services"),
    "refunded": Deed(_("What came back?"), over(actions.close_refund, "charge", "refunded"), Group.G8, models.Charge, "services"),
    "consent": Deed(_("A consent"), consent, Group.G1 | Group.G4, page="services"),
    "withdraw": Deed(
        _("The person takes the consent back"), over(actions.withdraw_consent, "consent"), Group.G1 | Group.G4, models.Consent, "services"
    ),
    "appointment": Deed(
        _("An appointment"),
        lambda d: actions.make_appointment(case=d.case, **d.only("kind", "place"), **when(d), **d.who),
        page="appointments",
    ),
    "move": Deed(
        _("Move the appointment"),
        lambda d: actions.change_appointment(row=d.row, version=d.row.version, **when(d), **d.who),
        table=models.Appointment,
        page="appointments",
    ),
    "kept": Deed(
        _("What became of the appointment?"),
        lambda d: actions.change_appointment(row=d.row, version=d.row.version, state=d.given["state"], **d.who),
        table=models.Appointment,
        page="appointments",
    ),
    "course": Deed(_("Wait for a course"), course, page="way"),
    "seat": Deed(_("The person takes part"), over(actions.take_seat, "seat"), table=models.Seat, page="way"),
    "seat_end": Deed(_("How did it end?"), over(actions.close_seat, "seat", "state", "certificate"), table=models.Seat, page="way"),
    "job": Deed(_("Work"), job, page="way"),
    "job_end": Deed(_("The work ended"), over(actions.end_job, "job", "ended_on", "reason"), table=models.Job, page="way"),
    "reintegration": Deed(
        _("Reintegration begins"), lambda d: actions.begin_reintegration(case=d.case, begun_on=d.given["begun_on"], **d.who), page="way"
    ),
    "reintegration_end": Deed(
        _("Reintegration ended"), over(actions.end_reintegration, "row", "ended_on"), table=models.Reintegration, page="way"
    ),
    "look": Deed(_("Look back"), look, table=models.Reintegration, page="way", note=_("Reach the person only in the way kept as safe.")),
}
LATER = {"withdraw": models.HealthConsent}  # the second table a row may stand in


def row_of(what: str, case: Case, row: UUID) -> Any:
    """The row a deed is about, if the reader sees it."""
    table = DEEDS[what].table
    found = table.objects.filter(case=case, id=row).first() if table else None
    if found is None and what in LATER:
        return LATER[what].objects.filter(case=case, id=row).first()
    return found
