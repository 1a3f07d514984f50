"""Numbers in a text are bound to data, not typed: ``[[survey 3.1.4 adequate]]`` becomes "4 of 7" when the text is printed.

    [[survey ITEM CHOICE]]            how many chose it, of the base      [[survey 3.1.4 adequate]]
    [[survey ITEM CHOICE+CHOICE]]     several choices together            [[survey 3.1.4 completely_adequate+adequate]]
    [[survey ITEM]]                   the base alone
    [[themes CODE]]                   interviews that mention a theme, of those asked
    [[figure MEASURE PERIOD dim=group,dim=group]]   a figure taken into evidence (dims may be left out)
A word ``share``, ``value`` or ``base`` at the end of survey and themes prints that alone (a share with its base).
The parser knows no data: what a token stands for is asked of a ``Lookup``; the same text is read for pages and reports.
Basis: AS-81, AS-90 (every number with its base).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from dayaq.core.decision import Reason
from dayaq.core.words import N_

MARK = re.compile(r"\[\[([^\[\]\n]*)\]\]")
CODE = re.compile(r"[\w.\-]+")
SHAPES = ("value", "base", "share")
WITHHELD = Reason("token_withheld", N_("an undisclosed number"))  # stands in a sentence where "4 of 7" would stand


@dataclass(frozen=True, slots=True)
class Token:
    """What is asked: kind, item or theme or measure, choices, period and dims, and the shape it is printed in."""

    kind: str
    code: str
    choices: tuple[str, ...] = ()
    period: str = ""
    dims: Mapping[str, str] = field(default_factory=dict)
    shape: str = ""
    source: str = ""  # as it was written


@dataclass(frozen=True, slots=True)
class Broken:
    """Something in double brackets that is no token, and why."""

    source: str
    reason: Reason


@dataclass(frozen=True, slots=True)
class Bound:
    """What data say: a number and its base (None: a figure has none); ``withheld`` why it may not be printed."""

    value: int | str | None
    base: int | None = None
    withheld: Reason | None = None


Part = str | Token | Broken
Lookup = Callable[[Token], Bound | None]


def parts(text: str) -> Iterator[Part]:
    """A text as plain stretches, tokens, and what was meant as a token and is none."""
    at = 0
    for found in MARK.finditer(text):
        if found.start() > at:
            yield text[at : found.start()]
        yield read(found[1], found[0])
        at = found.end()
    if at < len(text):
        yield text[at:]


def tokens(text: str) -> list[Token]:
    """The tokens of a text in order."""
    return [part for part in parts(text) if isinstance(part, Token)]


def read(inner: str, source: str) -> Token | Broken:
    """One token."""
    words = inner.split()
    reader = {"survey": _survey, "themes": _themes, "figure": _figure}.get(words[0] if words else "")
    token = reader(words[1:], source) if reader else None
    if token is None:
        text = N_("%(source)s is not understood. Write for example [[survey 3.1.4 adequate]], [[themes code]] or [[figure measure 2016]].")
        return Broken(source, Reason("token_unknown", text, {"source": source}))
    return token


def _survey(words: list[str], source: str) -> Token | None:
    shape = words.pop() if len(words) > 1 and words[-1] in SHAPES else ""
    if not 1 <= len(words) <= 2 or not CODE.fullmatch(words[0]):
        return None
    choices = tuple(words[1].split("+")) if len(words) == 2 else ()
    return None if "" in choices else Token("survey", words[0], choices, shape=shape if choices else "base", source=source)


def _themes(words: list[str], source: str) -> Token | None:
    shape = words.pop() if len(words) > 1 and words[-1] in SHAPES else ""
    return Token("themes", words[0], shape=shape, source=source) if len(words) == 1 else None


def _figure(words: list[str], source: str) -> Token | None:
    if not 2 <= len(words) <= 3 or not CODE.fullmatch(words[0]):
        return None
    pairs = [pair.partition("=") for pair in words[2].split(",")] if len(words) == 3 else []
    if not all(dim and group for dim, _, group in pairs):
        return None
    return Token("figure", words[0], period=words[1], dims={dim: group for dim, _, group in pairs}, source=source)


def said(token: Token, found: Bound | None) -> Reason:
    """A token in words: the number with its base, or why there is none. The code tells printing from fault."""
    if found is None:
        return Reason("token_unbound", N_("no data for %(source)s"), {"source": token.source})
    if found.withheld is not None or found.value is None:
        return found.withheld or WITHHELD
    if token.shape == "base":
        return Reason("bound", "%(n)s", {"n": found.base})
    if found.base is None or token.shape == "value":
        return Reason("bound", "%(n)s", {"n": found.value})
    if token.shape == "share":
        shown = {"share": share(int(found.value), found.base), "base": found.base}
        return Reason("bound", N_("%(share)s per cent (n = %(base)s)"), shown)
    return Reason("bound", N_("%(n)s of %(base)s"), {"n": found.value, "base": found.base})


def share(value: int, base: int) -> int:
    """Whole per cent, halves rounded up; 0 of nothing is 0."""
    return (200 * value + base) // (2 * base) if base else 0


def faults(text: str, lookup: Lookup) -> list[Reason]:
    """What is wrong with the tokens of a text: not understood, or nothing stands behind them."""
    found = []
    for part in parts(text):
        if isinstance(part, Broken):
            found.append(part.reason)
        elif isinstance(part, Token) and lookup(part) is None:
            text_ = N_("%(source)s: there is no such item, choice, theme or figure in evidence.")
            found.append(Reason("token_unbound", text_, {"source": part.source}))
    return found


def rendered(text: str, lookup: Lookup, word: Callable[[Reason], str] = str) -> str:
    """The text with its numbers in it; ``word`` says a Reason in the reader's language."""

    def shown(part: Part) -> str:
        match part:
            case Token():
                return word(said(part, lookup(part)))
            case Broken():
                return part.source
            case _:
                return part

    return "".join(shown(part) for part in parts(text))
