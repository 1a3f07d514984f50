"""Questions of a form made elsewhere as items: what the converter's tree says about one group of questions."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from dayaq.assess.framework.rules import odknames
from dayaq.assess.framework.rules.instrument import NOT_MY_FIELD, Block, Choice, Item, Kind

Node = Mapping[str, Any]
SELECTS: Mapping[str, Kind] = {"select one": "one", "select all that apply": "many", "rank": "rank"}
TEXTS = {"text", "string"}
SILENT = {"note", "start", "end", "today", "calculate", "hidden", "deviceid", "username", "audit"}  # no answers of a person
NUMBERED = re.compile(r"[a-z]_(\d+(?:_\d+)*)")
DIFFERENT = re.compile(r"\.\s*!=\s*\$\{(\w+)\}")
COUNTED = re.compile(r"count-selected\(\s*\.\s*\)\s*(<=|>=|=)\s*(\d+)")
OPENS = re.compile(r"\$\{(\w+)\}\s*(?:,|=)\s*['\"]([^'\"]+)['\"]")
DRAWS = re.compile(r"selected\(\s*\$\{(\w+)\}\s*,\s*name\s*\)")


@dataclass(slots=True)
class Reading:
    """What is gathered while a form is read: its default language, lists, which of them are scales, what is left out."""

    language: str
    scales: set[str] = field(default_factory=set)
    lists: dict[str, tuple[Choice, ...]] = field(default_factory=dict)
    notes: dict[str, Mapping[str, str]] = field(default_factory=dict)
    left_out: list[str] = field(default_factory=list)


def words(label: object, reading: Reading) -> dict[str, str]:
    """A label of the tree as a text by language."""
    if isinstance(label, Mapping):
        return {odknames.language_of(header): str(text).strip() for header, text in label.items()}
    return {reading.language: str(label).strip()} if label else {}


def bare(code: str) -> str:
    """The name of a list without the mark that our own forms put before a scale's."""
    return code.removeprefix("s_")


def coded(name: str) -> str:
    """An item's or section's code from the name of its node: ``q_3_1_4`` is 3.1.4, other names stay."""
    found = NUMBERED.fullmatch(name)
    return found.group(1).replace("_", ".") if found else name


def looks(node: Node) -> set[str]:
    """The appearance words of a node."""
    return set(str(node.get("control", {}).get("appearance", "")).split())


def different(node: Node) -> list[str]:
    """The earlier questions that the answer must differ from: a place in an order of the first few."""
    return DIFFERENT.findall(str(node.get("bind", {}).get("constraint", "")))


def blocks_and_items(group: Node, reading: Reading) -> tuple[tuple[Block, ...], tuple[Item, ...]]:
    """The blocks of statements and the items of one section, groups inside it opened."""
    blocks: list[Block] = []
    items: list[Item] = []
    collect(group, reading, blocks, items)
    return tuple(blocks), tuple(items)


def collect(group: Node, reading: Reading, blocks: list[Block], items: list[Item]) -> None:
    """Add what stands in a group; a head row makes it a block, questions that must differ make it one question."""
    children: Sequence[Node] = group.get("children", ())
    if any(different(child) for child in children):
        items.append(top(group, reading))
        return
    head = next((child for child in children if child["type"] == "select one" and "label" in looks(child)), None)
    inside = head or alike(group, reading)
    if inside:
        stem = words((head or group).get("label") or group.get("label"), reading)
        blocks.append(Block(coded(str((head or group)["name"])), stem, bare(str(inside["list_name"]))))
    for child in children:
        if child["type"] == "group":
            collect(child, reading, blocks, items)
        elif child["type"] == "repeat":
            reading.left_out.append(f"{child['name']} ({child['type']})")
        elif child is not head and child["type"] not in SILENT and not opened(child, items, reading):
            items.extend(item(child, blocks[-1].code if inside else "", reading))


def alike(group: Node, reading: Reading) -> Node | None:
    """The first of a group's questions when the group is named and all of them stand on one scale: a block without a head row."""
    asked = [child for child in group.get("children", ()) if child["type"] not in SILENT]
    one_scale = {str(child.get("list_name", "")) for child in asked if child["type"] == "select one"}
    whole = len(asked) > 1 and all(child["type"] == "select one" for child in asked) and len(one_scale) == 1
    return asked[0] if whole and one_scale <= reading.scales and group.get("label") else None


def item(node: Node, block: str, reading: Reading) -> Iterator[Item]:
    """One question; one that no instrument can hold is named and left out."""
    kind = SELECTS.get(node["type"]) or ("text" if node["type"] in TEXTS else None)
    if kind is None:
        reading.left_out.append(f"{node['name']} ({node['type']})")
        return
    listed = str(node.get("list_name", ""))
    scaled = kind == "one" and listed in reading.scales
    draws = DRAWS.search(str(node.get("choice_filter", "")))
    least, most = numbers(node)
    yield Item(
        code=coded(str(node["name"])),
        kind="scale" if scaled else kind,
        text=words(node.get("label") or node["name"], reading),
        choices=() if scaled or draws or kind == "text" else reading.lists.get(listed, ()),
        scale=bare(listed) if scaled else "",
        block=block if scaled else "",
        least=least,
        most=most,
        among=coded(draws.group(1)) if draws else "",
        hint=words(node.get("hint"), reading) or None,
        source="xlsform",
    )


def numbers(node: Node) -> tuple[int, int]:
    """How many choices at least and at most, as the constraint says it; 0 for no limit."""
    least = most = 0
    for sign, count in COUNTED.findall(str(node.get("bind", {}).get("constraint", ""))):
        least = int(count) if sign in ("=", ">=") else least
        most = int(count) if sign in ("=", "<=") else most
    return least, most


def opened(node: Node, items: list[Item], reading: Reading) -> bool:
    """Whether a text only asks what stands behind a choice; that choice is then marked in the item before."""
    del reading
    asks = OPENS.search(str(node.get("bind", {}).get("relevant", "")))
    if node["type"] not in TEXTS or not asks or not str(node["name"]).endswith("_other"):
        return False
    owner = str(node["name"]).removesuffix("_other")
    place = next((n for n, one in enumerate(items) if one.code == coded(owner)), None)
    if place is None:
        return False
    marked = tuple(replace(one, opens=one.opens or one.code == asks.group(2)) for one in items[place].choices)
    items[place] = replace(items[place], choices=marked)
    return True


def top(group: Node, reading: Reading) -> Item:
    """A group of single questions that must differ, as one question for the first few."""
    asked = [child for child in group["children"] if child["type"] == "select one"]
    notes = [child for child in group["children"] if child["type"] == "note"]
    needed = sum(1 for child in asked if child.get("bind", {}).get("required")) + 1
    return Item(
        code=coded(str(group["name"])),
        kind="top",
        text=words(group.get("label") or group["name"], reading),
        choices=tuple(one for one in reading.lists.get(str(asked[0]["list_name"]), ()) if one.code != NOT_MY_FIELD),
        least=len(asked) if needed >= len(asked) else 0,
        most=len(asked),
        hint=words(notes[0].get("label"), reading) if notes else None,
        source="xlsform",
    )
