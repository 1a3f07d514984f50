"""Published instruments and drafts as other areas and pages read them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Max, QuerySet

from dayaq.assess.framework.models import Draft, InstrumentVersion
from dayaq.assess.framework.rules.instrument import Instrument
from dayaq.assess.framework.rules.loading import FILES, UnknownInstrument, common, variants
from dayaq.assess.framework.rules.references import Reference, parse
from dayaq.assess.framework.rules.shape import fingerprint, read


@dataclass(frozen=True, slots=True)
class Known:
    """One version in the list: what it is called, when it was published (None: it comes with Dayaq), what changed."""

    reference: str
    instrument: Instrument
    sha256: str
    published_at: datetime | None = None
    remark: str = ""


def instrument(reference: str) -> Instrument:
    """The instrument of a reference: published here, else one that comes with Dayaq; UnknownInstrument."""
    named = parse(reference)
    row = InstrumentVersion.objects.filter(code=named.code, version=named.version, country=named.country).first()
    if row is not None:
        return read(row.content)
    shipped = common(named.code, named.country)
    if (shipped.version, shipped.country) != (named.version, named.country):
        raise UnknownInstrument(f"there is no {reference}; with Dayaq comes {Reference(shipped.code, shipped.version, shipped.country)}")
    return shipped


def versions() -> list[Known]:
    """Every version there is, newest first within an instrument; those published here hide none that comes with Dayaq."""
    rows = InstrumentVersion.objects.order_by("code", "country", "-version")
    here = [
        Known(str(Reference(row.code, row.version, row.country)), read(row.content), row.sha256, row.published_at, row.remark)
        for row in rows
    ]
    known = {one.reference for one in here}
    shipped = [with_dayaq(code, country) for code in FILES for country in ("", *variants())]
    return sorted([*here, *(one for one in shipped if one.reference not in known)], key=order)


def order(one: Known) -> tuple[str, str, int]:
    """By instrument, then country, newest first."""
    return (one.instrument.code, one.instrument.country, -one.instrument.version)


def with_dayaq(code: str, country: str) -> Known:
    """One instrument that comes with Dayaq."""
    found = common(code, country)
    return Known(str(Reference(code, found.version, found.country)), found, fingerprint(found))


def latest(code: str, country: str = "") -> Known | None:
    """The newest version of an instrument for a country."""
    return next((one for one in versions() if (one.instrument.code, one.instrument.country) == (code, country)), None)


def next_version(code: str, country: str) -> int:
    """The number the next published version gets."""
    top = InstrumentVersion.objects.filter(code=code, country=country).aggregate(top=Max("version"))["top"] or 0
    newest = latest(code, country)
    return max(top, newest.instrument.version if newest else 0) + 1


def used(code: str) -> set[str]:
    """Every item code that any version of an instrument ever had, in any country: each stands for one question for ever."""
    return {item.code for one in versions() if one.instrument.code == code for item in one.instrument.items}


def drafts() -> QuerySet[Draft]:
    """The drafts at work."""
    return Draft.objects.order_by("code", "country")


def draft(id_: UUID) -> Draft | None:
    """One draft."""
    return Draft.objects.filter(id=id_).first()
