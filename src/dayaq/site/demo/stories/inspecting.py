"""Labour inspection: visits planned, refused, made on a tip-off; sheets without names; wages asked back by telephone."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

from dayaq.base.access.context import acting
from dayaq.respond.casefile import actions as casefile
from dayaq.respond.casefile.actions import NewCase
from dayaq.respond.inspection import actions as inspection
from dayaq.site.demo import steps
from dayaq.site.demo.scene import Scene
from dayaq.site.demo.steps import known


def visits(scene: Scene) -> None:
    """A tip-off with three workers asked: one wanted a screening, one did not, one was not asked yet; another firm let nobody in."""
    with acting(scene["ruslan"]) as inspector:
        facts = {"sector": "construction", "place": "Sumqayıt (uydurma)", "register_number": "0000000000"}
        firm = inspection.add_employer(name="Uydurma Tikinti MMC", registered=True, by=inspector, at=scene.ago(days=9), **facts)
        at = scene.ago(days=1.2)
        visit = inspection.plan_visit(employer=firm, kind="tip_off", planned_at=at, by=inspector, at=scene.ago(days=3), joint_with=("sms",))
        visit = inspection.change_visit(visit=visit, version=visit.version, by=inspector, at=at, held_at=at, workers_met=14)
        rights = {"written_terms": "no", "minimum_wage": "no", "working_time": "no", "complain": "unknown"}
        sheets = [
            inspection.fill_sheet(visit=visit, rights=rights, indicators=said, by=inspector, at=at, sex="male", language=language)
            for said, language in (
                ({"AZ-L06": "yes", "AZ-L08": "yes", "AZ-L09": "yes"}, "uz"),
                ({"AZ-L08": "yes", "AZ-L09": "no"}, "az"),
                ({"AZ-L07": "yes"}, "ru"),
            )
        ]
        new = NewCase(
            source_kind="labour_inspection",
            sex=known("male"),
            nationality=known("UZ"),
            under_18="no",
            under_18_reason="papers",
            languages=("uz",),
        )
        case = inspection.open_screening(sheet=sheets[0], new=new, version=sheets[0].version, by=inspector, at=scene.ago(days=1.1))
        casefile.record(case=case, kind=steps.MARK, by=inspector, at=scene.ago(days=1.1), facts={"demo": scene.name})
        inspection.worker_declines(sheet=sheets[1], version=sheets[1].version, by=inspector, at=scene.ago(days=1.1))
        closed = inspection.add_employer(name="Sanal Ticarət", registered=True, by=inspector, at=scene.ago(days=30), sector="services")
        late = scene.ago(days=20)
        shut = inspection.plan_visit(employer=closed, kind="tip_off", planned_at=late, by=inspector, at=scene.ago(days=22))
        inspection.close_visit(visit=shut, outcome="refused", version=shut.version, by=inspector, at=late)
        ahead = scene.now + timedelta(days=5)
        inspection.plan_visit(
            employer=closed,
            kind="planned",
            planned_at=ahead,
            by=inspector,
            at=scene.now,
            notice_at=scene.ago(hours=20),
            permission="granted",
        )
    wages(scene)


def wages(scene: Scene) -> None:
    """An organisation asks an employer for the wages of three workers; half is paid."""
    with acting(scene["zaur"]) as worker:
        home = inspection.add_employer(name="Uydurma Ferması", registered=False, by=worker, at=scene.ago(days=40), sector="agriculture")
        row = inspection.begin_mediation(
            employer=home, workers=3, claimed=Decimal(2400), by=worker, at=scene.ago(days=39), with_body="slis"
        )
        for days, kind, amount in ((38, "called", None), (30, "agreed", "1800"), (12, "paid", "900")):
            inspection.mediate(
                mediation=row, kind=kind, amount=Decimal(amount) if amount else None, channel="phone", by=worker, at=scene.ago(days=days)
            )


STORIES = (visits,)
