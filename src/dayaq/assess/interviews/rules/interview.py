"""One interview: its code, who took part, consent before notes, sections, and the statistics of all of them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from babel.core import get_global

from dayaq.core.decision import Decision, Reason
from dayaq.core.words import N_

KINDS = ("meeting", "remote", "written")  # a written inquiry replaces a meeting that did not come about
AGENCIES = ("state", "ngo", "igo", "other")
CONSENT = ("read", "paper", "electronic")  # how the information note reached the respondents
ATTRIBUTION = ("anonymous", "institution", "named")


@dataclass(frozen=True, slots=True)
class Participants:
    """Persons in the room by sex as they said it (or not), and how many of them spoke.

    Basis: CT-NAT annex C (number and sex of participants) and 1.3 (active speakers differ from those present).
    """

    women: int = 0
    men: int = 0
    unsaid: int = 0
    active: int | None = None

    @property
    def present(self) -> int:
        """Everybody who was there as a respondent."""
        return self.women + self.men + self.unsaid


@dataclass(frozen=True, slots=True)
class Header:
    """What is counted about one interview, without names."""

    kind: str
    agency: str
    participants: Participants
    staff_present: bool = False
    interpreter: bool = False
    dual_role: bool = False
    notes: bool = True


@dataclass(frozen=True, slots=True)
class InterviewFacts:
    """The interviews of an assessment in numbers (a written reply is no meeting and is counted apart)."""

    interviews: int = 0
    persons: int = 0
    women: int = 0
    men: int = 0
    unsaid: int = 0
    active: int = 0
    active_known: int = 0
    by_agency: Mapping[str, int] = field(default_factory=dict)
    written: int = 0
    staff_present: int = 0
    interpreted: int = 0
    dual_role: int = 0
    without_notes: int = 0


def three_letters(country: str) -> str:
    """The three letters of a country (AZ -> AZE); what is not known stays as it is."""
    names = [code for code, meant in get_global("territory_aliases").items() if meant == [country.upper()]]
    return next((code for code in sorted(names) if re.fullmatch("[A-Z]{3}", code)), country.upper())


def next_code(country: str, taken: Iterable[str]) -> str:
    """The next free code of a country: AZEint1, AZEint2 and so on.

    Basis: CT-NAT annex C (three letters of the country, ``int``, number).
    """
    stem = f"{three_letters(country)}int"
    used = [int(code.removeprefix(stem)) for code in taken if re.fullmatch(rf"{stem}\d+", code)]
    return f"{stem}{max(used, default=0) + 1}"


def check_participants(kind: str, people: Participants) -> Decision:
    """Whether the numbers can be true: at least one person, and no more speakers than persons."""
    if kind != "written" and people.present < 1:
        return Decision.refuse(Reason("nobody", N_("An interview has at least one respondent.")))
    if people.active is not None and people.active > people.present:
        text = N_("%(active)s spoke, but only %(present)s were present.")
        return Decision.refuse(Reason("more_spoke", text, {"active": people.active, "present": people.present}))
    return Decision.allow()


def may_note(*, consent: bool, notes_allowed: bool, closed: bool) -> Decision:
    """Whether notes may be typed: only after the consent record, never when notes were declined, never after closing.

    Basis: CT-NAT annex C, information note (read or given before the start; notes are announced in it).
    """
    if not consent:
        return Decision.refuse(Reason("no_consent", N_("Record first that the information note was read or given, and what was agreed.")))
    if not notes_allowed:
        return Decision.refuse(Reason("no_notes", N_("The respondents agreed to the interview but not to notes.")))
    if closed:
        return Decision.refuse(Reason("closed", N_("The notes are closed, because they are being coded.")))
    return Decision.allow()


def facts(headers: Collection[Header]) -> InterviewFacts:
    """The statistics of interviews held. Persons who answered in writing are not counted as interviewed.

    Basis: CT-NAT 1.2 (interviews and persons, men and women, kind of agency).
    """
    met = [one for one in headers if one.kind != "written"]
    people = [one.participants for one in met]
    return InterviewFacts(
        interviews=len(met),
        persons=sum(one.present for one in people),
        women=sum(one.women for one in people),
        men=sum(one.men for one in people),
        unsaid=sum(one.unsaid for one in people),
        active=sum(one.active for one in people if one.active is not None),
        active_known=sum(one.active is not None for one in people),
        by_agency=dict(sorted(Counter(one.agency for one in met).items())),
        written=len(headers) - len(met),
        staff_present=sum(one.staff_present for one in met),
        interpreted=sum(one.interpreter for one in met),
        dual_role=sum(one.dual_role for one in headers),
        without_notes=sum(not one.notes for one in met),
    )
