"""The hotline and what comes without a person: lines, shifts, calls, call-backs, a caller handed on, information about places."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.utils import translation

from dayaq.base.access.context import acting
from dayaq.respond.casefile import actions as casefile
from dayaq.respond.casefile.actions import NewCase
from dayaq.respond.detection import actions as detection
from dayaq.respond.detection.models import Signal
from dayaq.respond.hotline import actions as hotline
from dayaq.respond.hotline.actions import NewCall
from dayaq.site.demo import steps
from dayaq.site.demo.scene import Scene

CALLS = (  # days ago, hour, minutes, topic, language, caller, outcome, note, language of the note
    (6, 9, 4, "information", "az", "self", "information", "Viza qaydalarını soruşdu (uydurma).", "az"),
    (6, 22, 2, "silent", "", "unknown", "none", "", "en"),
    (5, 11, 9, "thb_labour", "ru", "relative", "information_passed", "Брат работает на стройке без паспорта (вымысел).", "ru"),
    (5, 14, 3, "outside", "az", "unknown", "none", "", "en"),
    (4, 8, 6, "wages", "az", "self", "information", "İki aydır əməkhaqqı verilmir (uydurma).", "az"),
    (4, 19, 12, "thb_sexual", "az", "self", "call_back", "Danışa bilmir, axşam zəng istəyir (uydurma).", "az"),
    (3, 10, 5, "violence", "az", "relative", "referral", "", "en"),
    (3, 17, 2, "outside", "az", "unknown", "none", "", "en"),
    (2, 12, 7, "begging", "az", "witness", "information_passed", "Metro yanında uşaqlar (uydurma).", "az"),
    (2, 23, 3, "migration", "en", "self", "information", "Asked where to register (invented).", "en"),
    (1, 9, 11, "thb_labour", "uz", "self", "call_back", "Wants to speak with an interpreter (invented).", "en"),
    (1, 15, 2, "outside", "az", "unknown", "none", "", "en"),
)  # fmt: skip


def line_of_the_ministry(scene: Scene) -> None:
    """A week of calls on one line, most of them about something else; two call-backs wait; one caller wanted help and has a case."""
    sevda = scene["sevda"]
    with acting(sevda):
        for day in range(-1, 6):
            start = scene.ago(days=day).replace(hour=4, minute=0)
            hotline.keep_shift(
                line="mia", person=sevda.user_id, starts_at=start, ends_at=start + timedelta(hours=8), by=sevda, at=scene.now
            )
        rows = [called(scene, "sevda", "mia", entry) for entry in CALLS]
        for row in (one for one in rows if one.outcome == "call_back"):
            hotline.plan_call_back(
                call=row, channel="telephone", contact="+994 00 000 00 01", safe_times="18:00-20:00", caution="never by message",
                due_at=scene.now + timedelta(hours=5), by=sevda, at=scene.now,
            )  # fmt: skip
        asked = called(
            scene,
            "sevda",
            "mia",
            (0.2, None, 14, "thb_domestic", "tl", "self", "information", "Wants to leave the house (invented).", "en"),
        )
        new = NewCase(source_kind="hotline", sex=steps.known("female"), nationality=steps.known("PH"), languages=("tl", "en"))
        case = hotline.begin_help(call=asked, wished=True, by=sevda, at=scene.now, new=new)
        casefile.record(case=case, kind=steps.MARK, by=sevda, at=scene.ago(days=0.1), facts={"demo": scene.name})


def called(scene: Scene, who: str, line: str, entry: tuple[Any, ...]) -> Any:
    """Save one call as the operator typed it."""
    days, hour, minutes, topic, language, caller, outcome, note, spoken = entry
    start = scene.ago(days=days)
    start = start if hour is None else start.replace(hour=hour, minute=(hour * 7) % 60)
    new = NewCall(
        line=line, topic=topic, started_at=start, ended_at=start + timedelta(minutes=minutes), language=language, caller=caller,
        outcome=outcome, note=note, leaflets=("rights_card",) if outcome == "information" else (),
        interpreter=True if language == "uz" else None,
    )  # fmt: skip
    with translation.override(spoken):
        return hotline.save_call(new=new, by=scene[who], at=scene.now)


def line_of_the_organisations(scene: Scene) -> None:
    """Calls of an organisation, one handed on warm at closing time; a witness told of a workshop and of an advertisement."""
    with acting(scene["leyla"]):
        for entry in CALLS[3:7]:
            called(scene, "leyla", "clean_world", entry)
    with acting(scene["zaur"]) as outsider:
        for entry in CALLS[6:10]:
            called(scene, "zaur", "amc", entry)
        hotline.hand_on(
            from_line="amc", to_line="mia", topic="thb_labour", by=outsider, at=scene.ago(hours=2), spoken="az",
            note="Növbə bitir, danışmaq istəyir (uydurma).",
        )  # fmt: skip
    with acting(scene["leyla"]) as worker:
        text = "Sexdə pasportsuz işləyənlər var, qapı bağlıdır (uydurma)."
        shop = detection.take_information(
            about="workplace", source="ngo", by=worker, at=scene.ago(days=5), text=text, region="sumgait", language="az"
        )
        detection.take_information(
            about="advertisement", source="ngo", by=worker, at=scene.ago(days=1), region="capital", language="ru",
            text="Объявление: работа за границей без документов (вымысел).",
        )  # fmt: skip
        steps.opened(worker, scene.ago(days=5), NewCase(source_kind="public", status="signal"), scene.name)
    checked(scene, shop.id)


def checked(scene: Scene, signal: UUID) -> None:
    """The competent unit assesses the information; a check is done, another one planned."""
    with acting(scene["murad"]) as officer:
        row = Signal.objects.get(id=signal)
        detection.assess_signal(signal=row, assessment="check", by=officer, at=scene.ago(days=4))
        done = detection.plan_check(way="building_site", by=officer, at=scene.ago(days=4), region="sumgait", signal=row)
        detection.do_check(check=done, result="nothing", by=officer, at=scene.ago(days=3), persons_met=6)
        day = (scene.now + timedelta(days=4)).date()
        detection.plan_check(way="market", by=officer, at=scene.now, region="capital", planned_for=day, agencies=("sms", "slis"))


STORIES = (line_of_the_ministry, line_of_the_organisations)
