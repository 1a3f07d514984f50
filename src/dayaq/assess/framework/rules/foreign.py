"""An XLSForm made elsewhere as an instrument: read by the reference converter, whose words about faults are kept as they are.

What an instrument cannot hold (numbers, dates, places, pictures, repeated groups) is named, not dropped in silence.
A form of ours comes back as it went out, but for what a form cannot say: criteria, families of choices, polarity.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from io import BytesIO

from dayaq.assess.framework.rules import odknames
from dayaq.assess.framework.rules.foreignitems import SILENT, Node, Reading, bare, blocks_and_items, coded, different, looks, words
from dayaq.assess.framework.rules.instrument import NOT_MY_FIELD, Choice, Instrument, Item, Scale, Section
from dayaq.core.archive import Damaged, Limits, borne

LARGEST = 30_000_000  # bytes of the unpacked workbook; a national survey has some 300,000


class NotAForm(ValueError):
    """The file is no XLSForm; the message is the converter's own, with the number of the row where it has one."""


@dataclass(frozen=True, slots=True)
class Imported:
    """An instrument and the names of what it could not hold, each with its type."""

    instrument: Instrument
    left_out: tuple[str, ...]


def imported(data: bytes, name: str) -> Imported:
    """The instrument in an .xlsx form; NotAForm says what the converter says."""
    tree = converted(data, name)
    default = odknames.language_of(str(tree.get("default_language") or "default"))
    reading = Reading("en" if default == "default" else default)
    reading.lists = {code: listed(offered, reading) for code, offered in tree.get("choices", {}).items()}
    reading.scales = scales_in(tree, reading)
    sections = tuple(sections_of(tree, reading))
    languages = languages_in(tree, reading)
    return Imported(
        Instrument(
            code=slug(str(tree.get("id_string") or name)),
            version=numbered(str(tree.get("version") or "")),
            title=dict.fromkeys(languages, str(tree.get("title") or name)),  # a form names itself once
            languages=languages,
            sections=sections,
            scales={bare(code): scale(code, reading) for code in sorted(reading.scales)},
            notes=closing(reading),
            source="XLSForm",
        ),
        tuple(reading.left_out),
    )


def restored(taken: Instrument, known: Instrument) -> Instrument:
    """What a form cannot say, from the instrument of the same code: criteria, versions, polarity, families, notes it left out."""
    before = {item.code: item for item in known.items}
    sections = tuple(
        replace(section, area=areas.get(section.code, ""), items=tuple(marked(item, before.get(item.code)) for item in section.items))
        for areas in [{one.code: one.area for one in known.sections}]
        for section in taken.sections
    )
    scales = {
        code: replace(scale, polarity=known.scales[code].polarity) if code in known.scales else scale
        for code, scale in taken.scales.items()
    }
    notes = {**known.notes, **{name: words for name, words in taken.notes.items() if name in known.notes}}
    return replace(taken, title=known.title, sections=sections, scales=scales, notes=notes, source=known.source)


def marked(item: Item, before: Item | None) -> Item:
    """An item with what its earlier self knew."""
    if before is None:
        return item
    families = {choice.code: choice.family for choice in before.choices}
    choices = tuple(replace(choice, family=families.get(choice.code, "")) for choice in item.choices)
    return replace(
        item, choices=choices, criteria=before.criteria, source=before.source, version=before.version, block=before.block or item.block
    )


def converted(data: bytes, name: str) -> Node:
    """The converter's tree of a workbook."""
    from pyxform.errors import PyXFormError
    from pyxform.xls2json import workbook_to_json
    from pyxform.xls2xform import get_xlsform

    bearable(data)
    try:
        return dict(workbook_to_json(get_xlsform(BytesIO(data), ".xlsx"), fallback_form_name=name, warnings=[]))
    except PyXFormError as error:
        raise NotAForm(str(error)) from None
    except Exception as error:  # a damaged workbook comes out of the libraries as whatever broke first
        raise NotAForm(f"not a workbook that can be read: {error}") from None


def bearable(data: bytes) -> None:
    """NotAForm for what is no packed workbook, or would be far larger unpacked than any form is."""
    try:
        bears = borne(data, Limits(files=10_000, size=LARGEST))
    except Damaged as error:
        raise NotAForm(f"not a workbook that can be read: {error}") from None
    if not bears:
        raise NotAForm(f"unpacked it would have more than the {LARGEST} bytes a form has at most")


def nodes(node: Node) -> Iterator[Node]:
    """Every question and group below a node, in order."""
    for child in node.get("children", ()):
        yield child
        yield from nodes(child)


def languages_in(tree: Node, reading: Reading) -> tuple[str, ...]:
    """The languages of the labels, the default one first."""
    labels = [node["label"] for node in nodes(tree) if isinstance(node.get("label"), Mapping)]
    return tuple(dict.fromkeys([reading.language, *(odknames.language_of(header) for label in labels for header in label)]))


def listed(offered: list[Node], reading: Reading) -> tuple[Choice, ...]:
    """One list of answers."""
    return tuple(Choice(str(one["name"]), words(one.get("label"), reading)) for one in offered)


def numbered(version: str) -> int:
    """A form's version as a number; others count in dates and names, which start at 1 here."""
    return int(version) if re.fullmatch(r"[1-9][0-9]{0,3}", version) else 1


def scales_in(tree: Node, reading: Reading) -> set[str]:
    """The lists that are scales: shown as one, closed by our "not my field", or under at least three single questions."""
    single = [node for node in nodes(tree) if node["type"] == "select one" and not different(node)]
    shown = {str(node["list_name"]) for node in single if looks(node) & {"list-nolabel", "label", "likert"}}
    often = {code for code, n in Counter(str(node["list_name"]) for node in single).items() if n >= 3}
    closed = {code for code, offered in reading.lists.items() if any(choice.code == NOT_MY_FIELD for choice in offered)}
    return shown | often | closed


def scale(code: str, reading: Reading) -> Scale:
    """A list as a scale; which end is better a form does not say: the first is taken and somebody has to look."""
    return Scale(bare(code), "best_first", tuple(one for one in reading.lists[code] if one.code != NOT_MY_FIELD))


def closing(reading: Reading) -> dict[str, Mapping[str, str]]:
    """The notes, with what stands beside the scales when the form offers it."""
    beside = [one.label for code in sorted(reading.scales) for one in reading.lists[code] if one.code == NOT_MY_FIELD]
    return reading.notes | ({NOT_MY_FIELD: beside[0]} if beside else {})


def slug(text: str) -> str:
    """A form's id as the code of an instrument."""
    return re.sub(r"[^a-z0-9_]+", "-", text.lower()).strip("-_") or "form"


def sections_of(tree: Node, reading: Reading) -> Iterator[Section]:
    """Each group at the top is a section; questions outside any group are one more, where they begin."""
    loose: list[Node] = []
    for child in tree.get("children", ()):
        if child["type"] == "group":
            yield from gathered(loose, reading)
            loose = []
            if child["name"] == "before":
                reading.notes |= {str(one["name"]).removeprefix("n_"): words(one["label"], reading) for one in noted(child)}
            elif child["name"] not in ("meta", "after"):
                yield section(child, reading)
        elif child["type"] not in SILENT - {"note"}:
            loose.append(child)
    yield from gathered(loose, reading)


def gathered(loose: list[Node], reading: Reading) -> Iterator[Section]:
    """Questions that stand in no group, as a section named after the first one."""
    if loose:
        yield section({"name": f"s_{loose[0]['name']}", "children": loose}, reading)


def noted(group: Node) -> list[Node]:
    """The notes of a group."""
    return [one for one in group.get("children", ()) if one["type"] == "note" and one.get("label")]


def section(group: Node, reading: Reading) -> Section:
    """One group as a section: its first note is the introduction."""
    blocks, items = blocks_and_items(group, reading)
    notes, code = noted(group), coded(str(group["name"]))
    title = words(group.get("label"), reading) or {reading.language: code}
    return Section(code, title, words(notes[0]["label"], reading) if notes else {}, items, blocks)
