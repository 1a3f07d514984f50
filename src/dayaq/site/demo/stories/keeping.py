"""The helpers' side: people who do not want the police, a child, residents of a shelter, the outsider's own work."""

from __future__ import annotations

from typing import Any

from dayaq.base.access.context import acting
from dayaq.respond.casefile import actions as casefile
from dayaq.respond.casefile.actions import NewCase
from dayaq.respond.identification import actions as identification
from dayaq.respond.referral import actions as referral
from dayaq.respond.referral.queries import SEND
from dayaq.site.demo import steps
from dayaq.site.demo.scene import Scene
from dayaq.site.demo.steps import adult, known


def said_no(scene: Scene) -> None:
    """A woman who refuses the police: known to the organisation alone, helped without the State. Somebody searched for her."""
    new = adult("female", "AZ", "self", exploitation=known("sexual"))
    case = scene.met("leyla", scene.ago(days=12), new, ("Pərvanə", "Gözəgörünməz", "1996"))
    keep(scene, case, days=11.5)
    steps.helped(scene["leyla"], case, scene.ago(days=10), "medical", "psychological", "lawyer")
    with acting(scene["kamran"]) as officer:
        casefile.search(text="Pərvanə Gözəgörünməz", born=1996, by=officer)
    with acting(scene["clock"]):
        casefile.deliver_search_notices()


def keep(scene: Scene, case: Any, days: float) -> None:
    """Respect a no, and recognise the person in the organisation's own name."""
    with acting(scene["leyla"]) as worker:
        referral.keep_back(case=case, by=worker, at=scene.ago(days))
        casefile.assert_status(case=case, status="ngo_identified", by=worker, at=scene.ago(days))


def said_no_but_fears_removal(scene: Scene) -> None:
    """A foreign woman known to the organisation alone, who agrees that whoever wants to remove her is told to call it."""
    new = adult("female", "KG", "self", languages=("ky", "ru"), exploitation=known("forced_labour"))
    case = scene.met("leyla", scene.ago(days=20), new, ("Gülzat", "Uzaqelli", "~1990"))
    keep(scene, case, days=19)
    with acting(scene["leyla"]) as worker:
        identification.agree_to_hint(case=case, by=worker, at=scene.ago(days=18))


def girl_without_guardian(scene: Scene) -> None:
    """A girl of sixteen: the child path is open, nobody is appointed yet."""
    new = NewCase(
        source_kind="education", sex=known("female"), nationality=known("AZ"), age_band=known("child"), under_18="yes", languages=("az",)
    )
    case = scene.met("leyla", scene.ago(days=2), new, ("Fidan", "Balacanağıl", f"~{scene.now.year - 16}"))
    steps.helped(scene["leyla"], case, scene.ago(days=1.8), "safe_place", "psychological")


def boy_with_guardian(scene: Scene) -> None:
    """A boy whose age cannot be excluded to be under 18: guardian appointed, inquiry held with him beside."""
    new = NewCase(
        source_kind="migration",
        sex=known("male"),
        nationality=known("TJ"),
        under_18="cannot_be_excluded",
        languages=("tg", "ru"),
        route=known("exploited_here"),
    )
    case = scene.met("tural", scene.ago(days=8), new)
    sent = scene.sent("tural", case, days=7.6)
    steps.received(scene["murad"], sent, scene.ago(days=7.5), accepted=scene.ago(days=7.4))
    with acting(scene["murad"]) as duty:
        casefile.appoint_guardian(case=case, name="Uydurma Qəyyumzadə", kind="guardian", by=duty, at=scene.ago(days=7))
        casefile.record_identity(
            case=case, given_name="Cavid", family_name="Yaşıbilinməz", birth=f"~{scene.now.year - 17}", by=duty, at=scene.ago(days=7)
        )
    company = {
        "present": ("legal_representative", "psychologist"),
        "absences": {"doctor": "seen the day before", "patron": "guardian is present"},
    }
    steps.inquired(scene["kamran"], case, scene.ago(days=6), None, **company)


def resident(scene: Scene) -> None:
    """A resident of the organisation's shelter who declined the doctor; the manager wrote how to reach her safely."""
    case = scene.met("rena", scene.ago(days=26), adult("female", "AZ", "family"), ("Könül", "Sakinörnək", "1989-03"))
    steps.helped(scene["rena"], case, scene.ago(days=26), "safe_place", "clothing")
    steps.helped(scene["rena"], case, scene.ago(days=25), "medical", outcome="refused_by_person", reason="no_need")
    with acting(scene["rena"]) as manager:
        casefile.record_contact(
            case=case,
            channel="phone",
            value="+994 00 000 00 00",
            safe_times="18:00-20:00",
            caution="never by message",
            by=manager,
            at=scene.ago(days=25),
        )


def no_bed(scene: Scene) -> None:
    """No bed was free: the lack is written down with its reason, not forgotten."""
    case = scene.met("rena", scene.ago(days=5), adult("female", "AZ", "self"), ("Zəhra", "Yersizqonaq", "~1985"))
    steps.helped(scene["rena"], case, scene.ago(days=5), "safe_place", outcome="not_available", reason="no_bed")


def withdrew(scene: Scene) -> None:
    """Agreed first and left the procedure later: the officer is told and answers, then the file closes to him; help goes on."""
    case = scene.met(
        "leyla", scene.ago(days=40), adult("female", "AZ", "ngo", exploitation=known("sexual")), ("Sevinc", "Yoldandönən", "1992")
    )
    sent = scene.sent("leyla", case, days=39.6)
    scene.taken(sent, 39)
    with acting(scene["murad"]) as duty:
        referral.feed_back(referral=sent, outcome="person_withdrew", reason="withdrawn", by=duty, at=scene.ago(days=30.5))
    with acting(scene["leyla"]) as worker:
        casefile.record_word(case=case, word="withdrawn", reason="family", by=worker, at=scene.ago(days=30))
        casefile.assert_status(case=case, status="withdrawn", by=worker, at=scene.ago(days=30))


def outsiders_workman(scene: Scene) -> None:
    """The other organisation's own case: nobody at the first one sees it."""
    new = adult("male", "AZ", "self", exploitation=known("forced_labour"), route=known("internal"))
    case = scene.met("zaur", scene.ago(days=3), new, ("Anar", "Ustanümunə", "1978"))
    with acting(scene["zaur"]) as worker:
        casefile.set_task(case=case, kind=SEND, unit=worker.unit_id, started_at=scene.ago(days=3), by=worker)
        casefile.add_story(case=case, text="İki ay əməkhaqqı verilməyib (uydurma).", language="az", by=worker, at=scene.ago(days=2))


STORIES = (said_no, said_no_but_fears_removal, girl_without_guardian, boy_with_guardian, resident, no_bed, withdrew, outsiders_workman)
