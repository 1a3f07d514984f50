"""What is wrong with an instrument before anybody answers it. An error blocks publishing; information does not."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from dayaq.assess.framework.rules.criteria import Criterion, uncovered
from dayaq.assess.framework.rules.guide import Guide
from dayaq.assess.framework.rules.instrument import Instrument, Item, Words
from dayaq.assess.framework.rules.wording import WHICH, passages
from dayaq.core.decision import Reason
from dayaq.core.words import N_

CODE = re.compile(r"[A-Za-z0-9_]+([.-][A-Za-z0-9_]+)*")
PLACE = re.compile(r"%\((\w+)\)s")
CHOOSING = ("one", "many", "rank", "top")
# Forms of one thing: a block that uses two of them lets respondents wonder whether two things are meant.
# Basis: CT-NAT annex D, 7.2.1 "State agencies" beside 7.2.3 "States".
ONE_THING: Mapping[str, tuple[tuple[str, ...], ...]] = {
    "en": (("State bodies", "State agencies", "State authorities", "State institutions", "States", "government agencies"),),
    "az": (("dövlət qurumları", "dövlət orqanları", "dövlət təşkilatları", "dövlətlər"),),
    "ru": (("государственные органы", "государственные учреждения", "государственные ведомства", "государства"),),
}


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing found: where (code of the item, section, block, scale or note), why, and whether it blocks."""

    where: str
    reason: Reason
    level: Literal["error", "information"] = "error"

    @property
    def code(self) -> str:
        """The kind of fault."""
        return self.reason.code

    def __str__(self) -> str:
        return f"{self.level}: {self.where}: {self.reason}"


def faults(instrument: Instrument, criteria: tuple[Criterion, ...] = ()) -> list[Fault]:
    """Everything found, errors first; coverage is looked at when the criteria are given."""
    checks: tuple[Callable[[Instrument], Iterator[Fault]], ...] = (gaps, twice, same_intro, statements, choices, drawing, terms)
    found = [fault for check in checks for fault in check(instrument)]
    return sorted([*found, *coverage(instrument, criteria)], key=lambda fault: fault.level)


def blocking(found: Collection[Fault]) -> list[Fault]:
    """The faults that forbid publishing."""
    return [fault for fault in found if fault.level == "error"]


def fault(where: str, code: str, message: str, **params: object) -> Fault:
    """An error."""
    return Fault(where, Reason(code, message, params))


def named(which: str) -> Reason:
    """What a text is, as words that the page translates."""
    return Reason(which, WHICH[which])


def missing(words: Words, languages: Collection[str]) -> list[str]:
    """The languages a text is not said in."""
    return [language for language in languages if not words.get(language, "").strip()]


def gaps(instrument: Instrument) -> Iterator[Fault]:
    """Texts that miss a language, and translations that lost or changed a placeholder."""
    yield from text_faults(((one.where, one.which, one.words) for one in passages(instrument)), instrument.languages)


def text_faults(listed: Iterator[tuple[str, str, Words]], languages: Collection[str]) -> Iterator[Fault]:
    """Gaps and lost placeholders among texts given as (where, which, text)."""
    for where, which, words in listed:
        lost = missing(words, languages)
        if lost:
            yield fault(where, "gap", N_("The %(which)s is missing in: %(languages)s."), which=named(which), languages=", ".join(lost))
        elif len({frozenset(PLACE.findall(words[language])) for language in languages}) > 1:
            yield fault(
                where, "placeholder", N_("The %(which)s does not carry the same placeholders in every language."), which=named(which)
            )


def guide_faults(guide: Guide) -> list[Fault]:
    """Gaps and repeated codes of the interview guide."""
    listed = [(guide.code, "title", guide.title), *((name, "note", note) for name, note in guide.notes.items())]
    for section in guide.sections:
        listed.append((section.code, "title", section.title))
        for question in section.questions:
            listed.append((question.code, "text", question.text))
            listed += [(f"{question.code}, {n}", "prompt", prompt) for n, prompt in enumerate(question.prompts, 1)]
    repeated = again([question.code for question in guide.questions], N_("The question code stands more than once."))
    return [*text_faults(iter(listed), guide.languages), *repeated]


def framework_faults(criteria: tuple[Criterion, ...], areas: Mapping[int, Words], languages: Collection[str]) -> list[Fault]:
    """Gaps and repeated codes of the criteria, and criteria that do not have exactly the four cells."""
    listed = [(str(number), "title", words) for number, words in areas.items()]
    listed += [(one.code, "title", one.title) for one in criteria]
    listed += [(f"{one.code} {level}", "cell", words) for one in criteria for level, words in one.cells.items()]
    found = [*text_faults(iter(listed), languages), *again([one.code for one in criteria], N_("The criterion stands more than once."))]
    wrong = [one.code for one in criteria if tuple(one.cells) != ("FL1", "FL2", "OL1", "OL2") or one.area not in areas]
    return found + [fault(code, "cells", N_("A criterion has four cells (FL1, FL2, OL1, OL2) and a known area.")) for code in wrong]


def again(codes: Collection[str], message: str) -> list[Fault]:
    """The codes that stand more than once."""
    return [fault(code, "twice", message) for code, n in Counter(codes).items() if n > 1]


def twice(instrument: Instrument) -> Iterator[Fault]:
    """Codes that stand more than once, or that a file or a form could not carry."""
    items = [item.code for item in instrument.items]
    yield from again(items, N_("The item code stands more than once."))
    yield from again([section.code for section in instrument.sections], N_("The section code stands more than once."))
    lists = {item.code: item.choices for item in instrument.items} | {scale.code: scale.choices for scale in instrument.scales.values()}
    for where, offered in lists.items():
        yield from (
            fault(where, "twice", N_("The answer %(choice)s stands more than once."), choice=code)
            for code, n in Counter(choice.code for choice in offered).items()
            if n > 1
        )
    coded = [*items, *(choice.code for offered in lists.values() for choice in offered)]
    yield from (fault(code, "code", N_("A code is letters, digits, dots and underscores.")) for code in coded if not CODE.fullmatch(code))


def same_intro(instrument: Instrument) -> Iterator[Fault]:
    """Two sections introduced with the same words. Basis: CT-NAT annex D, section 4 repeats the words of section 3."""
    for language in instrument.languages:
        said: dict[str, str] = {}
        for section in instrument.sections:
            words = " ".join(section.intro.get(language, "").split()).casefold()
            if words and words in said:
                message = N_("The introduction is the same as that of section %(other)s (%(language)s).")
                yield fault(section.code, "same_intro", message, other=said[words], language=language)
            said.setdefault(words, section.code)


def statements(instrument: Instrument) -> Iterator[Fault]:
    """Scales and blocks that do not exist or do not agree; a scale of fewer than two answers."""
    for scale in instrument.scales.values():
        if len(scale.choices) < 2:
            yield fault(scale.code, "scale", N_("A scale needs at least two answers."))
    for section in instrument.sections:
        blocks = {block.code: block for block in section.blocks}
        for item in section.items:
            if (item.kind == "scale" or item.scale) and item.scale not in instrument.scales:
                yield fault(item.code, "scale", N_("There is no scale %(scale)s."), scale=item.scale or "-")
            if item.block and item.block not in blocks:
                yield fault(item.code, "block", N_("There is no block %(block)s in its section."), block=item.block)
            elif item.block and blocks[item.block].scale != item.scale:
                yield fault(item.code, "block", N_("It stands on another scale than its block."))


def choices(instrument: Instrument) -> Iterator[Fault]:
    """Items whose choices and numbers do not fit their kind."""
    for item in instrument.items:
        n = len(item.choices)
        if item.kind in CHOOSING and not item.among and n < 2:
            yield fault(item.code, "choices", N_("It needs at least two answers to choose from."))
        elif item.kind not in CHOOSING and n:
            yield fault(item.code, "choices", N_("A question of this kind has no answers of its own."))
        if item.least > (item.most or n) or (n and item.most > n):
            yield fault(item.code, "number", N_("The number of answers to choose cannot be kept."))
        if sum(choice.opens for choice in item.choices) > 1:
            yield fault(item.code, "opens", N_("Only one answer may ask for a text."))


def drawing(instrument: Instrument) -> Iterator[Fault]:
    """Items that draw from another: it must exist, come before and offer several answers."""
    before: dict[str, Item] = {}
    for item in instrument.items:
        if item.among and (item.among not in before or before[item.among].kind not in ("many", "top")):
            yield fault(
                item.code, "among", N_("It draws from %(item)s, which is not an earlier question with several answers."), item=item.among
            )
        before[item.code] = item


def terms(instrument: Instrument) -> Iterator[Fault]:
    """Blocks that call one thing by two names."""
    for section in instrument.sections:
        for block in section.blocks:
            said = [item.text for item in section.items if item.block == block.code]
            for language in instrument.languages:
                for forms in ONE_THING.get(language, ()):
                    used = [form for form in forms if any(names(form, words.get(language, "")) for words in said)]
                    if len(used) > 1:
                        message = N_("One thing is called by several names: %(names)s (%(language)s).")
                        yield fault(block.code, "term", message, names=", ".join(used), language=language)


def names(form: str, text: str) -> bool:
    """Whether a text uses a term; a plain capital is part of it ("States" is not "states")."""
    return bool(re.search(rf"\b{re.escape(form)}\b", text))


def coverage(instrument: Instrument, criteria: tuple[Criterion, ...]) -> Iterator[Fault]:
    """Criteria an item names that do not exist; as information, criteria that no item tells about."""
    known = {one.code for one in criteria}
    if not known:
        return
    for item in instrument.items:
        strange = [code for code in item.criteria if code not in known]
        if strange:
            yield fault(item.code, "criterion", N_("There is no criterion %(criterion)s."), criterion=", ".join(strange))
    for code in uncovered(criteria, instrument):
        message = N_("No item of the survey tells about this criterion; its cells need other evidence.")
        yield Fault(code, Reason("uncovered", message), "information")
