"""A cell and a table of cells. There are three kinds of nothing: 0, hidden ("c"), and not known (empty)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from itertools import combinations

from dayaq.core.period import Period

HIDDEN_MARK = "c"


class CellStatus(StrEnum):
    """What a cell's number is worth: ours (final or not yet), printed elsewhere, withheld, or not known."""

    FINAL = "final"
    PROVISIONAL = "provisional"
    PUBLISHED = "published"
    HIDDEN = "hidden"
    UNKNOWN = "unknown"


WITHOUT_VALUE = frozenset({CellStatus.HIDDEN, CellStatus.UNKNOWN})
Key = frozenset[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Cell:
    """One figure. ``dims`` names the groups it counts; a dimension left out means all of it (a margin).

    ``competing`` holds figures that other sources print for the same thing.
    """

    dims: Mapping[str, str]
    value: int | None
    status: CellStatus = CellStatus.FINAL
    source: str = ""
    period: Period | None = None
    competing: tuple[Cell, ...] = ()

    def __post_init__(self) -> None:
        if (self.value is None) != (self.status in WITHOUT_VALUE):
            raise ValueError(f"a cell that is {self.status} cannot have the value {self.value!r}")
        if self.value is not None and self.value < 0:
            raise ValueError("a count is not negative")

    @property
    def key(self) -> Key:
        return frozenset(self.dims.items())

    def text(self) -> str:
        """What is printed: the number, ``c`` if hidden, nothing if not known."""
        if self.status is CellStatus.HIDDEN:
            return HIDDEN_MARK
        return "" if self.value is None else str(self.value)

    def hidden(self) -> Cell:
        """The cell without its value; of competing figures only those already published stay."""
        public = tuple(other for other in self.competing if other.status is CellStatus.PUBLISHED)
        return replace(self, value=None, status=CellStatus.HIDDEN, competing=public)

    def as_json(self) -> dict[str, object]:
        """The stable shape of the command line and the downloads."""
        return {
            "dims": dict(self.dims),
            "value": self.value,
            "status": str(self.status),
            "source": self.source,
            "period": self.period.label if self.period else None,
            "competing": [other.as_json() for other in self.competing],
        }


@dataclass(frozen=True, slots=True)
class Table:
    """The cells of one measure by some dimensions, at most one for each combination of groups."""

    measure: str
    dims: tuple[str, ...]
    cells: tuple[Cell, ...]
    _by_key: Mapping[Key, Cell] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        by_key = {cell.key: cell for cell in self.cells}
        if len(by_key) != len(self.cells):
            raise ValueError(f"{self.measure}: two cells for the same groups")
        if any(not set(cell.dims) <= set(self.dims) for cell in self.cells):
            raise ValueError(f"{self.measure}: a cell has a dimension that the table lacks")
        object.__setattr__(self, "_by_key", by_key)

    def cell(self, **dims: str) -> Cell | None:
        """The cell of these groups; without arguments the grand total."""
        return self._by_key.get(frozenset(dims.items()))

    def groups(self, dim: str) -> tuple[str, ...]:
        """The groups of a dimension in the order in which they first appear."""
        return tuple(dict.fromkeys(cell.dims[dim] for cell in self.cells if dim in cell.dims))

    def inner(self) -> Iterator[Cell]:
        """The cells that name a group in every dimension."""
        return (cell for cell in self.cells if len(cell.dims) == len(self.dims))

    def with_margins(self) -> Table:
        """The table with every missing margin added up; one with an unknown part stays unknown.

        Only for groups that exclude each other, and only before anything is hidden.
        """
        if any(cell.status is CellStatus.HIDDEN for cell in self.cells):
            raise ValueError(f"{self.measure}: margins are added before cells are hidden")
        inner = tuple(self.inner())
        added: list[Cell] = []
        for size in range(len(self.dims)):
            for kept in combinations(self.dims, size):
                added += (cell for cell in _sums(inner, kept) if cell.key not in self._by_key)
        return replace(self, cells=self.cells + tuple(added))


def _sums(inner: Iterable[Cell], kept: tuple[str, ...]) -> Iterator[Cell]:
    """One cell for each combination of groups of the ``kept`` dimensions."""
    parts: dict[Key, list[Cell]] = {}
    for cell in inner:
        parts.setdefault(frozenset((dim, cell.dims[dim]) for dim in kept), []).append(cell)
    for members in parts.values():
        first = members[0]
        values = [cell.value for cell in members if cell.value is not None]
        whole = len(values) == len(members)
        yield Cell(
            dims={dim: first.dims[dim] for dim in kept},
            value=sum(values) if whole else None,
            status=_joint(members) if whole else CellStatus.UNKNOWN,
            source=first.source if len({cell.source for cell in members}) == 1 else "",
            period=first.period if len({cell.period for cell in members}) == 1 else None,
        )


def _joint(members: Iterable[Cell]) -> CellStatus:
    """A sum is no surer than its parts."""
    found = {cell.status for cell in members}
    if len(found) == 1:
        return found.pop()
    return CellStatus.PROVISIONAL
