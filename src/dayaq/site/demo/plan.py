"""The national case load on paper: every invented person of 2014, 2016 and 2017, before anything is written. Pure and repeatable.

The sums are those published for Azerbaijan (US TIP report 2018, Protection): 2016: 70 recognised = 69 women exploited sexually
and 1 man in forced labour, 1 of them foreign; 2017: 71 = 66 women and 5 men, 68 nationals and 3 foreigners; no child in either;
organisations referred 466 and 6 people, none of whom was recognised; nationals were brought home from abroad, foreigners
exploited here, nobody was trafficked within the country. What the report does not cross (whether the foreigners of 2017 were
women or men, languages, days) is invented.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from random import Random

SEED = 2016
BAKU = timedelta(hours=4)  # the country's offset in both years
NEW_YEAR = datetime(2016, 12, 31, 20, 30, tzinfo=UTC)  # 00:30 of 1 January 2017 in Baku: the first decision of 2017


@dataclass(frozen=True, slots=True)
class Recognised:
    """How many people of one kind were recognised in a year."""

    year: int
    n: int
    sex: str
    exploitation: str
    nationalities: tuple[str, ...]  # given in turn; AZ: brought home from abroad, others: exploited here
    child: bool = False


RECOGNISED = (
    Recognised(2016, 68, "female", "sexual", ("AZ",)),
    Recognised(2016, 1, "female", "sexual", ("UZ",)),
    Recognised(2016, 1, "male", "forced_labour", ("AZ",)),
    Recognised(2017, 64, "female", "sexual", ("AZ",)),
    Recognised(2017, 2, "female", "sexual", ("RU", "UA")),
    Recognised(2017, 4, "male", "forced_labour", ("AZ",)),
    Recognised(2017, 1, "male", "forced_labour", ("RU",)),
)
EARLIER = (  # recognised in 2014, all of them known to the assistance centre
    Recognised(2014, 47, "female", "sexual", ("AZ",)),
    Recognised(2014, 3, "female", "sexual", ("UZ", "KG", "UZ")),
    Recognised(2014, 3, "male", "forced_labour", ("AZ",)),
    Recognised(2014, 1, "female", "sexual", ("AZ",), child=True),
)


@dataclass(frozen=True, slots=True)
class Asked:
    """One published figure: its name here, the measure and groups it is, the year, and what was printed."""

    name: str
    year: int
    published: int
    measure: str = "victims_identified"
    dims: Mapping[str, str] = field(default_factory=dict)


STATE, CENTRE = {"status": "recognised"}, {"provider": "assistance_centre", "status": "recognised"}
MAY_BE = {"status": "potential"}
SEXUAL, LABOUR = {"exploitation": "sexual"}, {"exploitation": "forced_labour"}
KEPT: tuple[tuple[int, str, tuple[tuple[str, int, Mapping[str, str]], ...]], ...] = (  # year, measure, figures by name
    (2011, "hotline_calls", (("calls_on_sexual_exploitation", 7, {"topic": "thb_sexual"}),)),
    (2014, "victims_identified", (("identified", 54, {}), ("women_and_girls", 51, {"sex": "female"}), ("men", 3, {"sex": "male"}), ("children", 1, {"age": "child"}), ("foreign", 3, {"nationality_group": "foreign"}))),
    (2014, "hotline_calls", (("calls", 13216, {}), ("calls_on_trafficking", 28, {"about": "thb"}))),
    (2014, "criminal_facts", (("facts", 176, {}), ("facts_of_the_department", 139, {"by": "ctmd"}), ("facts_of_stations", 37, {"by": "district_police"}))),
    (2014, "wanted", (("wanted", 51, {}), ("wanted_traffickers", 25, {"offence": "thb"}), ("wanted_others", 26, {"offence": "other"}))),
    (2014, "wanted_arrested", (("wanted_arrested", 35, {}), ("wanted_traffickers_arrested", 12, {"offence": "thb"}))),
    (2014, "offenders", (("responsible", 26, {}), ("responsible_women", 18, {"sex": "female"}), ("responsible_men", 8, {"sex": "male"}))),
    (2014, "groups", (("groups", 9, {"type": "group"}), ("organised_groups", 1, {"type": "organised"}))),
    (2014, "investigations", (("investigations", 32, {}),)),
    (2014, "cases_to_court", (("to_court", 23, {}),)),
    (2014, "offenders_convicted", (("convicted", 26, {}),)),
    (2014, "offenders_sentenced", (("to_prison", 21, {}),)),
    (2014, "allowance_beneficiaries", (("allowances", 53, {}),)),
    (2016, "investigations", (("investigations", 26, {}), ("investigations_sexual", 22, SEXUAL), ("investigations_labour", 4, LABOUR))),
    (2016, "prosecutions", (("prosecuted", 36, {}),)),
    (2016, "offenders_convicted", (("convicted", 28, {}),)),
    (2016, "shelter_residents", (("residents", 63, STATE), ("residents_potential", 7, MAY_BE))),
    (2017, "investigations", (("investigations", 29, {}), ("investigations_sexual", 25, SEXUAL), ("investigations_labour", 4, LABOUR))),
    (2017, "suspects", (("suspects", 33, {}),)),
    (2017, "prosecutions", (("prosecuted", 29, {}),)),
    (2017, "offenders_convicted", (("convicted", 29, {}), ("convicted_sexual", 25, SEXUAL), ("convicted_labour", 4, LABOUR))),
    (2017, "offenders_sentenced", (("one_to_five_years", 3, {"band": "one_to_five"}), ("five_to_ten_years", 26, {"band": "five_to_ten"}))),
    (2017, "shelter_residents", (("residents", 65, STATE), ("residents_potential", 6, MAY_BE))),
    (2017, "ngo_shelter_clients", (("residents_of_organisations", 41, {}),)),
    (2017, "shelter_peak_occupancy", (("peak", 14, {}),)),
    (2017, "vac_referrals", (("led_to_the_centre", 68, STATE), ("led_to_the_centre_potential", 28, MAY_BE))),
    (2017, "vac_assisted", (("assisted_by_the_centre", 68, STATE), ("assisted_by_the_centre_potential", 28, MAY_BE))),
    (2017, "service_medical", (("medical", 44, CENTRE),)),
    (2017, "service_psychological", (("psychological", 52, CENTRE),)),
    (2017, "service_legal", (("legal", 53, CENTRE),)),
    (2017, "employment_placed", (("jobs", 21, {}),)),
    (2017, "vocational_training", (("courses", 10, {}),)),
    (2017, "residence_permits", (("permits_ru", 2, {"citizenship": "RU"}), ("permits_ua", 1, {"citizenship": "UA"}))),
)  # fmt: skip
PUBLISHED = (
    Asked("identified", 2016, 70),
    Asked("women_sexual", 2016, 69, dims={"sex": "female", "exploitation": "sexual"}),
    Asked("men_forced_labour", 2016, 1, dims={"sex": "male", "exploitation": "forced_labour"}),
    Asked("children", 2016, 0, dims={"age": "child"}),
    Asked("foreign", 2016, 1, dims={"nationality_group": "foreign"}),
    Asked("referred_by_organisations", 2016, 466, "referrals", {"from": "ngo", "to": "ctmd"}),
    Asked("recognised_of_these", 2016, 0, "referrals_recognised", {"from": "ngo", "to": "ctmd"}),
    Asked("identified", 2017, 71),
    Asked("women_sexual", 2017, 66, dims={"sex": "female", "exploitation": "sexual"}),
    Asked("men_forced_labour", 2017, 5, dims={"sex": "male", "exploitation": "forced_labour"}),
    Asked("children", 2017, 0, dims={"age": "child"}),
    Asked("nationals", 2017, 68, dims={"nationality_group": "national"}),
    Asked("foreign", 2017, 3, dims={"nationality_group": "foreign"}),
    Asked("within_the_country", 2017, 0, dims={"route": "internal"}),
    Asked("brought_home", 2017, 68, dims={"route": "abroad_returned"}),
    Asked("exploited_here", 2017, 3, dims={"route": "exploited_here"}),
    Asked("referred_by_organisations", 2017, 6, "referrals", {"from": "ngo", "to": "ctmd"}),
    Asked("recognised_of_these", 2017, 0, "referrals_recognised", {"from": "ngo", "to": "ctmd"}),
    *(Asked(name, year, published, measure, dims) for year, measure, rows in KEPT for name, published, dims in rows),
)
WHOLE = 613  # people of 2016 and 2017
FROM_ORGANISATIONS = {2016: 466, 2017: 6}  # referred by civil society, none recognised
LANGUAGES = {"AZ": ("az",), "UZ": ("uz", "ru"), "KG": ("ky", "ru"), "TR": ("tr",), "RU": ("ru",), "UA": ("uk", "ru")}
NEGATIVE = ("insufficient_information", "no_means", "no_purpose", "labour_dispute", "not_reached", "no_act")
FAMILY = ("Uydurma", "Nağıl", "Örnək", "Nümunə", "Sanal", "Xəyal", "Fərziyyə")  # made-up, tale, example ... and a number
GIVEN = {
    "female": ("Aygün", "Lalə", "Sevinc", "Nərmin", "Gülnar", "Könül", "Fidan", "Mələk", "Zəhra", "Solmaz"),
    "male": ("Anar", "Elnur", "Ramil", "Samir", "Vüsal", "Cavid", "Orxan", "Tofiq", "Rüfət", "Kənan"),
}


@dataclass(frozen=True, slots=True)
class Person:
    """One invented person and the dates of the way; ``n`` is the person's number in the build, for ever the same."""

    n: int
    year: int
    positive: bool
    finder: str  # key of the demonstration's person who refers
    source: str
    given_name: str
    family_name: str
    birth: str
    sex: str
    nationality: str
    exploitation: str
    route: str
    languages: tuple[str, ...]
    suspected: datetime
    sent: datetime
    received: datetime
    decided: datetime
    reason: str
    child: bool = False

    @property
    def told(self) -> datetime:
        """When the person and the referrer heard of the decision."""
        return self.decided + timedelta(hours=3)


@dataclass(frozen=True, slots=True)
class Wish:
    """What a person has to be, before days and names are given."""

    year: int
    sex: str
    exploitation: str
    nationality: str
    positive: bool
    child: bool = False


def case_load(share: int = 1) -> list[Person]:
    """Everybody, in the order of the decisions; ``share`` 10 keeps a tenth of each kind (at least one), for tests."""
    chance = Random(SEED)  # noqa: S311 - repeatable, nothing is secret
    wishes = [wish for year in FROM_ORGANISATIONS for wish in year_of(year, share, chance)]
    dated = sorted(
        ((decided, wish) for year in FROM_ORGANISATIONS for decided, wish in days(year, wishes, chance)), key=lambda pair: pair[0]
    )
    people = [person(n, wish, decided, chance) for n, (decided, wish) in enumerate(dated, start=1)]
    return people + earlier(share, first=WHOLE + 1)


def earlier(share: int, first: int) -> list[Person]:
    """The people of 2014; their numbers follow those of the two later years, whatever the share."""
    chance = Random(EARLIER[0].year)  # noqa: S311 - repeatable, nothing is secret
    found = [
        Wish(kind.year, kind.sex, kind.exploitation, kind.nationalities[i % len(kind.nationalities)], True, kind.child)
        for kind in EARLIER
        for i in range(part(kind.n, share))
    ]
    return [person(n, wish, decided, chance) for n, (decided, wish) in enumerate(days(EARLIER[0].year, found, chance), start=first)]


def year_of(year: int, share: int, chance: Random) -> Iterator[Wish]:
    """The people of one year, recognised or not, mixed."""
    found = [
        Wish(year, kind.sex, kind.exploitation, kind.nationalities[i % len(kind.nationalities)], True)
        for kind in RECOGNISED
        if kind.year == year
        for i in range(part(kind.n, share))
    ]
    for _ in range(part(FROM_ORGANISATIONS[year], share)):
        woman = chance.random() < 0.7
        form = "sexual" if woman and chance.random() < 0.8 else "forced_labour"
        found.append(Wish(year, "female" if woman else "male", form, "AZ", False))
    chance.shuffle(found)
    yield from found


def part(n: int, share: int) -> int:
    """``n`` whole, or its share, at least one."""
    return n if share == 1 else max(1, n // share)


def days(year: int, wishes: list[Wish], chance: Random) -> list[tuple[datetime, Wish]]:
    """The moment of each decision, spread over the working hours of the country's year; the first of 2017 falls in its first hour."""
    mine = [wish for wish in wishes if wish.year == year]
    start = datetime(year, 1, 1, tzinfo=UTC) - BAKU
    step = timedelta(days=350) / len(mine)
    moments = [start + timedelta(days=9) + step * i for i in range(len(mine))]
    moments = [m.replace(hour=5 + chance.randrange(9), minute=chance.randrange(60), second=0, microsecond=0) for m in moments]
    pairs = list(zip(moments, mine, strict=True))
    if year == 2017:
        first = next(i for i, wish in enumerate(mine) if wish.positive and wish.nationality == "AZ")
        pairs[first] = (NEW_YEAR, mine[first])
    return pairs


def person(n: int, wish: Wish, decided: datetime, chance: Random) -> Person:
    """Name, route and the times before the decision; the finder usually refers within the 24 hours, every ninth late."""
    received = decided - timedelta(days=3 + chance.randrange(5), hours=chance.randrange(6))
    sent = received - timedelta(hours=1 + chance.randrange(4), minutes=chance.randrange(60))
    taken = timedelta(hours=26 + chance.randrange(30)) if chance.random() < 1 / 9 else timedelta(hours=2 + chance.randrange(20))
    foreign = wish.nationality != "AZ"
    route = "unknown" if not wish.positive else "exploited_here" if foreign else "abroad_returned"
    finder, source = ("tural", "migration") if foreign else ("ilkin", "consulate")
    if wish.year == 2014 or (wish.year == 2017 and not foreign):
        finder, source = "tomris", "assistance_centre"  # who came to the centre first
    if not wish.positive:
        finder, source = ("leyla" if wish.sex == "female" else "zaur"), "ngo"
    return Person(
        n, wish.year, wish.positive, finder, source,
        given_name=chance.choice(GIVEN[wish.sex]), family_name=f"{chance.choice(FAMILY)}-{n:03}",
        birth=f"~{wish.year - (15 if wish.child else 19 + chance.randrange(22))}", child=wish.child,
        sex=wish.sex, nationality=wish.nationality, exploitation=wish.exploitation, route=route, languages=LANGUAGES[wish.nationality],
        suspected=sent - taken, sent=sent, received=received, decided=decided,
        reason="" if wish.positive else chance.choice(NEGATIVE),
    )  # fmt: skip
