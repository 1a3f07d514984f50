"""After the decision: told and not told, answers owed, a no with the help that remains, recovery, return, the end."""

from __future__ import annotations

from typing import Any

from dayaq.base.access.context import acting
from dayaq.respond.identification import actions as identification
from dayaq.respond.identification.actions import Told
from dayaq.site.demo import steps
from dayaq.site.demo.scene import Scene
from dayaq.site.demo.steps import adult, known

ABROAD = {"exploitation": "sexual", "route": "abroad_returned"}


def brought_home(scene: Scene, days: float, name: tuple[str, str, str]) -> Any:
    """A woman referred by the consul that many days ago; the inquiry is over. Returns the referral."""
    new = adult("female", "AZ", "consulate", exploitation=known("sexual"), route=known("abroad_returned"))
    case = scene.met("ilkin", scene.ago(days + 0.6), new, name)
    sent = scene.sent("ilkin", case, days=days)
    scene.taken(sent, days - 0.5)
    return sent


def told_no(scene: Scene) -> None:
    """Not recognised, told so with the help that remains, and the organisation knows why; it goes on helping."""
    case = scene.met(
        "leyla", scene.ago(days=33), adult("female", "AZ", "ngo", exploitation=known("sexual")), ("Solmaz", "Qalanyardım", "1987")
    )
    sent = scene.sent("leyla", case, days=32.6)
    scene.taken(sent, 32)
    scene.decided(sent, 22, exploitation="sexual", route="unknown", reason="insufficient_information", told="az")
    scene.answered(sent, 20, "insufficient_information")
    steps.helped(scene["leyla"], case, scene.ago(days=15), "psychological", "lawyer")


def answer_owed(scene: Scene) -> None:
    """Recognised and told; the consul who referred has not heard yet."""
    sent = brought_home(scene, 18, ("Rübabə", "Məktubgözləyən", "~1995"))
    scene.decided(sent, 3, **ABROAD, told="az")


def not_told_yet(scene: Scene) -> None:
    """Recognised yesterday; the person has not been told."""
    sent = brought_home(scene, 9, ("Pəri", "Xəbərsizgələn", "~2000"))
    scene.decided(sent, 1, **ABROAD)


def recognised(scene: Scene) -> None:
    """Recognised, told, answered; the recovery plan is carried out."""
    sent = brought_home(scene, 60, ("Durna", "Yenibaşlayan", "~1991"))
    scene.decided(sent, 50, **ABROAD, told="az")
    scene.answered(sent, 49)
    with acting(scene["kamran"]) as officer:
        identification.notify_person(
            case=sent.case, told=Told(language="az", method="written", about="rights"), by=officer, at=scene.ago(days=48)
        )
        identification.begin_stage(case=sent.case, code="recovery_plan", by=officer, at=scene.ago(days=45))


def on_the_way_home(scene: Scene) -> None:
    """Recognised in spring, with work again: reintegration."""
    sent = brought_home(scene, 150, ("Şəms", "Evədönən", "~1988"))
    scene.decided(sent, 140, **ABROAD, told="az")
    scene.answered(sent, 139)
    steps.set_stage(scene["kamran"], sent.case, "reintegration", scene.ago(days=60))


def over(scene: Scene) -> None:
    """A case that is closed; it can be opened again."""
    sent = brought_home(scene, 200, ("Ulduz", "Sonnağıl", "~1983"))
    scene.decided(sent, 190, **ABROAD, told="az")
    scene.answered(sent, 189)
    steps.closed(scene["ilkin"], sent.case, scene.ago(days=70))


STORIES = (told_no, answer_owed, not_told_yet, recognised, on_the_way_home, over)
