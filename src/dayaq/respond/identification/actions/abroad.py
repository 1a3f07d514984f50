"""Recognition by another State or an international organisation: a status of its own, recognised at home or not."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import F

from dayaq.base.access.rules import Actor, Group
from dayaq.core.decision import Stale, allowed, require
from dayaq.core.words import N_
from dayaq.respond.casefile.actions import assert_status, record
from dayaq.respond.casefile.queries import Case, pack_of, writes_of
from dayaq.respond.identification import access
from dayaq.respond.identification.models import AbroadPaper, AbroadRecognition

STATUS = "identified_abroad"
COUNTRY_CODE = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class NewRecognition:
    """Who recognised the person where, by which papers, and what they say in words."""

    authority: str
    country: str
    papers: tuple[str, ...] = ()
    text: str = ""
    language: str = "en"


def recognise_abroad(*, case: Case, new: NewRecognition, by: Actor, at: datetime) -> AbroadRecognition:
    """Record that the person was recognised abroad at ``at``; the status stands beside what bodies at home say.

    Basis: CoE Convention, Article 16 (repatriation and return); Article 10(1) (co-operation in identification).
    """
    require(access.may_write(by, Group.G1, writes_of(case.id)))
    pack = pack_of(case)
    known = new.authority in pack.codes["foreign_authority"].items and set(new.papers) <= set(pack.codes["foreign_paper"].items)
    require(allowed(known and len(new.country) == COUNTRY_CODE, "unknown_words", N_("Choose from the lists.")))
    made = AbroadRecognition.objects.create(
        case=case,
        authority=new.authority,
        country=new.country,
        papers=list(new.papers),
        at=at,
        organisation=by.organisation_id,
        by=by.user_id,
    )
    if new.text.strip() and Group.G3 in writes_of(case.id):
        AbroadPaper.objects.create(case=case, recognition=made, text=new.text, language=new.language, at=at, by=by.user_id)
    assert_status(case=case, status=STATUS, by=by, at=at, evidence=f"abroad:{made.id}")
    facts = {"authority": new.authority, "country": new.country}
    record(case=case, kind="identification.recognised_abroad", by=by, at=at, facts=facts)
    return made


def answer_at_home(*, recognition: AbroadRecognition, home: str, version: int, by: Actor, at: datetime) -> AbroadRecognition:
    """Say whether home recognises it too; either way the recognition abroad stays what it is."""
    require(access.may_write(by, Group.G1, writes_of(recognition.case_id)))
    require(allowed(home in pack_of(recognition.case).codes["home_answer"].items, "unknown_words", N_("Choose from the lists.")))
    rows = AbroadRecognition.objects.filter(id=recognition.id, version=version)
    if not rows.update(home=home, home_at=at, version=F("version") + 1):
        raise Stale
    recognition.refresh_from_db()
    record(case=recognition.case, kind="identification.home_answer", by=by, at=at, facts={"home": home})
    return recognition
