"""Information without anybody's identity: taken down, passed to the competent unit, assessed, settled."""

from __future__ import annotations

from datetime import datetime

from django.db import connection
from django.db.models import F
from django.utils import timezone

from dayaq.base.access.rules import Actor
from dayaq.core.decision import Stale, allowed, require
from dayaq.core.words import N_
from dayaq.respond.detection import access, queries
from dayaq.respond.detection.actions.events import opened_file
from dayaq.respond.detection.models import Signal, SignalText

READS, WRITES = 5, 1  # bit masks: G1 and G3 are read by the unit it is passed to, G1 (assessment, result) written


def take_information(
    *, about: str, source: str, by: Actor, at: datetime, text: str = "", region: str = "unknown", language: str = "en", hand_on: bool = True
) -> Signal:
    """Take down information about a place, workplace, advertisement, vehicle or number; no person, no case (REF-05).

    ``hand_on``: pass it to the competent unit at once, where the country's rules let this body; else it is kept here.
    Basis: in pack az Cabinet Decision 131 (proactive way).
    """
    pack = queries.home()
    require(access.may_record(by))
    require(allowed(at <= timezone.now(), "future", N_("This lies in the future.")))
    lists = {"signal_about": about, "referral_source": source, "region": region}
    known = all(code in pack.codes[name].items for name, code in lists.items())
    require(allowed(known, "unknown_words", N_("Choose from the lists.")))
    made = Signal(
        id=opened_file(at),
        about=about,
        source=source,
        region=region,
        at=at,
        organisation=by.organisation_id,
        unit=by.unit_id,
        body=by.organisation,
        by=by.user_id,
    )
    made.save(force_insert=True)
    if text.strip():
        SignalText.objects.create(signal=made, text=text, language=language, at=at, by=by.user_id)
    if hand_on and queries.may_pass(pack, by, at).ok:
        pass_signal(signal=made, by=by, at=at)
    return made


def pass_signal(*, signal: Signal, by: Actor, at: datetime) -> None:
    """Pass information on to the unit that receives referrals; its own unit keeps it."""
    require(queries.may_pass(queries.home(), by, at))
    unit = next(iter(queries.receiving()), None)
    require(allowed(unit is not None, "nobody_receives", N_("No unit receives referrals.")))
    if unit is None or unit.id == by.unit_id:
        return
    write(signal, passed_at=at, passed_to=unit.id)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT guard.share(%s, NULL, %s, %s, %s, 'detection', 'statutory_handover', NULL, NULL, '')",
            [signal.id, unit.id, READS, WRITES],
        )


def assess_signal(*, signal: Signal, assessment: str, by: Actor, at: datetime) -> None:
    """Say what the information calls for; a check is planned from it."""
    require(access.may_assess(by, signal.unit, signal.passed_to))
    known = assessment in queries.home().codes["signal_assessment"].items
    require(allowed(known, "unknown_words", N_("Choose from the lists.")))
    write(signal, assessment=assessment, assessed_at=at, assessed_by=by.user_id)


def settle_signal(*, signal: Signal, result: str, by: Actor, at: datetime) -> None:
    """Say what came of it; whoever gave the information sees this word, and no more."""
    require(access.may_assess(by, signal.unit, signal.passed_to))
    require(allowed(result in queries.home().codes["signal_result"].items, "unknown_words", N_("Choose from the lists.")))
    write(signal, result=result, result_at=at)


def write(signal: Signal, **columns: object) -> None:
    """Write columns under the version that was read."""
    if not Signal.objects.filter(id=signal.id, version=signal.version).update(**columns, version=F("version") + 1):
        raise Stale
    signal.refresh_from_db()
