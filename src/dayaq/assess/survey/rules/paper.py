"""Forms on paper: their codes, and where two readings of one form differ."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dayaq.assess.framework.rules.instrument import Instrument, Item
from dayaq.assess.survey.rules.page import field_names

Fields = Mapping[str, Sequence[str]]
# ISO 3166: three letters where they are not the two and one more; others are written out as they come
THREE = {
    "AM": "ARM",
    "AZ": "AZE",
    "BY": "BLR",
    "GB": "GBR",
    "GE": "GEO",
    "IR": "IRN",
    "KZ": "KAZ",
    "MD": "MDA",
    "RU": "RUS",
    "TR": "TUR",
    "UA": "UKR",
    "UZ": "UZB",
}


def paper_code(country: str, number: int) -> str:
    """The code on a form: country, ``sur``, number. Basis: CT-NAT annex D (unique survey code)."""
    return f"{THREE.get(country.upper(), country.upper())}sur{number}"


def differences(instrument: Instrument, first: Fields, second: Fields) -> list[Item]:
    """The items that two people read differently, a text beside a choice included."""
    return [item for item in instrument.items if said(instrument, item, first) != said(instrument, item, second)]


def said(instrument: Instrument, item: Item, fields: Fields) -> dict[str, list[str]]:
    """What stands in an item's fields; the order of ticks and spaces round a text say nothing."""
    held = {name: sorted(" ".join(value.split()) for value in fields.get(name, ()) if value) for name in field_names(instrument, item)}
    return {name: values for name, values in held.items() if values}
