"""One woman's whole way, seen by many bodies: recognised, helped by the fund, threatened, a witness in a trial, represented."""

from __future__ import annotations

from typing import Any

from dayaq.base.access.context import acting
from dayaq.respond.support import actions as support
from dayaq.respond.support.actions import NewConsent
from dayaq.site.demo.scene import Scene
from dayaq.site.demo.steps import adult, known
from dayaq.site.demo.stories import money, safety, trial


def recognised(scene: Scene, days: float, who: str, country: str, name: tuple[str, str, str]) -> Any:
    """Somebody met that many days ago, referred, received, inquired into, recognised and told; the case."""
    home = country == "AZ"
    languages = ("az",) if home else ("uz", "ru")
    route = "abroad_returned" if home else "exploited_here"
    new = adult("female", country, "ngo", languages=languages, route=known(route), exploitation=known("sexual"))
    case = scene.met(who, scene.ago(days=days), new, name)
    sent = scene.sent(who, case, days=days - 0.5)
    scene.taken(sent, days - 0.8)
    scene.decided(sent, days - 5, exploitation="sexual", route=route, told=languages[0])
    scene.answered(sent, days - 5.2)
    return case


def recognised_and_on_trial(scene: Scene) -> None:
    """Recognised half a year ago: every body that has to do with her finds its own part, and no other."""
    case = recognised(scene, 190, "leyla", "AZ", ("Solmaz", "Uzunyol", "~1994"))
    let_in(scene, case, "elnare", "legal", ("G2", "G3", "G8"), days=180)
    money.asked_and_paid(scene, case)
    safety.threatened(scene, case)
    trial.proceeding(scene, case)


def let_in(scene: Scene, case: Any, key: str, service: str, groups: tuple[str, ...], *, days: float) -> None:
    """With the person's consent, the unit of one more body works for her."""
    new = NewConsent(service=service, language=case.languages[0], method="spoken", unit=scene[key].unit_id, groups=groups)
    with acting(scene["leyla"]) as worker:
        support.give_consent(case=case, new=new, by=worker, at=scene.ago(days=days))


STORIES = (recognised_and_on_trial,)
