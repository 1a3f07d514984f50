"""Reading the YAML of a pack: plain values only, no guessing of dates, and no key twice.

YAML 1.1 turns ``no`` into false and ``12:30`` into 750; a code list with the language ``no`` would lose it.
This reader knows true and false, numbers, null and text; everything else stays text.
"""

from __future__ import annotations

import re
from collections.abc import Hashable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

from dayaq.core.pack.findings import Finding, path_of

Raw = dict[str, Any]


if TYPE_CHECKING:
    from yaml import SafeLoader as FastLoader
else:  # the loader in C where PyYAML was built with it: ten times as fast
    FastLoader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class PlainLoader(FastLoader):
    """A loader that collects repeated keys instead of letting the last one win silently."""

    def __init__(self, stream: str) -> None:
        super().__init__(stream)
        self.repeated: list[tuple[str, int]] = []

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:
        seen: set[str] = set()
        for key, _ in node.value:
            if key.value in seen:
                self.repeated.append((str(key.value), key.start_mark.line + 1))
            seen.add(key.value)
        return super().construct_mapping(node, deep)


PlainLoader.yaml_implicit_resolvers = {}
PlainLoader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile(r"^(?:true|false)$"), ["t", "f"])
PlainLoader.add_implicit_resolver("tag:yaml.org,2002:int", re.compile(r"^-?(?:0|[1-9]\d*)$"), list("-0123456789"))
PlainLoader.add_implicit_resolver("tag:yaml.org,2002:float", re.compile(r"^-?(?:0|[1-9]\d*)\.\d+$"), list("-0123456789"))
PlainLoader.add_implicit_resolver("tag:yaml.org,2002:null", re.compile(r"^(?:~|null|)$"), ["~", "n", ""])


def read(path: Path, name: str) -> tuple[Raw, list[Finding]]:
    """The content of one file and what is wrong with its form; an unreadable file is empty."""
    try:
        loader = PlainLoader(path.read_text(encoding="utf-8"))
    except UnicodeDecodeError:
        return {}, [Finding(name, "", "text in UTF-8 expected")]
    try:
        content = loader.get_single_data()
    except yaml.YAMLError as fault:
        return {}, [Finding(name, _line(fault), f"readable YAML expected: {_problem(fault)}")]
    repeated = [Finding(name, key, f"each key once; repeated in line {line}") for key, line in loader.repeated]
    if not isinstance(content, dict):
        return {}, [*repeated, Finding(name, "", "keys with values expected")]
    strange = [Finding(name, path_of([repr(key)]), "a key is text") for key in content if not isinstance(key, str)]
    return content, repeated + strange


def _line(fault: yaml.YAMLError) -> str:
    mark = getattr(fault, "problem_mark", None)
    return f"line {mark.line + 1}" if mark else ""


def _problem(fault: yaml.YAMLError) -> str:
    return str(getattr(fault, "problem", None) or "it cannot be read")


def overlay(base: Raw, own: Raw) -> Raw:
    """``own`` over ``base``: keys meet, lists and plain values are replaced as a whole."""
    merged = dict(base)
    for key, value in own.items():
        old = merged.get(key)
        merged[key] = overlay(old, value) if isinstance(old, dict) and isinstance(value, dict) else value
    return merged
