"""The national case load on paper: every invented person of 2016 and 2017, before anything is written. Pure and repeatable.

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


RECOGNISED = (
    Recognised(2016, 68, "female", "sexual", ("AZ",)),
    Recognised(2016, 1, "female", "sexual", ("UZ",)),
    Recognised(2016, 1, "male", "forced_labour", ("AZ",)),
    Recognised(2017, 64, "female", "sexual", ("AZ",)),
    Recognised(2017, 2, "female", "sexual", ("UZ", "KG")),
    Recognised(2017, 4, "male", "forced_labour", ("AZ",)),
    Recognised(2017, 1, "male", "forced_labour", ("TR",)),
)


@dataclass(frozen=True, slots=True)
class Asked:
    """One published figure: its name here, the measure and groups it is, the year, and what was printed."""

    name: str
    year: int
    published: int
    measure: str = "victims_identified"
    dims: Mapping[str, str] = field(default_factory=dict)


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
)
FROM_ORGANISATIONS = {2016: 466, 2017: 6}  # referred by civil society, none recognised
LANGUAGES = {"AZ": ("az",), "UZ": ("uz", "ru"), "KG": ("ky", "ru"), "TR": ("tr",)}
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


def case_load(share: int = 1) -> list[Person]:
    """Everybody, in the order of the decisions; ``share`` 10 keeps a tenth of each kind (at least one), for tests."""
    chance = Random(SEED)  # noqa: S311 - repeatable, nothing is secret
    wishes = [wish for year in FROM_ORGANISATIONS for wish in year_of(year, share, chance)]
    dated = sorted(
        ((decided, wish) for year in FROM_ORGANISATIONS for decided, wish in days(year, wishes, chance)), key=lambda pair: pair[0]
    )
    return [person(n, wish, decided, chance) for n, (decided, wish) in enumerate(dated, start=1)]


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
    if not wish.positive:
        finder, source = ("leyla" if wish.sex == "female" else "zaur"), "ngo"
    return Person(
        n, wish.year, wish.positive, finder, source,
        given_name=chance.choice(GIVEN[wish.sex]), family_name=f"{chance.choice(FAMILY)}-{n:03}", birth=f"~{wish.year - 19 - chance.randrange(22)}",
        sex=wish.sex, nationality=wish.nationality, exploitation=wish.exploitation, route=route, languages=LANGUAGES[wish.nationality],
        suspected=sent - taken, sent=sent, received=received, decided=decided,
        reason="" if wish.positive else chance.choice(NEGATIVE),
    )  # fmt: skip
