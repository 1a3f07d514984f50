"""An invented assessment as material: seven people answered, six interviews, two findings, three recommendations."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from uuid import UUID

from dayaq.assess.findings.rules.evidence import Piece
from dayaq.assess.findings.rules.facts import Stated, competing
from dayaq.assess.framework.rules.instrument import Words
from dayaq.assess.framework.rules.loading import areas, common, criteria, guide
from dayaq.assess.interviews.rules.interview import InterviewFacts
from dayaq.assess.interviews.rules.themes import ThemeCount
from dayaq.assess.report.rules.material import About, Asking, Material, Treaty, Typed
from dayaq.assess.results.rules.leaving import opinion, profile_items, withheld
from dayaq.assess.results.rules.tables import tabulate
from dayaq.core.decision import Reason
from dayaq.core.report import Source


@dataclass(frozen=True)
class Answered:
    answers: dict[str, object]


@dataclass(frozen=True)
class Reply:
    institution: str = "Ministry of Labour"
    stage: str = "validation"
    stance: str = "disputes"
    text: Words = None  # type: ignore[assignment] # set below
    accepted: str = "partly"
    answer: Words = None  # type: ignore[assignment] # set below


@dataclass(frozen=True)
class Found:
    code: str
    area: int
    title: Words
    text: Words
    status: str = "final"
    attribution: str = "anonymous"
    evidence: tuple[Piece, ...] = ()
    positions: tuple[Reply, ...] = ()
    conflicts: tuple[tuple[str, Words], ...] = ()
    recommendations: tuple[str, ...] = ("R-1",)
    alone: str = ""


@dataclass(frozen=True)
class Before:
    source: str = "OSCE"
    year: int = 2012


@dataclass(frozen=True)
class Recommended:
    code: str
    area: int
    text: Words
    purpose: Words
    addressee: Words
    priority: str = "A"
    findings: tuple[str, ...] = ("F-1",)
    earlier: tuple[Before, ...] = ()
    dropped: bool = False


@dataclass(frozen=True)
class Limit:
    code: str
    reason: Reason
    note: str
    words: Words
    dropped_because: Words


@dataclass(frozen=True)
class Cell:
    level: str
    state: str
    improvement: bool
    narrative: Words


def three(text: str) -> Words:
    """The same words in three languages: who reads tests needs no translation."""
    return {"en": text, "az": f"{text} (ə ğ ş ı İ)", "ru": f"{text} (ё щ ы)"}


def answers() -> list[Answered]:
    """Seven people; 3.1.4 is 4/2/1, nobody may know 3.1.6 (four answered), 3.1.7 was answered alike by all."""
    adequate = ["adequate"] * 4 + ["neither"] * 2 + ["inadequate"]
    mixed = ["agree", "agree", "neither", "neither", "neither", "disagree", "not_my_field"]
    four = ["adequate", "neither", "inadequate", "inadequate", None, None, None]
    found = []
    for n in range(7):
        one: dict[str, object] = {
            "1.1": "AZ",
            "3.1.4": adequate[n],
            "5.1.4": mixed[n],
            "3.1.7": "adequate",
            "2.5": ["growing", "neither"][n % 2],
        }
        one |= {"3.1.6": four[n]} if four[n] else {}
        one |= {
            "8.1": [["A", "J", "B"], ["J", "A", "N"], ["B", "J", "A"], ["A", "G", "N"], ["G", "B", "L"], ["M", "D", "H"], ["A", "B", "D"]][
                n
            ]
        }
        found.append(Answered(one))
    return found


def material(**change: object) -> Material:
    instrument = common("ct-nat-survey", "AZ")
    tables = tabulate(instrument, answers())
    profile = profile_items(instrument)
    few = Reason("results.few", "Fewer than %(threshold)s people answered: shown to the team only.", {"threshold": 5})
    leaves = {code: withheld(one, few, profile=True) if code in profile else opinion(one) for code, one in tables.items()}
    made = Material(
        about=About(
            "az-demo",
            three("Needs assessment 2026"),
            date(2026, 5, 1),
            ("AZ",),
            date(2026, 1, 10),
            date(2026, 4, 25),
            three("Invented body"),
            ("views", "recommend"),
        ),
        instrument=instrument,
        guide=guide(),
        criteria=criteria(),
        areas=areas(),
        leaves=leaves,
        tables=tables,
        cells={
            (one.code, level): Cell(level, state, level == "OL1", three("Judged by [[survey 3.1.4 adequate]].") if level == "FL1" else {})
            for one in criteria()[:9]
            for level, state in (("FL1", "met"), ("FL2", "partly"), ("OL1", "not_met"))
        },
        findings=(found(), found(code="F-2", area=3, evidence=(), positions=(), recommendations=())),
        recommendations=(
            Recommended(
                "R-1",
                1,
                three("Train duty officers"),
                three("In order to refer everybody"),
                three("State authorities"),
                earlier=(Before(),),
            ),
            Recommended("R-2", 1, three("Write down who does what"), three("In order to refer everybody"), three("State authorities"), "M"),
            Recommended("R-3", 3, three("Give this up"), three("In order to"), three("Courts"), dropped=True),
        ),
        limitations=(
            Limit(
                "few_answers",
                Reason("few_answers", "%(answered)s of %(invited)s people asked answered the survey.", {"answered": 7, "invited": 19}),
                "",
                three("Mind it."),
                {},
            ),
            Limit("one_person", Reason("one_person", "One person collected and analysed everything."), "", {}, three("Two did.")),
        ),
        facts=competing([fact("a", 32, "Aze 30", "5"), fact("b", 23, "Aze 31", "7")]),
        treaties=(Treaty("Palermo Protocol", "AZ", "ratified", 2003, "Aze 30, p. 31"),),
        sources={code: Source(code, f"Report {code}") for code in ("Aze 30", "Aze 31", "Gen 1")},
        interviews=InterviewFacts(6, 14, 7, 7, 0, 10, 6, {"state": 4, "ngo": 2}),
        institutions=(("Ministry of Labour", "state"), ("Shelter Umid", "ngo")),
        themes=(ThemeCount("1.1", three("Referral"), 4, 6, UUID(int=1)), ThemeCount("1.2", three("Identification"), 2, 4, UUID(int=2))),
        asking=Asking(19, 7, 7),
        workshop={"A": 3, "J": 2, "M": 1},
    )
    return replace(made, **change)


def fact(key: str, value: int, place: str, page: str) -> Stated:
    return Stated("investigations", "2014", Decimal(value), place, page, "TIP 2015", "", {}, three("Investigations"), id=key)


def found(**change: object) -> Found:
    pieces = (
        Piece("1", "survey", {"item": "3.1.4", "choices": ["adequate"]}, {}),
        Piece("2", "interviews", {"theme": "1.1"}, {}),
        Piece("3", "document", {"source": "Aze 30", "page": "5"}, three("says the same")),
    )
    reply = Reply(text=three("We refer everybody."), answer=three("The text was made clearer."))
    made = Found(
        "F-1", 1, three("Referral exists"), three("Of those asked, [[survey 3.1.4 adequate]] find it adequate (Aze 30, p. 5).\n\nA second paragraph."),
        evidence=pieces, positions=(reply,), conflicts=(("Shelter Umid", three("runs services and trains")),),
    )  # fmt: skip
    return replace(made, **change)


def passage(section: str = "2.1", kind: str = "text", language: str = "en", about: tuple[str, ...] = (), **body: object) -> Typed:
    return Typed(section, language, kind, about, body)
