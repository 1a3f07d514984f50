"""How a version of an instrument is named everywhere: ``ct-nat-survey@1``, a country's variant ``ct-nat-survey@1.AZ``."""

from __future__ import annotations

import re
from dataclasses import dataclass

FORM = re.compile(r"(?P<code>[a-z0-9][a-z0-9_-]*)@(?P<version>[1-9][0-9]*)(?:\.(?P<country>[A-Z]{2}))?")


@dataclass(frozen=True, slots=True)
class Reference:
    """Code, version, country ("" for the common instrument)."""

    code: str
    version: int
    country: str = ""

    def __str__(self) -> str:
        return f"{self.code}@{self.version}{'.' if self.country else ''}{self.country}"


def parse(text: str) -> Reference:
    """A reference as a value; LookupError when it is none."""
    found = FORM.fullmatch(text)
    if not found:
        raise LookupError(f"{text!r} is no reference to an instrument, such as ct-nat-survey@1 or ct-nat-survey@1.AZ")
    return Reference(found["code"], int(found["version"]), found["country"] or "")
