"""Rules of the network: who helps whom where and why, what may leave the house and on whose word, how long an answer takes."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from dayaq.core.calendar import utc
from dayaq.core.decision import Decision, Reason, allowed
from dayaq.core.words import N_

IDENTITY = ("given_name", "family_name", "birth")
CHANNELS: Mapping[str, str] = {
    "email": N_("e-mail"),
    "telephone": N_("telephone"),
    "messenger": N_("messenger"),
    "letter": N_("letter"),
    "in_person": N_("in person"),
}
FIELDS: Mapping[str, str] = {
    "sex": N_("sex"),
    "age_band": N_("age group"),
    "nationality": N_("nationality"),
    "languages": N_("languages"),
    "interpreter": N_("interpreter needed"),
    "exploitation": N_("form of exploitation"),
    "needs": N_("help that is asked for"),
    "message": N_("message"),
    "given_name": N_("given name"),
    "family_name": N_("family name"),
    "birth": N_("date of birth"),
}
CODE_DIGITS = 8


@dataclass(frozen=True, slots=True)
class Need:
    """Whom help is looked for, in codes; an empty text is "not known" and excludes nobody."""

    service: str = ""
    sex: str = ""
    age_band: str = ""
    exploitation: str = ""
    region: str = ""
    languages: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Offer:
    """One entry of the directory, as far as it decides whether it fits."""

    key: object
    body: str
    service: str
    region: str
    sexes: tuple[str, ...] = ()
    age_bands: tuple[str, ...] = ()
    exploitation: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    free: int | None = None
    accredited_until: date | None = None


@dataclass(frozen=True, slots=True)
class Leading:
    """One line of a country's routing: where people of one kind are usually led; empty means any."""

    body: str
    basis: str
    service: tuple[str, ...] = ()
    sex: tuple[str, ...] = ()
    age_band: tuple[str, ...] = ()
    exploitation: tuple[str, ...] = ()
    place: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A service with the reasons for and against it; the higher the nearer."""

    offer: Offer
    score: int
    reasons: tuple[Reason, ...]


def suggest(
    need: Need, offers: Iterable[Offer], routing: Sequence[Leading], *, today: date, accredited_only: bool = False
) -> list[Suggestion]:
    """Services that fit a person, those first that the country's routing names; whoever serves another sex or age is left out (REF-09).

    Nothing here excludes a person who does not co-operate or who has no decision: neither is asked.
    """
    found = [_judged(need, offer, routing, today, accredited_only) for offer in offers if _fits(need, offer)]
    return sorted((one for one in found if one is not None), key=lambda one: (-one.score, one.offer.body, one.offer.service))


def _fits(need: Need, offer: Offer) -> bool:
    pairs = ((need.sex, offer.sexes), (need.age_band, offer.age_bands), (need.exploitation, offer.exploitation))
    served = all(not wanted or not taken or wanted in taken for wanted, taken in pairs)
    return served and (not need.service or need.service == offer.service)


def _judged(need: Need, offer: Offer, routing: Sequence[Leading], today: date, accredited_only: bool) -> Suggestion | None:
    over = offer.accredited_until is not None and offer.accredited_until <= today
    if accredited_only and (offer.accredited_until is None or over):
        return None
    score, reasons = 0, []
    line = next((line for line in routing if line.body == offer.body and leads(need, offer.service, line)), None)
    if line is not None:
        score += 8
        reasons.append(Reason("routed", N_("people like this are usually led here"), basis=line.basis))
    if need.region and offer.region == need.region:
        score += 4
        reasons.append(Reason("near", N_("in the same region")))
    spoken = [code for code in need.languages if code in offer.languages]
    if spoken:
        score += 2
        reasons.append(Reason("language", N_("speaks the person's language")))
    elif need.languages and offer.languages:
        reasons.append(Reason("interpreter", N_("an interpreter is needed")))
    if offer.free == 0:
        score -= 4
        reasons.append(Reason("full", N_("no place is free")))
    elif offer.free:
        score += 1
        reasons.append(Reason("free", N_("%(n)s places are free"), {"n": offer.free}))
    if over:
        reasons.append(Reason("accreditation_over", N_("the accreditation has run out")))
    return Suggestion(offer, score, tuple(reasons))


def leads(need: Need, service: str, line: Leading) -> bool:
    """Whether a line of the routing is about this person: what it names has to be known and the same; what it leaves open fits."""
    pairs = ((need.sex, line.sex), (need.age_band, line.age_band), (need.exploitation, line.exploitation), (need.region, line.place))
    return all(not named or wanted in named for wanted, named in pairs) and (not line.service or service in line.service)


def check_service(*, free: int | None, capacity: int | None, free_on: date | None, today: date) -> Decision:
    """A number of free places has its day, is none of the future and does not exceed the places there are."""
    if free is None:
        return Decision.allow()
    if free_on is None:
        return allowed(False, "undated", N_("Say on which day these places were free."))
    if free_on > today:
        return allowed(False, "future", N_("This lies in the future."))
    return allowed(capacity is None or free <= capacity, "too_many", N_("More places are free than there are."))


def may_lead(agreed_by: str, *, child: bool) -> Decision:
    """Whether a person may be led to a service: on her own word; for a child also on that of the guardian.

    Basis: CoE Convention, Articles 12(7) and 28; Article 10(4) (child).
    """
    ok = agreed_by == "person" or (agreed_by == "guardian" and child)
    return allowed(
        ok,
        "needs_consent",
        N_("A person is led to a service only when she or he agrees, a child also when the guardian does."),
        "coe197.12(7)",
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Parcel:
    """What is to leave the house: to whom, which fields, on whose word, by which two ways."""

    recipient: str
    fields: Collection[str]
    allowed_fields: Collection[str]
    consent_at: datetime | None
    identity_consent: bool = False
    reads_identity: bool = False
    message: str = ""
    link_channel: str = ""
    code_channel: str = ""


def check_link(parcel: Parcel, at: datetime) -> Decision:
    """Whether a link may be made: a named recipient, few fields, the person's consent, the code by another way (REF-03).

    Basis: CoE Convention, Article 11; Convention 108, Article 5 (minimal data).
    """
    wrong = [*_of_parcel(parcel, at)]
    if not parcel.link_channel or parcel.link_channel == parcel.code_channel or not parcel.code_channel:
        wrong.append(Reason("one_channel", N_("The code goes by another way than the link.")))
    return Decision.refuse(*wrong) if wrong else Decision.allow()


def check_package(parcel: Parcel, at: datetime, *, risk: str, risk_needed: bool, consent_needed: bool) -> Decision:
    """Whether a package may go to a partner abroad: consent, a note on the risk where the country asks for it, chosen fields.

    Basis: CoE Convention, Articles 16(6), 33 and 11.
    """
    wrong = [reason for reason in _of_parcel(parcel, at) if consent_needed or reason.code != "needs_consent"]
    if risk_needed and not risk.strip():
        wrong.append(Reason("needs_risk_note", N_("Say first what could happen to the person there."), basis="coe197.16(6)"))
    return Decision.refuse(*wrong) if wrong else Decision.allow()


def _of_parcel(parcel: Parcel, at: datetime) -> Iterable[Reason]:
    """What is wrong with a parcel whichever way it goes."""
    if not parcel.recipient.strip():
        yield Reason("no_recipient", N_("Name the service that receives it."))
    if not parcel.fields:
        yield Reason("no_fields", N_("Choose what it needs to know."))
    if any(name not in parcel.allowed_fields for name in parcel.fields):
        yield Reason("more_than_needed", N_("The rules of the country do not let this field leave the house."), basis="coe197.11")
    if parcel.consent_at is None or utc(parcel.consent_at) > utc(at):
        yield Reason("needs_consent", N_("The person's consent is needed first, with the time it was given."), basis="coe197.11")
    named = any(name in IDENTITY for name in parcel.fields)
    if named and not parcel.identity_consent:
        yield Reason("identity_needs_consent", N_("A name leaves the house only when the person agreed to that, too."), basis="coe197.11")
    if named and not parcel.reads_identity:
        yield Reason("not_yours", N_("You cannot give a name that you may not read."))
    if ("message" in parcel.fields) != bool(parcel.message.strip()):
        yield Reason("message", N_("Write the message, or do not choose it."))


def new_token() -> str:
    """The secret of a link: 256 random bits."""
    return secrets.token_urlsafe(32)


def new_code() -> str:
    """A one-time code that can be said by telephone."""
    return "".join(secrets.choice("0123456789") for _ in range(CODE_DIGITS))


def digest(token: str) -> str:
    """How the secret of a link is kept."""
    return hashlib.sha256(token.encode()).hexdigest()


def code_digest(token: str, code: str) -> str:
    """How a code is kept: without the link nobody can try codes against it."""
    digits = "".join(sign for sign in code if sign.isdigit())
    return hmac.new(token.encode(), digits.encode(), hashlib.sha256).hexdigest()


@dataclass(frozen=True, slots=True)
class Owed:
    """An answer that a referrer waits for (REF-07)."""

    decided_at: datetime
    due_at: datetime | None
    answered_at: datetime | None = None


def answer_due(owed: Owed, now: datetime) -> str:
    """``answered``, ``due``, ``late`` or ``open`` where the country names no time. Basis: US TIP report 2018, recommendation 4."""
    if owed.answered_at is not None:
        return "answered"
    if owed.due_at is None:
        return "open"
    return "late" if utc(now) > utc(owed.due_at) else "due"


def may_remind(owed: Owed, last: datetime | None, now: datetime) -> Decision:
    """Whether the referrer may remind: the answer is late, and a day has passed since the last reminder."""
    if answer_due(owed, now) not in {"late", "open"}:
        return allowed(False, "not_late", N_("The time for the answer has not passed yet."))
    quiet = last is None or utc(now) - utc(last) >= timedelta(days=1)
    return allowed(quiet, "reminded", N_("A reminder went out less than a day ago."))
