"""Numbers of persons in sentences and files: how they are written, and which of them are not."""

from __future__ import annotations

DISCLOSURE = 5
HIDDEN = "c"


class Persons(int):
    """A number of persons in a sentence: with commas in English; ``plain.said`` writes it as the language has it."""

    def __str__(self) -> str:
        return f"{int(self):,}"


def shown(count: int) -> int | str:
    """A count of persons, or ``c`` for 1 to 4.

    Basis: national data rules (disclosure threshold of 5 for persons).
    """
    return HIDDEN if 0 < count < DISCLOSURE else count


def shown_part(count: int, whole: int) -> int | str:
    """The same for a part of a number that is printed: ``c`` as well where the rest is 1 to 4, since a subtraction gives it.

    Basis: national data rules (disclosure threshold of 5 for persons).
    """
    return HIDDEN if shown(whole - count) == HIDDEN else shown(count)
