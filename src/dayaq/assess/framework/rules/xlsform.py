"""An instrument as an XLSForm: the workbook that ODK, KoboToolbox and other field tools read.

One page a section; a block of statements is a group, on request a grid with a head row of its own, since the
ready-made "table-list" leaves row numbers in submissions; the first three are three single questions that must differ, since a ranking of a
filtered list is dead in one client. ``start`` and ``end`` are never asked: they are times, and times point at people.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from dayaq.assess.framework.rules import odknames
from dayaq.assess.framework.rules.instrument import NOT_MY_FIELD, Block, Choice, Instrument, Item, Section, Words
from dayaq.assess.framework.rules.odknames import heading, in_languages, node, offered_list, places, plain_name
from dayaq.core.table.book import workbook

Row = Mapping[str, str | Words]  # column -> entry; a text in several languages becomes several columns
SPOKEN = ("label", "hint", "constraint_message", "required_message")
COLUMNS = ("type", "name", *SPOKEN[:2], "appearance", "relevant", "required", SPOKEN[3], "constraint", SPOKEN[2], "choice_filter")

BEFORE = ("invitation", "purpose", "privacy", "instructions", "deadline", "contact", "complaints")  # notes of the first page

WIDEST_WORD = 10  # letters that the head of a grid shows whole (seen in ODK Web Forms at 1280 pixels, six columns)


@dataclass(frozen=True, slots=True)
class Form:
    """The three sheets as rows; ``languages`` in their order, the first is the default."""

    survey: tuple[Row, ...]
    choices: tuple[Row, ...]
    settings: Row
    languages: tuple[str, ...]

    @property
    def sheets(self) -> dict[str, list[list[str]]]:
        """The sheets as tables with a header."""
        return {
            "survey": table(self.survey, COLUMNS, self.languages),
            "choices": table(self.choices, ("list_name", "name", "label"), self.languages),
            "settings": table((self.settings,), tuple(self.settings), ()),
        }

    @property
    def xlsx(self) -> bytes:
        """The workbook; the same form gives the same bytes."""
        return workbook(self.sheets, bold=1)


def table(rows: Sequence[Row], columns: Sequence[str], languages: Sequence[str]) -> list[list[str]]:
    """Rows under a header, a spoken column once for every language; columns nobody uses are left out."""
    used = [column for column in columns if any(row.get(column) for row in rows)]
    spread = [(column, language) for column in used for language in (languages if column in SPOKEN else ("",))]
    header = [f"{column}::{heading(language)}" if language else column for column, language in spread]
    return [header, *([entry(row.get(column, ""), language) for column, language in spread] for row in rows)]


def entry(value: str | Words, language: str) -> str:
    """One cell."""
    return value if isinstance(value, str) else value.get(language, "")


def form(instrument: Instrument, languages: Sequence[str] = (), facts: Mapping[str, str] | None = None, *, grid: bool = False) -> Form:
    """The XLSForm of an instrument in these languages (all of its own when none are named).

    ``facts`` fill the placeholders of the notes (who asks, until when); a note that still has an open one is left out.
    ``grid``: blocks as a table where the words of the scale fit; for wide screens only, since on a phone the last
    column, "not my field", falls off the edge.
    """
    chosen = tuple(languages) or instrument.languages
    strange = [language for language in chosen if language not in instrument.languages]
    if strange:
        raise ValueError(f"the instrument is not written in: {', '.join(strange)} (it is in {', '.join(instrument.languages)})")
    odknames.item_nodes(instrument)
    name = f"{instrument.code}-{instrument.country.lower()}" if instrument.country else instrument.code
    settings = {
        "form_title": instrument.title.get(chosen[0], instrument.code),
        "form_id": name,
        "version": str(instrument.version),
        "default_language": heading(chosen[0]),
        "style": "pages",
    }
    rows = [
        *opening(instrument, chosen, facts or {}),
        *(row for section in instrument.sections for row in page(instrument, section, chosen, grid=grid)),
    ]
    return Form(tuple(rows), tuple(lists(instrument, chosen)), settings, chosen)


def opening(instrument: Instrument, languages: Sequence[str], facts: Mapping[str, str]) -> Iterator[Row]:
    """The first page: what one is told before, and in which language one answers."""
    yield {"type": "begin_group", "name": "before", "label": instrument.title, "appearance": "field-list"}
    for name in BEFORE:
        words = in_languages(odknames.PRIVACY, languages) if name == "privacy" else instrument.notes.get(name, {})
        filled = {language: text for language in languages if (text := told(words.get(language, ""), facts))}
        if len(filled) == len(languages):
            yield {"type": "note", "name": f"n_{plain_name(name)}", "label": filled}
    question = in_languages(odknames.IN_WHICH, languages)
    yield {"type": "select_one languages", "name": odknames.LANGUAGE, "label": question, "appearance": "minimal"}
    yield {"type": "end_group", "name": "before"}


def told(text: str, facts: Mapping[str, str]) -> str:
    """A text with its placeholders filled; empty when one stays open."""
    try:
        return text % facts if "%(" in text else text
    except KeyError:
        return ""


def page(instrument: Instrument, section: Section, languages: Sequence[str], *, grid: bool) -> Iterator[Row]:
    """One section: its introduction, its items in order, each block of statements in a group of its own."""
    yield {"type": "begin_group", "name": f"s_{plain_name(section.code)}", "label": section.title, "appearance": "field-list"}
    if section.intro:
        yield {"type": "note", "name": f"i_{plain_name(section.code)}", "label": section.intro}
    grids = {block.code: grid and fits(instrument, block, languages) for block in section.blocks}
    blocks = {block.code: block for block in section.blocks}
    inside = ""
    for item in section.items:
        if item.block != inside:
            yield from ([{"type": "end_group", "name": f"b_{plain_name(inside)}"}] if inside else [])
            yield from (head(blocks[item.block], grid=grids[item.block]) if item.block else [])
            inside = item.block
        yield from question(item, languages, grid=grids.get(item.block, False))
    yield from ([{"type": "end_group", "name": f"b_{plain_name(inside)}"}] if inside else [])
    yield {"type": "end_group", "name": f"s_{plain_name(section.code)}"}


def fits(instrument: Instrument, block: Block, languages: Sequence[str]) -> bool:
    """Whether the scale can head a grid: clients cut off a longer word, and "inadequate" without its start says the opposite."""
    labels = [choice.label for choice in instrument.scales[block.scale].choices] + [instrument.notes.get(NOT_MY_FIELD, {})]
    return all(len(word) <= WIDEST_WORD for label in labels for language in languages for word in label.get(language, "").split())


def head(block: Block, *, grid: bool) -> list[Row]:
    """The start of a block: the group; for a grid a head row, which shows the scale and takes no answer."""
    name = plain_name(block.code)
    group: Row = {"type": "begin_group", "name": f"b_{name}", "appearance": "field-list", **({} if grid else {"label": block.text})}
    row: Row = {"type": f"select_one s_{plain_name(block.scale)}", "name": f"h_{name}", "label": block.text, "appearance": "label"}
    return [group, row] if grid else [group]


def question(item: Item, languages: Sequence[str], *, grid: bool) -> Iterator[Row]:
    """The rows of one item."""
    if item.kind == "top":
        yield from top(item, languages)
    else:
        row: dict[str, str | Words] = {"type": asked(item), "name": node(item.code), "label": item.text, "hint": item.hint or ""}
        yield {**row, **drawn(item), **numbered(item, languages), **looks(item, grid=grid)}
    yield from beside(item, languages)


def asked(item: Item) -> str:
    """The XLSForm type."""
    words = {"one": "select_one", "scale": "select_one", "many": "select_multiple", "rank": "rank"}
    return f"{words[item.kind]} {offered_list(item)}" if item.kind in words else "text"


def looks(item: Item, *, grid: bool) -> dict[str, str]:
    """How it is shown: a statement of a grid without repeating the scale, a text with room, a long list as a drop-down."""
    if item.block and grid:
        return {"appearance": "list-nolabel"}
    if item.kind == "text":
        return {"appearance": "multiline"}
    return {"appearance": "minimal"} if item.kind == "one" and len(item.choices) > 12 else {}


def drawn(item: Item) -> dict[str, str]:
    """What an item that draws from another may offer, and that it is not asked before there is something to draw."""
    if not item.among:
        return {}
    return {"relevant": f"${{{node(item.among)}}} != ''", "choice_filter": f"selected(${{{node(item.among)}}}, name)"}


def numbered(item: Item, languages: Sequence[str]) -> dict[str, str | Words]:
    """How many may be chosen."""
    if item.kind != "many" or not item.most:
        return {}
    exactly = item.least == item.most
    words = in_languages(odknames.EXACTLY if exactly else odknames.AT_MOST, languages, item.most)
    return {"constraint": f"count-selected(.) {'=' if exactly else '<='} {item.most}", "constraint_message": words}


def top(item: Item, languages: Sequence[str]) -> Iterator[Row]:
    """The first few as single questions that must differ; once the first place is filled the others must be too."""
    named = places(item)
    yield {"type": "begin_group", "name": f"t_{plain_name(item.code)}", "label": item.text, "appearance": "field-list"}
    if item.hint:
        yield {"type": "note", "name": f"e_{plain_name(item.code)}", "label": item.hint}
    for number, name in enumerate(named, 1):
        row: dict[str, str | Words] = {"type": f"select_one {offered_list(item)}", "name": name, "appearance": "minimal"}
        row["label"] = {language: odknames.place(language, number) for language in languages}
        if number > 1:
            row |= {"relevant": f"${{{named[number - 2]}}} != ''"}
            row |= {"constraint": " and ".join(f". != ${{{other}}}" for other in named[: number - 1])}
            row |= {"constraint_message": in_languages(odknames.DIFFERENT, languages)}
        if 1 < number <= item.least:
            row |= {"required": "yes", "required_message": in_languages(odknames.ALL_PLACES, languages)}
        yield row
    yield {"type": "end_group", "name": f"t_{plain_name(item.code)}"}


def beside(item: Item, languages: Sequence[str]) -> Iterator[Row]:
    """The text that a choice asks for."""
    opening_choice = next((choice.code for choice in item.choices if choice.opens), "")
    if opening_choice:
        nodes = places(item) if item.kind == "top" else [node(item.code)]
        tests = [f"selected(${{{name}}}, '{opening_choice}')" for name in nodes]
        label = in_languages(odknames.WHICH, languages)
        yield {"type": "text", "name": f"{node(item.code)}_other", "label": label, "relevant": " or ".join(tests)}


def lists(instrument: Instrument, languages: Sequence[str]) -> Iterator[Row]:
    """Every list of choices once; "not my field" closes each scale."""
    named = [Choice(language, dict.fromkeys(languages, odknames.NAMES.get(language, language))) for language in languages]
    yield from listed("languages", named)
    for scale in instrument.scales.values():
        if any(item.scale == scale.code for item in instrument.items):
            last = Choice(NOT_MY_FIELD, instrument.notes.get(NOT_MY_FIELD, {"en": "I do not know / not my field"}))
            yield from listed(f"s_{plain_name(scale.code)}", (*scale.choices, last))
    for item in instrument.items:
        if item.choices:
            yield from listed(offered_list(item), item.choices)


def listed(name: str, choices: Sequence[Choice]) -> Iterator[Row]:
    """One list."""
    return ({"list_name": name, "name": choice.code, "label": choice.label} for choice in choices)
