"""A day at the desk: marks, notes, a conference with its decisions, letters at every step, two files of one family."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from dayaq.base.access.context import acting
from dayaq.respond.casework import actions as casework
from dayaq.site.demo.scene import Scene
from dayaq.site.demo.steps import adult


def around_the_table(scene: Scene) -> None:
    """The assistance centre's file with everything a case worker does around a case."""
    case = scene.met("tomris", scene.ago(days=33), adult("female", "AZ", "social"), ("Mehparə", "Masaörnək", "~1979"))
    sister = scene.met("tomris", scene.ago(days=31), adult("female", "AZ", "family"), ("Şəfəq", "Masaörnək", "~1983"))
    with acting(scene["tomris"]) as worker:
        casework.assign(case=case, user=worker.user_id, by=worker, at=scene.ago(days=33), reason="new_case")
        due = (scene.now + timedelta(days=3)).date()
        casework.flag(case=case, reason="danger", by=worker, at=scene.ago(days=2), due_on=due)
        casework.flag(case=sister, reason="missing_paper", by=worker, at=scene.ago(days=1), private=True)
        casework.link(case=case, other=sister, kind="sibling", by=worker, at=scene.ago(days=30))
        casework.note_contact(case=case, contact="talked", by=worker, at=scene.ago(days=3))
        casework.add_note(case=case, kind="family", text="Bacısı ilə görüşdü (uydurma).", language="az", by=worker, at=scene.ago(days=3))
        casework.add_note(case=case, kind="story", text="Работала без выходных (вымысел).", language="ru", by=worker, at=scene.ago(days=30))
        casework.set_hand_task(case=case, task="ask_paper", due_at=scene.now + timedelta(days=2), by=worker, at=scene.ago(days=1))
        table = casework.plan_conference(case=case, agenda=("safety", "housing"), at=scene.ago(days=8), by=worker, now=scene.ago(days=12))
        for part, body in (("chair", "vac_baku"), ("specialist", "health"), ("person", "")):
            casework.join(conference=table, part=part, body=body, by=worker)
        casework.hold(conference=table, version=table.version, by=worker, at=scene.ago(days=8))
        casework.decide(
            conference=table,
            decision="find_place",
            unit=worker.unit_id,
            due_at=scene.now + timedelta(days=1),
            by=worker,
            at=scene.ago(days=8),
        )
        casework.write_minutes(conference=table, text="Yer axtarılır (uydurma).", language="az", by=worker, at=scene.ago(days=8))
        casework.plan_conference(case=case, agenda=("plan",), at=scene.now + timedelta(days=6), by=worker, now=scene.now)
    letters(scene, case)


def letters(scene: Scene, case: Any) -> None:
    """One letter lies in the ministry for three weeks; one for urgent protection went at once and is to be reported."""
    with acting(scene["tomris"]) as worker:
        slow = casework.draft_letter(case=case, kind="assistance", to_body="mlspp", by=worker, at=scene.ago(days=24))
        casework.submit(letter=slow, by=worker, at=scene.ago(days=23))
        urgent = casework.draft_letter(case=case, kind="protection", to_body="ctmd", by=worker, at=scene.ago(days=2))
        casework.send_letter(letter=urgent, by=worker, at=scene.ago(days=2))
        casework.draft_letter(case=case, kind="papers", to_body="justice", by=worker, at=scene.ago(hours=5))


STORIES = (around_the_table,)
