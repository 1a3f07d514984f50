"""hotline.yaml: lines with their numbers and hours, topics of calls, quick keys, numbers abroad."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import AfterValidator, StringConstraints

from dayaq.core.hours import Hours
from dayaq.core.pack.schema.area import AreaFile
from dayaq.core.pack.schema.base import Binding, Code, Codes, DurationText, Entry, Text, Words


def _hours(text: str) -> str:
    Hours.parse(text)
    return text


HoursText = Annotated[str, AfterValidator(_hours)]
Country = Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}$")]


class LineRule(Binding):
    """A line as a text or the practice of a country has it: whose, its number, from where it answers, when, in what."""

    body: Code
    name: Text
    number: Words | None = None
    reach: Literal["inside", "outside", "both"] = "inside"
    hours: HoursText
    languages: Codes = ()
    people: Words | None = None


class Consulate(Entry):
    """Whom somebody calls in a country that no line answers from."""

    name: Text
    number: Words | None = None


class HotlineFile(AreaFile):
    """The whole of hotline.yaml. ``thb``: the topic under which all calls on trafficking stand; ``quick``: one key, one topic."""

    lines: Mapping[Code, LineRule] = {}
    thb: Code = "thb"
    quick: Mapping[Annotated[str, StringConstraints(pattern=r"^[0-9]$")], Code] = {}
    consulates: Mapping[Country, Consulate] = {}
    consulate_body: Code | None = None
    call_life: DurationText = "PT72H"
