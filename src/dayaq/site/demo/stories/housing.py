"""Places to stay and who watches over them; the directory of who helps whom where."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.utils import translation

from dayaq.base.access.context import acting
from dayaq.base.accounts.queries import organisation
from dayaq.respond.network.actions import keep_service
from dayaq.respond.shelter import actions as shelter
from dayaq.respond.shelter.actions import Admission, RefusedPerson
from dayaq.site.demo.scene import Scene
from dayaq.site.demo.steps import adult

NEW_HOUSE = date(2018, 1, 1)  # since then the State's beds of these days; those of earlier years are written with the national load
SERVICES: tuple[Any, ...] = (  # who, kind, region, title, language, sexes, languages, hours, capacity, free
    ("rena", "shelter", "capital", "Qadınlar üçün yer", "az", ["female"], ["az", "ru"], "00:00-24:00", 12, 7),
    ("leyla", "legal", "capital", "Advice on claims and wages", "en", [], ["az", "ru", "en"], "Mon-Fri 09:00-18:00", None, None),
    ("leyla", "psychological", "capital", "Психолог, очно и по телефону", "ru", [], ["az", "ru"], "Mon-Fri 10:00-17:00", 6, 2),
    ("zaur", "hotline", "ganja", "Miqrantlar üçün məsləhət", "az", [], ["az", "ru", "en"], "08:00-19:00", None, None),
    ("tomris", "employment", "capital", "İş axtarışı və kurslar", "az", [], ["az", "ru"], "Mon-Fri 09:00-18:00", 15, 4),
    ("gunel", "shelter", "capital", "Приют: взрослые и дети", "ru", [], ["az", "ru"], "00:00-24:00", 54, 48),
)  # fmt: skip


def directory(scene: Scene) -> None:
    """What one's own body offers, written by each body itself."""
    for who, kind, region, title, language, sexes, languages, hours, capacity, free in SERVICES:
        fields = {
            "kind": kind, "region": region, "title": title, "language": language, "sexes": sexes, "languages": languages, "hours": hours,
            "capacity": capacity, "free": free, "free_on": scene.ago(days=1).date() if free is not None else None,
        }  # fmt: skip
        with acting(scene[who]) as keeper, translation.override(language):
            keep_service(fields=fields, by=keeper, at=scene.now)


def house(scene: Scene, who: str, code: str, areas: dict[str, int], since: date, **more: Any) -> tuple[Any, dict[str, list[Any]]]:
    """Open a place with areas and beds."""
    with acting(scene[who]) as keeper:
        place = shelter.open_place(code=code, kind=more.pop("kind", "shelter"), by=keeper, on=since, **more)
        rooms = {serves: shelter.add_area(place=place, code=serves[:1].upper(), serves=serves, by=keeper) for serves in areas}
        return place, {serves: shelter.lay_beds(area=rooms[serves], count=n, by=keeper, since=since) for serves, n in areas.items()}


def shelter_of_the_organisation(scene: Scene) -> None:
    """Twelve beds, three residents; one wants to go out and waits for the answer; one bed was refused, one woman waits."""
    directory(scene)
    place, beds = house(scene, "rena", "A", {"women": 8, "families": 4}, scene.ago(days=390).date())
    flat, flat_beds = house(scene, "rena", "F", {"women": 2}, scene.ago(days=200).date(), kind="transitional", hidden=True)
    first, second, third = (resident(scene, n, days) for n, days in ((1, 45), (2, 12), (3, 3)))
    with acting(scene["rena"]) as rena:
        shelter.set_address(place=flat, text="Uydurma küçə 0, mənzil 0", phone="", version=None, by=rena)
        shelter.take_out(bed=beds["women"][7], reason="repair", by=rena, since=scene.ago(days=6).date())
        stays = [
            shelter.admit(case=case, new=Admission(bed=bed), by=rena, at=scene.ago(days=days))
            for case, bed, days in ((first, flat_beds["women"][0], 45), (second, beds["women"][0], 12), (third, beds["women"][1], 3))
        ]
        until = scene.ago(days=-30).date()
        shelter.extend(stay=stays[0], outcome="granted", reason="no_home", until=until, by=rena, at=scene.ago(days=16))
        rented = scene.ago(days=45).date()
        shelter.rent_out(case=first, since=rented, until=rented + timedelta(days=180), amount=Decimal(30), currency="AZN", by=rena)
        days_of(scene, stays, place, second)
        refuse = RefusedPerson(reason="full", sex="female", age_band="adult", cooperates="not_asked")
        shelter.refuse_bed(new=refuse, by=rena, at=scene.ago(days=9))
        waits = resident(scene, 4, 1)
        shelter.wait(case=waits, serves="families", priorities=("child",), by=rena, at=scene.ago(days=0.5))


def resident(scene: Scene, n: int, days: float) -> Any:
    """A woman the shelter took in itself."""
    names = ("", "Aytac", "Mələk", "Solmaz", "Nərmin")
    return scene.met("rena", scene.ago(days=days), adult("female", "AZ", "self"), (names[n], f"Qonaqörnək-{n}", f"~{1984 + n}"))


def days_of(scene: Scene, stays: list[Any], place: Any, about: Any) -> None:
    """Leave asked and answered, what was given on three days, one incident."""
    rena = scene["rena"]
    gone = shelter.ask_leave(
        stay=stays[1], kind="out", wanted_from=scene.ago(days=2), wanted_until=scene.ago(days=1.8), by=rena, at=scene.ago(days=2.5)
    )
    if not gone.answer:
        shelter.answer_leave(leave=gone, answer="accompanied", reason="", by=rena, at=scene.ago(days=2.3))
    shelter.go_out(leave=gone, by=rena, at=scene.ago(days=2))
    shelter.come_back(leave=gone, by=rena, at=scene.ago(days=1.8))
    wish = scene.now + timedelta(days=1)
    shelter.ask_leave(
        stay=stays[2], kind="overnight", wanted_from=wish, wanted_until=wish + timedelta(hours=20), by=rena, at=scene.ago(hours=3)
    )
    for day in (1, 2, 3):
        shelter.give(case=about, day=scene.ago(days=day).date(), kinds=("lodging", "food", "security", "phone"), by=rena)
    shelter.report_incident(
        place=place, kind="threat", persons=1, told_to=("head", "police"), done="reported", by=rena, at=scene.ago(days=5), cases=(about,)
    )


def state_shelter(scene: Scene) -> None:
    """Fifty-four beds, hardly anybody in them; a bed refused to a man who did not co-operate is a breach, told as it was."""
    _place, beds = house(scene, "gunel", "D", {"women": 25, "men": 25, "children": 4}, NEW_HOUSE)
    with acting(scene["gunel"]) as director:
        new = adult("female", "AZ", "police")
        case = scene.met("gunel", scene.ago(days=20), new, ("Gülnarə", "Dövlətqonaq", "~1990"))
        shelter.admit(case=case, new=Admission(bed=beds["women"][0]), by=director, at=scene.ago(days=20))
        refused = RefusedPerson(reason="not_cooperating", sex="male", age_band="adult", cooperates="not_cooperating")
        shelter.refuse_bed(new=refused, happened=True, by=director, at=scene.ago(days=7))
    watched_over(scene)


def watched_over(scene: Scene) -> None:
    """An accreditation given and one that does not exist; two visits without notice, a finding answered and one overdue."""
    ours, theirs = organisation("clean_world"), organisation("mia_shelter")
    if ours is None or theirs is None:
        raise LookupError("the bodies of the demonstration's shelters are missing")
    with acting(scene["nazim"]) as officer:
        shelter.accredit(
            provider=ours.id, kind="domestic_violence", outcome="given", reason="standards_met",
            expires_on=(scene.now + timedelta(days=40)).date(), by=officer, at=scene.ago(days=320),
        )  # fmt: skip
    with acting(scene["lale"]) as monitor:
        visit = shelter.visit(provider=ours.id, place=None, announced=False, residents=2, staff=3, by=monitor, at=scene.ago(days=30))
        due = (scene.now - timedelta(days=2)).date()
        found = shelter.find(
            visit=visit, standard="phone", result="partly", text="Bir telefon hamıya çatmır (uydurma).", due_on=due, by=monitor,
            at=scene.ago(days=29),
        )  # fmt: skip
        shelter.find(visit=visit, standard="free_to_go", result="met", text="", due_on=None, by=monitor, at=scene.ago(days=29))
        other = shelter.visit(provider=theirs.id, place=None, announced=True, residents=1, staff=4, by=monitor, at=scene.ago(days=10))
        shelter.find(
            visit=other, standard="no_condition", result="not_met", text="Bed refused for want of co-operation (invented).",
            due_on=(scene.now + timedelta(days=20)).date(), by=monitor, at=scene.ago(days=10),
        )  # fmt: skip
    with acting(scene["rena"]) as rena:
        shelter.reply(finding=found, agrees=True, text="İkinci telefon alınır (uydurma).", by=rena, at=scene.ago(days=20))


STORIES = (shelter_of_the_organisation, state_shelter)
