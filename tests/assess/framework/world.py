"""A small instrument to plant faults in."""

from __future__ import annotations

from dataclasses import replace

from dayaq.assess.framework.rules.instrument import Block, Choice, Instrument, Item, Scale, Section


def w(text: str) -> dict[str, str]:
    return {language: f"{text} {language}" for language in ("en", "az", "ru")}


def choice(code: str, *, opens: bool = False) -> Choice:
    return Choice(code, w(code), opens=opens)


SCALE = Scale("agree", "best_first", tuple(choice(code) for code in ("yes", "neither", "no")))
ITEMS = (
    Item("1.1", "many", w("forms"), choices=(*(choice(code) for code in "abcd"), choice("z", opens=True)), least=3, most=3),
    Item("1.2", "one", w("which"), among="1.1"),
    Item("1.3", "rank", w("order"), choices=tuple(choice(code) for code in "mnop")),
    Item("1.4", "top", w("first"), choices=(*(choice(code) for code in "ABC"), choice("Q", opens=True)), least=2, most=2),
    Item("1.5", "text", w("why")),
)
STATEMENTS = (Item("2.1", "scale", w("good"), scale="agree", block="2"), Item("2.2", "scale", w("bad"), scale="agree", block="2"))


def small(*, items: tuple[Item, ...] = ITEMS, statements: tuple[Item, ...] = STATEMENTS, **more: object) -> Instrument:
    sections = (
        Section("1", w("one"), w("intro one"), items),
        Section("2", w("two"), w("intro two"), statements, (Block("2", w("stem"), "agree"),)),
    )
    whole = Instrument("small", 1, w("small"), ("en", "az", "ru"), sections, {"agree": SCALE}, {"not_my_field": w("not my field")})
    return replace(whole, **more)


def changed(code: str, /, **more: object) -> Instrument:
    """The small instrument with one item changed."""
    return small(
        items=tuple(replace(item, **more) if item.code == code else item for item in ITEMS),
        statements=tuple(replace(item, **more) if item.code == code else item for item in STATEMENTS),
    )
