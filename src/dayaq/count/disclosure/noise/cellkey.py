"""Random noise for tables that a reader puts together herself: the same people give the same number, everywhere.

Every record has a secret key, drawn from its identity; the key of a cell is the sum of the keys of the records in
it, modulo 2**64. The key of the cell says which deviation is added to its count. So a cell has one value in every
table, whatever the order of the rows and in whichever database they lie, and asking again tells nothing new.

What is promised: 0 stays 0; nobody sees a 1 or a 2; no count is biased (the mean deviation of every count is 0);
the probabilities are the most even ones with the chosen variance. What is not promised: that printed cells add up to
the printed total (``NOT_ADDITIVE`` says so to the reader), and that nobody notices that two cells differ: printed
numbers that differ belong to different people, but hardly ever tell by how many (``checks.found_out`` says how
often; the office chooses its noise by it). The largest deviation is a secret like
the key; therefore it has no usual value here.

Sources: Fraser & Wooton 2005 (keys); Marley & Leaver 2011 (most even probabilities under a variance); European
handbook on statistical disclosure control, chapter 5.4.
Basis: THB Law Art. 6.3 (only necessary information).
"""

from __future__ import annotations

import hmac
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain, combinations, product

import numpy as np
from numpy.typing import NDArray

from dayaq.core.decision import Reason
from dayaq.core.table import Cell, CellStatus, Table
from dayaq.core.words import N_
from dayaq.count.disclosure.noise.ptable import PTable

Numbers = NDArray[np.int64]
KeyArray = NDArray[np.uint64]
SHORTEST = 32  # bytes of a secret, as many as the hash puts out
_WHOLE = 1 << 64

NOT_ADDITIVE = Reason(
    "not_additive",
    N_(
        "A small random amount was added to every number, so that nobody can be found by subtraction. "
        "Totals may differ from the sum of their parts."
    ),
)


@dataclass(frozen=True, slots=True)
class Keys:
    """Keys of records under one secret. Whoever has the secret can take the noise off: keep it like a password."""

    secret: bytes = field(repr=False)

    def __post_init__(self) -> None:
        if len(self.secret) < SHORTEST:
            raise ValueError(f"a secret of at least {SHORTEST} bytes is needed")

    def record(self, record: str) -> int:
        """The key of one record, by its identity (not its place in a list)."""
        return int.from_bytes(hmac.digest(self.secret, record.encode(), "sha256")[:8], "big")

    def cell(self, records: Iterable[str]) -> int:
        """The key of the cell that counts these records; one named twice counts once."""
        return sum(map(self.record, set(records))) % _WHOLE

    def records(self, records: Iterable[str]) -> KeyArray:
        """The keys of many records."""
        digests = b"".join(hmac.digest(self.secret, record.encode(), "sha256")[:8] for record in records)
        return np.frombuffer(digests, ">u8").astype(np.uint64)


def gather(cells: NDArray[np.integer], keys: KeyArray, size: int) -> tuple[Numbers, KeyArray]:
    """Count and key of each of ``size`` cells, where record i has ``keys[i]`` and lies in ``cells[i]``.

    Sums of whole numbers modulo 2**64 do not depend on their order, as sums of fractions would.
    """
    counts = np.bincount(cells, minlength=size).astype(np.int64)
    sums = np.zeros(size, np.uint64)
    np.add.at(sums, cells, keys)
    return counts, sums


def perturbed(
    measure: str,
    dims: Sequence[str],
    records: Mapping[str, Mapping[str, str]],
    keys: Keys,
    rows: PTable,
    groups: Mapping[str, Collection[str]] | None = None,
) -> Table:
    """The table of these records (identity: its group in every dimension) with all margins, every cell for itself.

    ``groups``: those to show although nobody may be in them.
    """
    given = groups or {}
    axes = [list(dict.fromkeys((*given.get(dim, ()), *sorted({record[dim] for record in records.values()})))) for dim in dims]
    identities = list(records)
    own = keys.records(identities)
    cells: list[Cell] = []
    for kept in chain.from_iterable(combinations(range(len(dims)), size) for size in range(len(dims), -1, -1)):
        places = _places([records[one] for one in identities], [dims[n] for n in kept], [axes[n] for n in kept])
        combos = list(product(*(axes[n] for n in kept)))
        values = rows.values(*gather(places, own, len(combos)))
        cells += (
            Cell({dims[n]: group for n, group in zip(kept, combo, strict=True)}, int(value), CellStatus.FINAL)
            for combo, value in zip(combos, values, strict=True)
        )
    return Table(measure, tuple(dims), tuple(cells))


def _places(records: Sequence[Mapping[str, str]], dims: Sequence[str], axes: Sequence[Sequence[str]]) -> Numbers:
    """The number of each record's cell in the cross product of the axes."""
    places = np.zeros(len(records), np.int64)
    for dim, axis in zip(dims, axes, strict=True):
        number = {group: n for n, group in enumerate(axis)}
        places = places * len(axis) + np.array([number[record[dim]] for record in records], np.int64)
    return places
