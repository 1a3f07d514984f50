"""The finders' side: clocks that run out, referrals on their way, receipts in the night, an unlawful hand-over."""

from __future__ import annotations

from datetime import timedelta

from dayaq.base.access.context import acting
from dayaq.respond.casefile import actions as casefile
from dayaq.respond.casefile.actions import NewCase
from dayaq.respond.referral import actions as referral
from dayaq.respond.referral.actions import Receipt
from dayaq.site.demo import steps
from dayaq.site.demo.scene import Scene
from dayaq.site.demo.steps import adult, known


def three_hours_left(scene: Scene) -> None:
    """A labour inspector's suspicion of 21 hours ago, not referred yet."""
    at = scene.ago(hours=21)
    case = scene.met("elchin", at, adult("male", "TR", "labour_inspection", languages=("tr",), exploitation=known("forced_labour")))
    with acting(scene["elchin"]) as inspector:
        referral.note_suspicion(case=case, suspected_at=at, by=inspector, at=at)


def overdue(scene: Scene) -> None:
    """A suspicion at the migration service that nobody referred in time."""
    at = scene.ago(hours=30)
    case = scene.met("tural", at, adult("female", "UZ", "migration", languages=("uz", "ru"), interpreter_needed=True))
    with acting(scene["tural"]) as officer:
        referral.note_suspicion(case=case, suspected_at=at, by=officer, at=at)


def written_today_about_last_week(scene: Scene) -> None:
    """An inspection of last week that is entered today: both times are kept, and the referral is late."""
    at = scene.ago(days=6)
    case = scene.met("elchin", at, adult("male", "AZ", "labour_inspection", exploitation=known("forced_labour")))
    scene.sent("elchin", case, hours=1, why_late="unreachable")


def sent_from_abroad(scene: Scene) -> None:
    """The consul refers somebody who comes home tonight: waits for the officer on duty."""
    new = adult("female", "AZ", "consulate", exploitation=known("sexual"), route=known("abroad_returned"))
    case = scene.met("ilkin", scene.ago(hours=9), new, ("Aygün", "Gecəqatarı", "~1994"))
    with acting(scene["ilkin"]) as consul:
        casefile.assert_status(case=case, status="identified_abroad", by=consul, at=scene.ago(hours=8))
    scene.sent("ilkin", case, hours=2, risks=("exploiter_near",))


def sent_from_work(scene: Scene) -> None:
    """A workman referred within the hour."""
    case = scene.met("elchin", scene.ago(hours=2), adult("male", "AZ", "labour_inspection", exploitation=known("forced_labour")))
    scene.sent("elchin", case, hours=0.7)


def at_the_door(scene: Scene) -> None:
    """Sent by the hotline, arrived, not received yet."""
    case = scene.met("sevda", scene.ago(hours=7), adult("female", "AZ", "hotline", exploitation=known("domestic_servitude")))
    sent = scene.sent("sevda", case, hours=5)
    with acting(scene["murad"]) as duty:
        referral.arrive(referral=sent, by=duty, at=scene.ago(hours=1))


def in_the_night(scene: Scene) -> None:
    """Brought by a district station in the night: receipt first with two facts, the file later."""
    at = scene.ago(hours=10)
    new = NewCase(source_kind="police", sex=known("male"), under_18="not_asked", languages=("ru",))
    slip = Receipt(from_body="district_police", from_kind="police", papers_handed_over=False, suspected_at=at - timedelta(hours=3))
    with acting(scene["murad"]) as duty:
        got = referral.receive_person(new=new, by=duty, at=at, receipt=slip)
        casefile.record(case=got.case, kind=steps.MARK, by=duty, at=at, facts={"demo": scene.name})


def wrong_station(scene: Scene) -> None:
    """Handed over to a district station, which the law excludes: recorded as a breach, then referred rightly."""
    at = scene.ago(days=4)
    case = scene.met("elchin", at, adult("male", "AZ", "labour_inspection", exploitation=known("forced_labour")))
    with acting(scene["elchin"]) as inspector:
        happened = at + timedelta(hours=2)
        referral.record_breach(
            case=case,
            kind="wrong_recipient",
            reason="rule_unknown",
            body="district_police",
            by=inspector,
            at=at + timedelta(hours=5),
            when=happened,
        )
    sent = scene.sent("elchin", case, days=3.6)
    steps.received(scene["murad"], sent, scene.ago(days=3.4))


def nobody_answered_yet(scene: Scene) -> None:
    """Referred nine days ago by an organisation and received; nobody has said yes or no."""
    case = scene.met(
        "leyla", scene.ago(days=9.5), adult("female", "AZ", "ngo", exploitation=known("sexual")), ("Lalə", "Cavabgözləyən", "~1999")
    )
    sent = scene.sent("leyla", case, days=9)
    steps.received(scene["murad"], sent, scene.ago(days=8.9))


def anonymous_call(scene: Scene) -> None:
    """A call to the hotline about a workshop: a signal, no person yet."""
    steps.opened(scene["sevda"], scene.ago(hours=4), NewCase(source_kind="public", status="signal"), scene.name)


STORIES = (
    three_hours_left, overdue, written_today_about_last_week, sent_from_abroad, sent_from_work, at_the_door, in_the_night, wrong_station,
    nobody_answered_yet, anonymous_call,
)  # fmt: skip
