"""A proceeding: opened, moved through its phases, shared; registered facts, hearings, assets, requests to other countries."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid4

from django.db import connection

from dayaq.base.access.rules import Actor
from dayaq.core.decision import allowed, require
from dayaq.core.money import NO_CURRENCY
from dayaq.core.pack.schema.justice import JusticeFile
from dayaq.core.words import N_
from dayaq.respond.casefile.queries import writes_of
from dayaq.respond.fund.actions import receive
from dayaq.respond.justice import access, queries, rules
from dayaq.respond.justice.actions.steps import coded, home, once, step, written
from dayaq.respond.justice.models import Asset, Fact, Hearing, MutualRequest, Proceeding

BEGAN = {"origin": "justice_origin", "source": "justice_source", "exploitation": "exploitation", "techniques": "justice_technique"}

FORFEITED = "forfeited"  # the fund's source


def open_proceeding(*, number: str, by: Actor, at: datetime, body: str = "", joint_with: tuple[str, ...] = (), **began: Any) -> Proceeding:
    """Open a proceeding as a file of its own; ``began``: origin, source, exploitation, techniques (``CRM-02``)."""
    require(access.may_lead(by))
    require(allowed(bool(number.strip()), "no_number", N_("A proceeding has a number.")))
    taken = Proceeding.objects.filter(number=number.strip(), organisation=by.organisation_id).exists()
    require(allowed(not taken, "number_taken", N_("There is a proceeding with this number.")))
    coded(**{BEGAN[name]: value for name, value in began.items()})
    file = uuid4()
    with connection.cursor() as cursor:
        cursor.execute("SELECT guard.open_proceeding(%s, %s)", [file, at])
    columns = {**began, "techniques": list(began.get("techniques", ()))}
    row = Proceeding(
        id=file, number=number.strip(), body=body or by.organisation, opened_at=at, joint_with=list(joint_with), **written(by), **columns
    )
    row.save(force_insert=True)
    return row


def change_proceeding(*, proceeding: Proceeding, version: int, changes: Mapping[str, Any], by: Actor, at: datetime) -> Proceeding:
    """Change how it began, what was used, with whom; Stale when somebody was faster."""
    del at  # the trigger beneath records when
    require(access.may_write(by, writes_of(proceeding.id)))
    coded(**{BEGAN[name]: value for name, value in changes.items() if name in BEGAN})
    return step(proceeding, version, **changes)


def move(*, proceeding: Proceeding, phase: str, by: Actor, at: datetime, ended_as: str = "") -> Proceeding:
    """Enter the next phase; an end says how it ended."""
    require(access.may_write(by, writes_of(proceeding.id)))
    to = rules.Phase(phase)
    reached = {rules.Phase.INVESTIGATION: proceeding.opened_at, **{one: getattr(proceeding, column) for one, column in rules.NEXT.items()}}
    require(rules.may_move(reached, to, at))
    coded(charge_outcome=ended_as)
    require(allowed((to is rules.Phase.FINAL) == bool(ended_as), "ended_as", N_("Say how it ended when it is final, and only then.")))
    return step(proceeding, proceeding.version, **{rules.NEXT[to]: at, "ended_as": ended_as})


def share(
    *,
    proceeding: Proceeding,
    to_unit: UUID,
    by: Actor,
    at: datetime,
    write: bool = False,
    people: bool = False,
    until: datetime | None = None,
) -> int:
    """Let another unit into the proceeding, with ``people`` also into the part of the persons it may know; return the grants made.

    A State body that works on proceedings comes in by law; who stands beside a person, on that person's consent, which is
    kept: taking it back ends the access. Basis: THB Law, Article 17 (disclosure by decision of prosecutor or court); CoE
    Convention, Article 11.
    """
    del at
    require(access.may_write(by, writes_of(proceeding.id)))
    apart = N_("This unit has no part in proceedings: choose a police unit, a prosecutor, a court or legal aid.")
    require(allowed(to_unit in queries.units_of_justice(), "no_part", apart))
    with connection.cursor() as cursor:
        cursor.execute("SELECT guard.share_proceeding(%s, %s, %s, %s, %s)", [proceeding.id, to_unit, write, people, until])
        given = int(cursor.fetchone()[0])
    alone = N_("Nobody in this proceeding agreed that this unit stands beside them: it is let in with a person's consent only.")
    require(allowed(bool(given) or to_unit in {one["unit"] for one in queries.shared_with(proceeding)}, "no_consent", alone))
    return given


def unshare(*, proceeding: Proceeding, unit: UUID, by: Actor, at: datetime) -> int:
    """End what a unit was let into with the proceeding."""
    del at
    require(access.may_write(by, writes_of(proceeding.id)))
    with connection.cursor() as cursor:
        cursor.execute("SELECT guard.unshare_proceeding(%s, %s)", [proceeding.id, unit])
        return int(cursor.fetchone()[0])


def register_facts(
    *, body: str, by: Actor, at: datetime, n: int = 1, article: str = "", number: str = "", proceeding: Proceeding | None = None
) -> Fact:
    """Register a fact of an offence, or the sum a body kept of a time; where it was registered is told apart."""
    require(access.may_lead(by))
    require(allowed(body in home().bodies, "no_such_body", N_("Choose the body that registered it.")))
    require(
        allowed(not article or article in home().area(JusticeFile).articles, "no_article", N_("Choose an article of the country's list."))
    )
    require(allowed(n >= 1, "no_number", N_("A number of at least one is needed.")))
    return Fact.objects.create(
        at=at, body=body, n=n, article=article, number=number, proceeding=proceeding.id if proceeding else None, **written(by)
    )


def set_hearing(*, proceeding: Proceeding, kind: str, by: Actor, at: datetime, court: str = "", closed: bool = False) -> Hearing:
    """Note a hearing; ``at`` is its time and may lie ahead."""
    require(access.may_write(by, writes_of(proceeding.id)))
    coded(hearing_kind=kind)
    return Hearing.objects.create(proceeding=proceeding, at=at, kind=kind, court=court, closed=closed, **written(by))


def change_hearing(*, hearing: Hearing, version: int, changes: Mapping[str, Any], by: Actor, at: datetime) -> Hearing:
    """Write what became of a hearing: held, or adjourned and why; a threat told in court."""
    del at
    require(access.may_write(by, writes_of(hearing.proceeding_id)))
    coded(adjourn_reason=changes.get("adjourned_why", ""))
    adjourned = changes.get("held", hearing.held) is False
    why = changes.get("adjourned_why", hearing.adjourned_why)
    require(allowed(adjourned == bool(why), "adjourned_why", N_("An adjourned hearing has its reason, and only that.")))
    return step(hearing, version, **changes)


def add_asset(
    *, proceeding: Proceeding, kind: str, value: Decimal, by: Actor, at: datetime, offender: Any = None, confiscated: bool = False
) -> Asset:
    """Note an asset seized, or confiscated at once."""
    require(access.may_write(by, writes_of(proceeding.id)))
    coded(asset_kind=kind)
    moments = {"confiscated_at": at} if confiscated else {"seized_at": at}
    return Asset.objects.create(
        proceeding=proceeding, kind=kind, value=value, currency=home().currency or NO_CURRENCY, offender=offender, **moments, **written(by)
    )


def change_asset(*, asset: Asset, version: int, what: str, by: Actor, at: datetime) -> Asset:
    """Confiscate an asset or give it back, once."""
    require(access.may_write(by, writes_of(asset.proceeding_id)))
    known = what in ("confiscated", "returned") and getattr(asset, f"{what}_at") is None
    require(allowed(known, "asset_done", N_("This is recorded already.")))
    return step(asset, version, **{f"{what}_at": at})


def give_to_fund(*, asset: Asset, version: int, amount: Decimal, by: Actor, at: datetime) -> Asset:
    """Note what of a confiscated asset went to the relief fund; it is announced to the fund, which books it (``FND-06``)."""
    require(access.may_write(by, writes_of(asset.proceeding_id)))
    require(allowed(asset.confiscated_at is not None, "not_confiscated", N_("Only what was confiscated goes to the fund.")))
    require(allowed(0 < amount <= asset.value, "amount", N_("The amount lies between nothing and the value.")))
    require(allowed(not asset.to_fund, "asset_done", N_("This is recorded already.")))
    done = step(asset, version, to_fund=amount, to_fund_at=at)
    receive(amount=amount, currency=asset.currency, source=FORFEITED, by=by, at=at)
    return done


def ask_request(*, proceeding: Proceeding, kind: str, direction: str, country: str, by: Actor, at: datetime) -> MutualRequest:
    """Note a request to (out) or from (in) another country."""
    require(access.may_write(by, writes_of(proceeding.id)))
    coded(mutual_kind=kind)
    require(allowed(direction in ("in", "out"), "direction", N_("Say whether the request goes out or comes in.")))
    return MutualRequest.objects.create(proceeding=proceeding, kind=kind, direction=direction, country=country, asked_at=at, **written(by))


def answer_request(*, request: MutualRequest, answer: str, by: Actor, at: datetime) -> MutualRequest:
    """Note the answer to a request."""
    require(access.may_write(by, writes_of(request.proceeding_id)))
    require(allowed(answer in ("granted", "partly", "refused"), "answer", N_("Choose the answer from the list.")))
    require(allowed(at >= request.asked_at, "order", N_("An answer comes after the request.")))
    return once(request, "answered_at", answered_at=at, answer=answer)
