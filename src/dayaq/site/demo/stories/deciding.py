"""Before the decision: inquiry, screenings finished and half finished, presumption, a removal held, an organisation's comment."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from dayaq.base.access.context import acting
from dayaq.respond.identification import actions as identification
from dayaq.respond.identification.actions import Told
from dayaq.respond.screening import actions as screening
from dayaq.respond.screening.actions import Sitting
from dayaq.site.demo import steps
from dayaq.site.demo.scene import Scene
from dayaq.site.demo.steps import adult, known

LOW_PAY_PAPERS_HOURS = {"AZ-L06": "yes", "AZ-L08": "yes", "AZ-L09": "yes", "AZ-L14": "no", "AZ-L15": "no", "AZ-L03": "unknown"}


def workman(scene: Scene, days: float) -> Any:
    """A man sent by the labour inspection that many days ago, with his case; received, inquired into."""
    case = scene.met("elchin", scene.ago(days + 0.5), adult("male", "AZ", "labour_inspection", exploitation=known("forced_labour")))
    sent = scene.sent("elchin", case, days=days)
    scene.taken(sent, days - 0.2)
    return case


def screened(scene: Scene, case: Any, at: datetime, said: dict[str, str], *, finish: bool) -> None:
    """A sitting with the list of labour exploitation."""
    sitting = Sitting(language="az", interpreter=False, present=("social_worker",), acts=("harbouring",), purpose="forced_labour")
    with acting(scene["kamran"]) as officer:
        row = screening.start(case=case, list_code="az-labour", sitting=sitting, by=officer, at=at)
        row = screening.answer(
            screening=row, answers={code: (word, "") for code, word in said.items()}, version=row.version, by=officer, at=at
        )
        if finish:
            screening.finish(screening=row, version=row.version, by=officer, at=at)


def papers_kept(scene: Scene) -> None:
    """Papers kept, hours without end, very low pay: exploitation for certain, one more answer would show the means."""
    case = workman(scene, 13)
    screened(scene, case, scene.ago(days=10), LOW_PAY_PAPERS_HOURS, finish=True)
    steps.set_stage(scene["kamran"], case, "screening", scene.ago(days=10))


def half_asked(scene: Scene) -> None:
    """A screening that was interrupted: three answers, the rest not asked."""
    case = workman(scene, 6)
    screened(scene, case, scene.ago(days=1), {"AZ-L08": "yes", "AZ-L07": "yes", "AZ-L04": "unknown"}, finish=False)
    steps.set_stage(scene["kamran"], case, "screening", scene.ago(days=1))


def inquiry_running(scene: Scene) -> None:
    """Taken on, the inquiry has begun."""
    case = scene.met(
        "ilkin", scene.ago(days=4), adult("female", "AZ", "consulate", exploitation=known("sexual"), route=known("abroad_returned"))
    )
    sent = scene.sent("ilkin", case, days=3.8)
    scene.taken(sent, 3.5, inquiry=False)
    steps.inquired(scene["kamran"], case, scene.ago(days=2), None)


def removal_held(scene: Scene) -> None:
    """The migration service wants to remove a man who is suspected to be a victim: held, his 48 hours stand still."""
    case = scene.met(
        "tural", scene.ago(days=3), adult("male", "UZ", "migration", languages=("uz", "ru"), exploitation=known("forced_labour"))
    )
    sent = scene.sent("tural", case, days=2.8)
    scene.taken(sent, 2.7, inquiry=False)
    with acting(scene["kamran"]) as officer:
        identification.ask_removal(case=case, body="sms", by=officer, at=scene.ago(days=1), clock_started_at=scene.ago(days=1.5))


def reflecting(scene: Scene) -> None:
    """Reasonable grounds are stated and the woman was told of her thirty days."""
    case = scene.met("tural", scene.ago(days=12), adult("female", "UZ", "migration", languages=("uz", "ru"), route=known("exploited_here")))
    sent = scene.sent("tural", case, days=11.8)
    scene.taken(sent, 11.5)
    notice = Told(language="uz", method="interpreter", about="reflection")
    with acting(scene["kamran"]) as officer:
        identification.presume(case=case, by=officer, at=scene.ago(days=9), told=notice)


def with_the_organisation(scene: Scene) -> None:
    """The organisation that referred takes part in the assessment: its comment stands beside the competent body's work."""
    new = adult("female", "AZ", "ngo", exploitation=known("sexual"))
    case = scene.met("leyla", scene.ago(days=16), new, ("Mələk", "Birgəgedən", "~1997"))
    sent = scene.sent("leyla", case, days=15.8, message="Uydurma xəbər: şəxs müşayiət istəyir.", language="az")
    scene.taken(sent, 15)
    with acting(scene["leyla"]) as worker:
        text = "Uydurma rəy: söhbətdə iştirak etdik, təzyiq əlamətləri var idi."
        identification.co_assess(case=case, view="supports", text=text, language="az", attended=True, by=worker, at=scene.ago(days=12))


STORIES = (papers_kept, half_asked, inquiry_running, removal_held, reflecting, with_the_organisation)
