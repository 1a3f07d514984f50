"""Help that is planned with the person: needs, plan, services, appointments, courses and work; rights told and not told; a complaint."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import Any

from dayaq.base.access.context import acting
from dayaq.base.accounts.queries import organisation
from dayaq.respond.rights import actions as rights
from dayaq.respond.rights.actions import DataAsked, NewComplaint, Telling
from dayaq.respond.rights.models import Complaint
from dayaq.respond.support import actions as support
from dayaq.respond.support.actions import NewConsent, NewGoal, NewService, NewStep, Said
from dayaq.site.demo.scene import Scene
from dayaq.site.demo.steps import adult

SAID = {
    "housing": Said("yes", "now", "Qızımla qalmağa yer istəyirəm."),
    "work": Said("yes", "weeks", "Dərzi işi bilirəm."),
    "documents": Said("yes", "weeks"),
    "children": Said("yes", "weeks", "Uşaq bağçası."),
    "legal": Said("unknown"),
    "money": Said("yes", "now"),
    "education": Said("no"),
}
SERVICES = (  # days ago, kind, outcome, amount, unit, cost, funding
    (58, "subsistence", "given", 7, "days", "70", "state"),
    (52, "documents", "given", 1, "items", "15", "state"),
    (40, "social", "given", 3, "hours", None, ""),
    (24, "employment", "given", 2, "sessions", None, ""),
    (9, "clothing", "given", 1, "items", "48", "donor"),
)


def planned_with_her(scene: Scene) -> None:
    """The assistance centre and a woman without any decision: needs asked twice, a plan she signed, five services, what comes next."""
    case = scene.met("tomris", scene.ago(days=60), adult("female", "AZ", "self"), ("Aysu", "Planqurğu", "~1993"))
    with acting(scene["tomris"]) as worker:
        support.assess(case=case, said=SAID, language="az", by=worker, at=scene.ago(days=59))
        later = {**SAID, "housing": Said("no"), "documents": Said("no")}
        support.assess(case=case, said=later, language="az", by=worker, at=scene.ago(days=20))
        goals(scene, case)
        for days, kind, outcome, amount, unit, cost, funding in SERVICES:
            new = NewService(
                kind=kind, outcome=outcome, amount=Decimal(amount), unit=unit, cost=Decimal(cost) if cost else None,
                currency="AZN" if cost else "", funding=funding,
            )  # fmt: skip
            support.record_service(case=case, new=new, by=worker, at=scene.ago(days=days))
        ahead(scene, case)
        telling(scene, case)
    examined(scene, case)


def goals(scene: Scene, case: Any) -> None:
    """Two goals in her words, with steps, agreed and signed; it is looked at again next week."""
    worker, at = scene["tomris"], scene.ago(days=55)
    plan = support.begin_plan(case=case, language="az", by=worker, at=at)
    work = support.add_goal(plan=plan, new=NewGoal(domain="work", words="Öz pulumu qazanım.", language="az"), by=worker, at=at)
    home = support.add_goal(plan=plan, new=NewGoal(domain="housing", words="Qızımla sakit ev.", language="az"), by=worker, at=at)
    steps: tuple[Any, ...] = ((work, "learn", "person", -20), (work, "apply", "together", 10), (home, "accompany", "us", -30))
    for goal, kind, who, days in steps:
        due = (scene.now + timedelta(days=days)).date()
        support.add_step(goal=goal, new=NewStep(kind=kind, responsible=who, due_on=due), by=worker, at=at)
    review = (scene.now + timedelta(days=6)).date()
    support.agree_plan(
        plan=plan, signed_on=at.date(), review_on=review, version=plan.version, by=worker, at=scene.ago(days=54), copy_given=True
    )
    support.close_goal(goal=home, outcome="reached", by=worker, at=scene.ago(days=21))


def ahead(scene: Scene, case: Any) -> None:
    """Two appointments, a course that waits for its minimum, a place in a kindergarten, work offered."""
    worker = scene["tomris"]
    for days, kind, place in ((1, "talk", "office"), (5, "accompany", "as_agreed")):
        starts = (scene.now + timedelta(days=days)).replace(hour=7, minute=30, second=0, microsecond=0)
        support.make_appointment(
            case=case, kind=kind, starts=starts, ends=starts + timedelta(hours=1), place=place, by=worker, at=scene.ago(days=2)
        )
    course = support.offer_course(kind="sewing", title="Dərzi kursu", language="az", minimum=3, places=8, by=worker, at=scene.ago(days=30))
    support.wait_for_course(case=case, course=course, by=worker, at=scene.ago(days=28))
    child = support.add_dependant(case=case, kind="child", sex="female", birth_year=scene.now.year - 4, by=worker, at=scene.ago(days=58))
    support.wait_for_place(dependant=child, kind="kindergarten", by=worker, at=scene.ago(days=50))
    support.record_job(case=case, occupation="services", found_by="us", outcome="offered", by=worker, at=scene.ago(days=4))


def telling(scene: Scene, case: Any) -> None:
    """Told of most rights; how to complain and what happens to her data she was not told yet."""
    worker = scene["tomris"]
    new = Telling(rights=("help", "no_police", "safety"), language="az", method="spoken", own_words=True, leaflet="rights_card")
    rights.tell(case=case, new=new, by=worker, at=scene.ago(days=59))
    later = Telling(rights=("legal_aid", "legal_aid_cost", "compensation"), language="az", method="written", understood="partly")
    rights.tell(case=case, new=later, by=worker, at=scene.ago(days=52))


def examined(scene: Scene, case: Any) -> None:
    """Nobody writes her health but the doctor, with her consent."""
    with acting(scene["sebine"]) as doctor:
        support.give_consent(
            case=case, new=NewConsent(service="medical", language="az", method="written"), by=doctor, at=scene.ago(days=57)
        )
        said = {"health": Said("yes", "weeks", "Baş ağrıyır, yata bilmirəm (uydurma)."), "psychology": Said("yes", "now")}
        support.assess_health(case=case, said=said, language="az", by=doctor, at=scene.ago(days=57))
        new = NewService(kind="medical", amount=Decimal(1), unit="sessions", institution="designated", free=True)
        support.record_service(case=case, new=new, by=doctor, at=scene.ago(days=50))


def one_year_after(scene: Scene) -> None:
    """A man who works again: reintegration begun, followed up once, his complaint about a body is answered by somebody independent."""
    case = scene.met("leyla", scene.ago(days=280), adult("male", "AZ", "self"), ("Vüqar", "Yenihəyat", "1985"))
    with acting(scene["leyla"]) as worker:
        told = ("help", "no_police", "safety", "data_protection", "non_punishment", "complaint")
        rights.tell(case=case, new=Telling(rights=told, language="az", method="spoken"), by=worker, at=scene.ago(days=279))
        support.assess(case=case, said={"work": Said("yes", "now")}, language="az", by=worker, at=scene.ago(days=278))
        begun = scene.ago(days=200).date()
        support.record_job(
            case=case, occupation="construction", found_by="employment_service", outcome="started", contract=True, started_on=begun,
            by=worker, at=scene.ago(days=200),
        )  # fmt: skip
        over = support.begin_reintegration(case=case, begun_on=begun, by=worker, at=scene.ago(days=200))
        said = {"job": "yes", "housing": "yes", "network": "unknown", "retrafficked": "no"}
        support.follow_up(over=over, clock="follow_up_first", contact="reached", answers=said, by=worker, at=scene.ago(days=100))
        rights.ask_data(case=case, new=DataAsked(kind="access", groups=("G1", "G3")), by=worker, at=scene.ago(days=6))
    complained(scene, case)


def complained(scene: Scene, case: Any) -> None:
    """One complaint heard by the monitor, one that nobody has taken yet; a word of feedback."""
    theirs, ours = organisation("mia_shelter"), organisation("clean_world")
    if theirs is None or ours is None:
        raise LookupError("the bodies of the demonstration's complaints are missing")
    with acting(scene["leyla"]) as worker:
        new = NewComplaint(
            about=theirs.id, subject="refused_help", words="Əməkdaşlıq etmədiyim üçün yer vermədilər (uydurma).", language="az", case=case
        )
        number = rights.complain(new=new, by=worker, at=scene.ago(days=40))
        new = NewComplaint(
            about=theirs.id, subject="freedom", words="Не отвечают на просьбу выйти (вымысел).", language="ru", raised_by="anonymous"
        )
        rights.complain(new=new, by=worker, at=scene.ago(days=3))
        scores = {"respect": 5, "safety": 4, "information": 3, "say": 4, "help": 5}
        support.give_feedback(about=ours.id, answers=scores, channel="paper", language="az", by=worker, at=scene.ago(days=30))
    with acting(scene["lale"]) as monitor:
        row = Complaint.objects.get(number=number)
        rights.take_on(complaint=row, version=row.version, by=monitor, at=scene.ago(days=38))
        rights.lay_before(
            complaint=row, text="A bed was refused for want of co-operation (invented).", language="en", version=row.version, by=monitor,
            at=scene.ago(days=30),
        )  # fmt: skip


STORIES = (planned_with_her, one_year_after)
