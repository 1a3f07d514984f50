"""A proceeding: two accused, a verdict, a hearing ahead, assets; what the person was asked; her lawyer's mandate and note."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import Any

from dayaq.base.access.context import acting
from dayaq.respond.justice import actions as justice
from dayaq.respond.justice.actions import NewMandate
from dayaq.site.demo.scene import Scene

NUMBER = "D-000001"


def proceeding(scene: Scene, case: Any) -> None:
    """Opened after the third party's word, in court now; the second accused is wanted."""
    with acting(scene["kamran"]) as officer:
        row = justice.open_proceeding(
            number=NUMBER, by=officer, at=scene.ago(days=186), origin="reactive", source="ngo", exploitation="sexual",
            techniques=("search", "internet"),
        )  # fmt: skip
        justice.register_facts(body="ctmd", article="144-1", number="F-0001", proceeding=row, by=officer, at=scene.ago(days=186))
        row = justice.move(proceeding=row, phase="prosecution", by=officer, at=scene.ago(days=120))
        row = justice.move(proceeding=row, phase="court", by=officer, at=scene.ago(days=90))
        accused(scene, row)
        hearings = heard(scene, row)
        called(scene, case, row, hearings)
        justice.share(proceeding=row, to_unit=scene["reshad"].unit_id, by=officer, at=scene.ago(days=119), write=True, people=True)
        justice.share(proceeding=row, to_unit=scene["elnare"].unit_id, by=officer, at=scene.ago(days=100), people=True)
    represented(scene, case)


def accused(scene: Scene, row: Any) -> None:
    """One woman convicted, one man wanted; a car confiscated and partly given to the fund, a flat seized."""
    officer = scene["kamran"]
    (first,) = justice.add_offenders(
        proceeding=row, by=officer, at=scene.ago(days=180), sex="female", age_band="adult", nationality="AZ", role="recruiter",
        suspected_at=scene.ago(days=180), arrested_at=scene.ago(days=170), accused_at=scene.ago(days=150), tried_at=scene.ago(days=90),
    )  # fmt: skip
    justice.add_offenders(
        proceeding=row, by=officer, at=scene.ago(days=180), sex="male", age_band="adult", nationality="TR", role="transporter",
        suspected_at=scene.ago(days=180), wanted_at=scene.ago(days=160),
    )  # fmt: skip
    one = justice.charge(offender=first, article="144-1", by=officer, at=scene.ago(days=150), aggravations=("cross_border",))
    justice.give_verdict(
        offender=first, convicted=True, by=officer, at=scene.ago(days=20), outcomes={one.id: "convicted"}, sentence="prison", months=78,
        court="Uydurma məhkəmə",
    )  # fmt: skip
    car = justice.add_asset(proceeding=row, kind="vehicle", value=Decimal(12000), by=officer, at=scene.ago(days=20), confiscated=True)
    justice.give_to_fund(asset=car, version=car.version, amount=Decimal(4000), by=officer, at=scene.ago(days=15))
    justice.add_asset(proceeding=row, kind="home", value=Decimal(60000), by=officer, at=scene.ago(days=140))
    justice.ask_request(proceeding=row, kind="extradition", direction="out", country="TR", by=officer, at=scene.ago(days=155))


def heard(scene: Scene, row: Any) -> list[Any]:
    """One hearing adjourned, one held, one ahead."""
    officer = scene["kamran"]
    late = justice.set_hearing(proceeding=row, kind="main", by=officer, at=scene.ago(days=60), court="Uydurma məhkəmə")
    justice.change_hearing(
        hearing=late, version=late.version, changes={"held": False, "adjourned_why": "no_equipment"}, by=officer, at=scene.ago(days=60)
    )
    held = justice.set_hearing(proceeding=row, kind="main", by=officer, at=scene.ago(days=20), court="Uydurma məhkəmə", closed=True)
    justice.change_hearing(
        hearing=held, version=held.version, changes={"held": True, "threats_recorded": True}, by=officer, at=scene.ago(days=20)
    )
    return [held, justice.set_hearing(proceeding=row, kind="appeal", by=officer, at=scene.now + timedelta(days=6), court="Uydurma məhkəmə")]


def called(scene: Scene, case: Any, row: Any, hearings: list[Any]) -> None:
    """She agreed to be named as victim and witness; asked twice, the second time with its reason; a screen was refused."""
    officer = scene["kamran"]
    justice.link_person(case=case, proceeding=row, role="both", consent="agreed", by=officer, at=scene.ago(days=184))
    justice.record_statement(
        case=case, method="recorded", asked_by="investigator", consent="agreed", by=officer, at=scene.ago(days=183), proceeding=row,
        present=("lawyer", "psychologist"), asker_sex="female", sex_wished="female", language="az", interpreter=False, minutes=70, recorded=True,
    )  # fmt: skip
    justice.record_statement(
        case=case, method="court", asked_by="judge", consent="agreed", by=officer, at=scene.ago(days=20), proceeding=row,
        present=("lawyer",), asker_sex="male", sex_wished="female", language="az", again_why="law",
    )  # fmt: skip
    justice.appear(
        case=case, hearing=hearings[0], must_attend=True, by=officer, at=scene.ago(days=25), asked=("screen", "video"), granted=("video",),
        refused=("screen",), no_equipment=True, attended="person",
    )  # fmt: skip
    justice.appear(case=case, hearing=hearings[1], must_attend=False, by=officer, at=scene.ago(days=5), asked=("closed",))


def represented(scene: Scene, case: Any) -> None:
    """She wished a woman, was told what it costs, and has a lawyer of the bar, whose note nobody else reads."""
    with acting(scene["elnare"]) as lawyer:
        entry = justice.register_lawyer(
            name=lawyer.name, by=lawyer, at=scene.ago(days=200), body="bar", user=lawyer.user_id, bar_member=True, bar_number="U-000",
            specialised=True, sex="female", languages=["az", "ru"], schemes=["state_appointed", "organisation"],
        )  # fmt: skip
    with acting(scene["leyla"]) as worker:
        justice.tell_legal_aid(case=case, language="az", understood=True, by=worker, at=scene.ago(days=187))
        wish = justice.wish_lawyer(
            case=case, scopes=("criminal", "claim"), by=worker, at=scene.ago(days=187), sex_wished="female", told_cost=True
        )
        justice.answer_wish(request=wish, outcome="assigned", by=worker, at=scene.ago(days=185), lawyer=entry, scheme="organisation")
        new = NewMandate(lawyer=entry, scopes=("criminal", "claim"), scheme="organisation", attorney_at=scene.ago(days=184))
        mandate = justice.give_mandate(case=case, new=new, by=worker, at=scene.ago(days=184))
        justice.log_work(mandate=mandate, kind="criminal", minutes=90, by=worker, at=scene.ago(days=20))
    with acting(scene["elnare"]) as lawyer:
        justice.add_note(case=case, text="Müdafiə xətti (uydurma).", language="az", by=lawyer, at=scene.ago(days=18))
