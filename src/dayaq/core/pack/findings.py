"""What is wrong with a pack, in words its author can act on: file, key, what is expected there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from enum import StrEnum

from pydantic import ValidationError
from pydantic_core import ErrorDetails


class Level(StrEnum):
    """An error keeps a pack from being loaded; a warning is shown beside the value."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """One place in a pack that is not as it has to be."""

    file: str
    key: str
    expected: str
    level: Level = Level.ERROR

    def __str__(self) -> str:
        return f"{self.file}: {self.key or '(whole file)'}: {self.level}: {self.expected}"

    def as_json(self) -> dict[str, str]:
        return {name: str(value) for name, value in asdict(self).items()}


class PackFault(Exception):
    """A pack with errors is not loaded; all of them are named at once."""

    def __init__(self, code: str, findings: Iterable[Finding]) -> None:
        self.findings = tuple(findings)
        lines = "\n".join(f"  {finding}" for finding in self.findings)
        super().__init__(f"pack {code} has {len(self.findings)} error(s):\n{lines}")


EXPECTED: Mapping[str, str] = {
    "missing": "this key is required",
    "extra_forbidden": "no such key is known here: correct its spelling or remove it",
    "string_type": "text expected",
    "string_pattern_mismatch": "text of the form {pattern} expected",
    "string_too_short": "text expected, it is empty",
    "int_type": "a whole number expected",
    "int_from_float": "a whole number expected",
    "bool_type": "true or false expected",
    "decimal_type": "an amount expected",
    "decimal_parsing": "an amount expected",
    "decimal_max_places": "an amount with at most {decimal_places} decimals expected",
    "greater_than": "a number above {gt} expected",
    "greater_than_equal": "a number of at least {ge} expected",
    "less_than_equal": "a number of at most {le} expected",
    "enum": "one of {expected} expected",
    "literal_error": "one of {expected} expected",
    "tuple_type": "a list expected",
    "list_type": "a list expected",
    "too_short": "at least {min_length} entries expected",
    "too_long": "at most {max_length} entries expected",
    "mapping_type": "keys with values expected",
    "dict_type": "keys with values expected",
    "model_type": "keys with values expected",
    "model_attributes_type": "keys with values expected",
    "date_type": "a date expected, written 2016-01-31",
    "date_parsing": "a date expected, written 2016-01-31",
    "date_from_datetime_parsing": "a date expected, written 2016-01-31",
}


def path_of(parts: Iterable[int | str]) -> str:
    """A key path as people write it: ``clocks.referral[0].value``."""
    text = ""
    for part in parts:
        if part == "[key]":
            continue
        text += f"[{part}]" if isinstance(part, int) else f".{part}"
    return text.lstrip(".")


def expectation(error: ErrorDetails) -> str:
    """The error in our words; a rule's own message (ValueError) is already written for people."""
    context = error.get("ctx", {})
    if error["type"] == "value_error":
        return str(context.get("error", error["msg"]))
    words = EXPECTED.get(error["type"], "another value expected")
    return words.format(**context) + _found(error)


def _found(error: ErrorDetails) -> str:
    value = error.get("input")
    if error["type"] == "missing" or isinstance(value, dict | list):
        return ""
    return f" (found: {value!r:.60})"


def from_validation(file: str, fault: ValidationError) -> list[Finding]:
    """Every error of one file, none left out."""
    return [Finding(file, path_of(error["loc"]), expectation(error)) for error in fault.errors()]
