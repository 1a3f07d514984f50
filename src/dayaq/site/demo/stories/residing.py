"""Residence and return: a reflection period told and given, a permit that ends in three weeks, a return under way."""

from __future__ import annotations

from datetime import timedelta

from dayaq.base.access.context import acting
from dayaq.respond.casefile.actions import finish_tasks
from dayaq.respond.residence import actions as residence
from dayaq.respond.residence.actions.returning import Risk, Travel
from dayaq.respond.residence.rules import Choice
from dayaq.site.demo.scene import Scene
from dayaq.site.demo.stories.whole import recognised


def permit_that_ends(scene: Scene) -> None:
    """Recognised a year ago on the migration officer's word; the permit of one year runs out, its renewal is not asked for yet."""
    case = recognised(scene, 350, "nurlan", "UZ", ("Dildora", "Uzunyol", "~1994"))
    with acting(scene["kamran"]) as officer:
        residence.give_reflection(case=case, by=officer, at=scene.ago(days=344.9))
        finish_tasks(case=case, kind="residence.reflection_ends", by=officer, at=scene.ago(days=314))  # she was asked when it ended
    with acting(scene["nurlan"]) as migration:
        permit = residence.apply_permit(case=case, kind="temporary", grounds=("personal",), by=migration, at=scene.ago(days=344))
        begins = scene.ago(days=343).date()
        residence.grant_permit(permit=permit, starts_on=begins, version=permit.version, by=migration, at=scene.ago(days=343))


def reflecting_now(scene: Scene) -> None:
    """Recognised ten days ago: nobody is removed while she thinks it over. A second woman did not want the period."""
    case = recognised(scene, 15, "nurlan", "KG", ("Gulnara", "Düşünən", "~1999"))
    other = recognised(scene, 25, "nurlan", "KG", ("Ainura", "İstəməyən", "~1991"))
    with acting(scene["kamran"]) as officer:
        residence.give_reflection(case=case, by=officer, at=scene.ago(days=9.5))
        residence.decline_reflection(case=other, by=officer, at=scene.ago(days=19))


def going_home(scene: Scene) -> None:
    """She chose to go home; the risk was looked at, a partner waits for her, the day is set. The consul prepares another return."""
    case = recognised(scene, 70, "leyla", "UZ", ("Malika", "Evədönən", "~1997"))
    with acting(scene["leyla"]) as worker:
        way = residence.begin_return(case=case, kind="home", country="UZ", by=worker, at=scene.ago(days=30))
        choice = Choice(free=True, informed=True, advised=True, language="uz")
        way = residence.hear_choice(journey=way, choice=choice, version=way.version, by=worker, at=scene.ago(days=28))
        risk = Risk(
            level="low", factors=("no_income",), excluded="yes", safe=True, text="Bacısının yanında yaşayacaq (uydurma).", language="az"
        )
        residence.assess_return(journey=way, risk=risk, by=worker, at=scene.ago(days=20))
        way = residence.prepare_partner(
            journey=way, outcome="prepared", version=way.version, by=worker, at=scene.ago(days=15), name="Uydurma Tərəfdaş",
            contact="partner@example.invalid", consent=True,
        )  # fmt: skip
        residence.plan_travel(journey=way, text="Reys axşam, qarşılayan var (uydurma).", by=worker, at=scene.ago(days=5))
        travel = Travel(papers="passport", transport="air", paid_by=("international",))
        residence.plan_return(
            journey=way, travels_at=scene.now + timedelta(days=4), travel=travel, version=way.version, by=worker, at=scene.ago(days=5)
        )
    abroad = recognised(scene, 40, "arzu", "AZ", ("Nərgiz", "Yoldagələn", "~1988"))
    with acting(scene["arzu"]) as consul:
        residence.begin_return(case=abroad, kind="from_abroad", country="AZ", by=consul, at=scene.ago(days=3))


STORIES = (permit_that_ends, reflecting_now, going_home)
