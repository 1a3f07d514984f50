"""Grounds of a transfer in a country, and the envelope it opened."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from uuid import UUID

from dayaq.base.access.queries import grants
from dayaq.core.pack import Pack
from dayaq.core.pack.schema.casework import CaseworkFile
from dayaq.respond.casework.models import Transfer
from dayaq.respond.support.queries import consents


def grounds(pack: Pack) -> Mapping[str, Sequence[str]]:
    """The grounds the country knows, with the groups that travel on each."""
    rule = pack.area(CaseworkFile).transfers
    return {code: groups for code, groups in rule.grounds.items() if groups} if rule else {}


def envelope(transfer: Transfer) -> list[UUID]:
    """Grants an offer gave to the receiving unit."""
    return [
        grant.id
        for grant in grants(transfer.case_id)
        if grant.evidence in (transfer.id, transfer.consent) and grant.subject_unit == transfer.to_unit
    ]


def still_agreed(transfer: Transfer) -> bool:
    """Whether the consent a transfer rests on is kept and not taken back; another ground needs none."""
    rows = consents(transfer.case) if transfer.basis == "consent" else []
    return transfer.basis != "consent" or any(one.id == transfer.consent and one.withdrawn_at is None for one in rows)
