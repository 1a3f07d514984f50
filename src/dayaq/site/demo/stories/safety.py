"""Protection: a risk looked at twice, a plan, a threat, measures asked for, a fine for what she was forced to do; her lawyer is threatened, too."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import Any

from dayaq.base.access.context import acting
from dayaq.respond.protection import actions as protection
from dayaq.respond.protection.actions.liability import NewLiability
from dayaq.respond.protection.actions.risks import Assessment, NewThreat, SafetyPlan
from dayaq.respond.protection.actions.subjects import subject_of
from dayaq.site.demo.scene import Scene


def threatened(scene: Scene, case: Any) -> None:
    """The person herself, and somebody beside her who is no victim."""
    with acting(scene["leyla"]) as worker:
        her = subject_of(case)
        for days, level, factors in (
            (170, "medium", ("trafficker_free",)),
            (12, "high", ("trafficker_free", "testifies", "family_reached")),
        ):
            review = (scene.ago(days=days) + timedelta(days=14)).date()
            text = "Araşdırılıb (uydurma)." if days > 100 else "Ailəyə zəng olunub (uydurma)."
            seen = Assessment(
                level=level, factors=factors, mitigations=("new_number", "safe_word"), next_review=review, text=text, language="az"
            )
            protection.assess_risk(subject=her, seen=seen, by=worker, at=scene.ago(days=days))
        plan = SafetyPlan(
            steps="Qapını açma, zəng et, qonşuya keç (uydurma).", contacts="Növbətçi", code_word="nar", agreed=True, language="az"
        )
        protection.agree_plan(subject=her, plan=plan, by=worker, at=scene.ago(days=11))
        new = NewThreat(
            target="family", source="relative_of_accused", channel="phone", reported_to="ctmd", responses=("recorded",), urgent=True,
            text="Məhkəməyə getməsin deyiblər (uydurma).", language="az",
        )  # fmt: skip
        protection.report_threat(subject=her, new=new, by=worker, at=scene.ago(days=13))
        refused(scene, her)
        lawyer = protection.protect_other(kind="lawyer", name="Vəkil Uydurmalı", linked=case, by=worker, at=scene.ago(days=9))
        new = NewThreat(
            target="helper",
            source="associate",
            channel="messages",
            reported_to="ctmd",
            text="Сообщения с угрозами (вымысел).",
            language="ru",
        )
        protection.report_threat(subject=lawyer, new=new, by=worker, at=scene.ago(days=9))


def refused(scene: Scene, her: Any) -> None:
    """A guard was called not necessary; a video link was granted and there was no equipment; a fine, non-punishment refused."""
    worker = scene["leyla"]
    guard = protection.propose_measure(subject=her, kind="personal_guard", how="requested", by=worker, at=scene.ago(days=12), urgent=True)
    protection.answer_measure(
        measure=guard, answer="refused", version=guard.version, by=worker, at=scene.ago(days=8), body="prosecutor", reason="not_necessary"
    )
    video = protection.propose_measure(subject=her, kind="video_link", how="requested", by=worker, at=scene.ago(days=30))
    video = protection.answer_measure(
        measure=video, answer="granted", version=video.version, by=worker, at=scene.ago(days=25), body="court"
    )
    protection.use_measure(measure=video, version=video.version, by=worker, at=scene.ago(days=20), no_equipment=True)
    new = NewLiability(kind="fined", act="irregular_work", body="district_police", amount=Decimal(100))
    fine = protection.record_liability(subject=her, new=new, by=worker, at=scene.ago(days=160))
    protection.invoke(event=fine, invoked_by="ngo", version=fine.version, by=worker, at=scene.ago(days=158))
