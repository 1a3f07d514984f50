"""Checks of the legal register: every basis leads to an act, and no other name to two acts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pydantic import BaseModel

from dayaq.core.pack.assemble import FILES, Draft
from dayaq.core.pack.findings import Finding, Level
from dayaq.core.pack.pack import Pack


def aliases(pack: Pack, draft: Draft) -> Iterator[Finding]:
    """A name that means two acts would cite the wrong one."""
    for name, keys in pack.legal.other_names.items():
        if len(keys) > 1:
            yield Finding("legal.yaml", f"acts.{keys[-1]}.aliases", f"{name!r} already means {', '.join(keys[:-1])}")
        if name in pack.legal.acts and name != keys[0]:
            yield Finding("legal.yaml", f"acts.{keys[0]}.aliases", f"{name!r} is the key of another act")


def conflicts(pack: Pack, draft: Draft) -> Iterator[Finding]:
    """A conflict names acts of the register."""
    for code, conflict in pack.legal.conflicts.items():
        for number, key in enumerate(conflict.acts):
            if key not in pack.legal.acts:
                place = f"conflicts.{code}.acts[{number}]"
                yield Finding("legal.yaml", place, f"the key of an act of this file expected (found: {key!r})")


def bases(pack: Pack, draft: Draft) -> Iterator[Finding]:
    """Every ``basis`` of every file leads to an act; what is to be known about that act is a warning."""
    for name, part in draft.parts.items():
        if name in draft.raw or name not in FILES:
            for place, basis in cited("", part):
                yield from _cited(pack, f"{name}.yaml", place, basis)


def _cited(pack: Pack, file: str, place: str, basis: tuple[str, ...]) -> Iterator[Finding]:
    for text in basis:
        found = pack.legal.find(text)
        if found is None:
            yield Finding(file, place, f"a key or alias of legal.yaml expected (found: {text!r})")
            continue
        for warning in found.warnings:
            yield Finding(file, place, str(warning), Level.WARNING)


def cited(key: str, value: object) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Every basis inside a part, with its key path."""
    if isinstance(value, BaseModel):
        value = {name: getattr(value, name) for name in type(value).model_fields}
    if isinstance(value, Mapping):
        for name, item in value.items():
            place = f"{key}.{name}".lstrip(".")
            if name == "basis" and isinstance(item, tuple):
                yield place, item
            else:
                yield from cited(place, item)
    elif isinstance(value, tuple):
        for number, item in enumerate(value):
            yield from cited(f"{key}[{number}]", item)
