"""Checks of words: every label in every language of the pack, code lists and maps that lead somewhere."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pydantic import BaseModel

from dayaq.core.pack.assemble import Draft
from dayaq.core.pack.findings import Finding
from dayaq.core.pack.pack import Pack
from dayaq.core.pack.schema.base import LanguageMap

NEEDED = ("body_type", "act", "means", "exploitation", "sector", "sex", "age_band", "referral_source", "route")
MINIMUM = ("subsistence", "housing", "emergency_medical", "interpreting", "information", "proceedings", "school")


def maps(pack: Pack, draft: Draft) -> Iterator[Finding]:
    """Both ends of a map are codes of the lists it joins; parents are codes of their own list."""
    for name, codes in pack.codes.items():
        for code in {*codes.parents, *codes.parents.values(), *codes.hidden} - set(codes.items):
            yield Finding("codes.yaml", f"lists.{name}", f"a code of this list expected (found: {code!r})")
    for name, rule in pack.maps.items():
        for end, wanted in (("from", rule.source), ("to", rule.target)):
            if wanted not in pack.codes:
                yield Finding("codes.yaml", f"maps.{name}.{end}", f"the name of a list expected (found: {wanted!r})")
        if rule.source in pack.codes and rule.target in pack.codes:
            yield from _pairs(pack, name)


def minimum_package(pack: Pack, draft: Draft) -> Iterator[Finding]:
    """What everybody has to get stands in the catalogue of services and is not hidden.

    Rule: ASS-01. Basis: CoE Convention, Article 12(1).
    """
    services = pack.codes.get("service_kind")
    offered = set(services.items) - set(services.hidden) if services else set()
    for code in MINIMUM:
        if code not in offered:
            yield Finding("support.yaml", "lists.service_kind", f"{code} expected: a part of the minimum package (coe197.12)")


def _pairs(pack: Pack, name: str) -> Iterator[Finding]:
    rule = pack.maps[name]
    for code in pack.codes[rule.source].items.keys() - rule.pairs.keys():
        yield Finding("codes.yaml", f"maps.{name}.pairs", f"an entry for {code} expected; an empty list says there is none")
    for code, targets in rule.pairs.items():
        if code not in pack.codes[rule.source].items:
            text = f"a code of the list {rule.source} expected (found: {code!r})"
            yield Finding("codes.yaml", f"maps.{name}.pairs.{code}", text)
        for target in targets:
            if target not in pack.codes[rule.target].items:
                text = f"codes of the list {rule.target} expected (found: {target!r})"
                yield Finding("codes.yaml", f"maps.{name}.pairs.{code}", text)


def lists(pack: Pack, draft: Draft) -> Iterator[Finding]:
    """The lists the system works with are there, and what serves whom or is reported uses their codes."""
    for name in NEEDED:
        if name not in pack.codes:
            yield Finding("codes.yaml", "lists", f"the list {name} expected")
    for number, name in enumerate(pack.reports.disaggregation):
        if name not in pack.codes:
            text = f"the name of a code list expected (found: {name!r})"
            yield Finding("reports.yaml", f"disaggregation[{number}]", text)
    for name, groups in pack.reports.careful.items():
        known = pack.codes[name].items if name in pack.codes else {}
        for group in groups:
            if group not in known:
                yield Finding("reports.yaml", f"careful.{name}", f"codes of the list {name} expected (found: {group!r})")


def apart(pack: Pack, draft: Draft) -> Iterator[Finding]:
    """A list or a clock stands in one file: of two with one name the last would silently win."""
    for kind in ("lists", "clocks"):
        known: dict[str, str] = {}
        for file, part in draft.parts.items():
            for name in getattr(part, kind, None) or ():
                if name in known:
                    yield Finding(f"{file}.yaml", f"{kind}.{name}", f"a name of its own expected; {known[name]}.yaml has it too")
                known.setdefault(name, file)


def languages(pack: Pack, draft: Draft) -> Iterator[Finding]:
    """Every text has every language of the pack; texts taken over from the base included."""
    for name, part in draft.parts.items():
        for place, text in texts("", part):
            missing = [lang for lang in pack.languages if lang not in text]
            if missing:
                yield Finding(f"{name}.yaml", place, f"the text in {', '.join(missing)} too")


def texts(key: str, value: object) -> Iterator[tuple[str, Mapping[str, str]]]:
    """Every language map inside a part, with its key path."""
    if isinstance(value, LanguageMap):
        yield key, value
        return
    if isinstance(value, BaseModel):
        value = {name: getattr(value, name) for name in type(value).model_fields}
    if isinstance(value, Mapping):
        for name, item in value.items():
            yield from texts(f"{key}.{name}".lstrip("."), item)
    elif isinstance(value, tuple):
        for number, item in enumerate(value):
            yield from texts(f"{key}[{number}]", item)
