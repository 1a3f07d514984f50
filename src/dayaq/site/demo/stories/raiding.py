"""One raid with twenty people: one sheet, twenty cases, each with a clock of the own; the foreman stands apart."""

from __future__ import annotations

from dayaq.base.access.context import acting
from dayaq.respond.casefile import actions as casefile
from dayaq.respond.detection import actions as detection
from dayaq.respond.detection.actions import NewEvent
from dayaq.respond.detection.rules import Line
from dayaq.site.demo import steps
from dayaq.site.demo.scene import Scene

MET = (  # given name, sex, age, nationality, language
    ("Bobur", "male", "24", "UZ", "uz"), ("Jamshid", "male", "31", "UZ", "uz"), ("Sardor", "male", "27", "UZ", "uz"),
    ("Aziz", "male", "35", "TJ", "tg"), ("Farrukh", "male", "22", "TJ", "tg"), ("Rustam", "male", "41", "TJ", "ru"),
    ("Nurbek", "male", "29", "KG", "ky"), ("Ulan", "male", "33", "KG", "ru"), ("Emir", "male", "26", "TR", "tr"),
    ("Kemal", "male", "38", "TR", "tr"), ("Vüsal", "male", "30", "AZ", "az"), ("Tofiq", "male", "45", "AZ", "az"),
    ("Anar", "male", "19", "AZ", "az"), ("Ramil", "male", "17", "AZ", "az"), ("Dilbar", "female", "28", "UZ", "uz"),
    ("Zulfiya", "female", "36", "UZ", "ru"), ("Gülnar", "female", "40", "AZ", "az"), ("Mahbuba", "female", "32", "TJ", "tg"),
    ("Aigul", "female", "25", "KG", "ky"), ("Samir", "male", "23", "AZ", "az"),
)  # fmt: skip


def raid_on_a_building_site(scene: Scene) -> None:
    """Twenty people met two days ago; the identification unit entered the sheet in the evening."""
    at = scene.ago(days=2)
    new = NewEvent(
        way="building_site", region="sumgait", agencies=("ctmd", "slis", "sms"), persons_met=20, place="Tikinti (uydurma)",
        text="İşçilər bir otaqda qalırdı, sənədlər briqadirdə idi (uydurma).", language="az",
    )  # fmt: skip
    people = [
        Line(number=n, given_name=name, family_name=f"Uydurma-{n:02}", sex=sex, age=age, nationality=country, language=language)
        for n, (name, sex, age, country, language) in enumerate(MET, start=1)
    ]
    foreman = Line(number=21, given_name="Briqadir", family_name="Sanal-21", sex="male", age="44", nationality="AZ", what="foreman")
    with acting(scene["kamran"]) as officer:
        event = detection.record_event(new=new, by=officer, at=at)
        made, left, _faults = detection.enter_sheet(event=event, lines=[*people, foreman], by=officer, at=scene.ago(days=1.8))
        if left:
            raise LookupError(f"the sheet of the demonstration has lines that cannot be entered: {[line.number for line in left]}")
        casefile.record(case=made[0].case, kind=steps.MARK, by=officer, at=scene.ago(days=1.8), facts={"demo": scene.name})
        for person in made[:4]:
            casefile.give_help(case=person.case, kind="food", outcome="given", by=officer, at=scene.ago(days=1.7))


STORIES = (raid_on_a_building_site,)
