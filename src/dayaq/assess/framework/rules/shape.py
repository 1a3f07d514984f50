"""An instrument written as plain data and read back: the YAML files, the published versions, the travelling file."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Hashable, Mapping
from dataclasses import fields, is_dataclass
from functools import cache
from typing import Any, TypeVar, cast

from pydantic import TypeAdapter, ValidationError

from dayaq.assess.framework.rules.instrument import Instrument

T = TypeVar("T")


class Malformed(ValueError):
    """Data that is not of the shape; ``faults`` names every place and what was expected there."""

    def __init__(self, what: str, faults: list[str]) -> None:
        super().__init__(f"{what}: " + "; ".join(faults))
        self.faults = faults


@cache
def adapter(kind: Any) -> TypeAdapter[Any]:
    """The reader of one dataclass; building it costs more than reading a whole survey."""
    return TypeAdapter(kind)


def parsed(kind: type[T], data: object, what: str = "data") -> T:
    """``data`` (mappings, lists, texts) as a value of the dataclass ``kind``, or Malformed with every fault."""
    try:
        value: T = adapter(cast(Hashable, kind)).validate_python(data)
    except ValidationError as error:
        faults = [f"{'.'.join(str(part) for part in one['loc'])}: {one['msg']}" for one in error.errors()]
        raise Malformed(what, faults) from None
    return value


def read(data: Mapping[str, Any]) -> Instrument:
    """An instrument from its plain form (see ``plain``)."""
    return parsed(Instrument, data, "instrument")


def plain(value: Any) -> Any:
    """A dataclass as mappings and lists, without members that keep their default: what is stored, compared, hashed."""
    if is_dataclass(value):
        named = ((field, getattr(value, field.name)) for field in fields(value))
        return {field.name: plain(inner) for field, inner in named if inner != field.default}
    if isinstance(value, Mapping):
        return {str(key): plain(inner) for key, inner in value.items()}
    return [plain(inner) for inner in value] if isinstance(value, list | tuple) else value


def canonical(instrument: Instrument) -> str:
    """The one text of an instrument that its fingerprint is taken from: keys sorted, no spaces."""
    return json.dumps(plain(instrument), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def fingerprint(instrument: Instrument) -> str:
    """SHA-256 of the canonical text."""
    return hashlib.sha256(canonical(instrument).encode()).hexdigest()
