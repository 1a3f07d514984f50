"""The criteria matrix: 25 rows of four cells, each with its state, words, evidence and warnings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from dayaq.assess.assessment.queries import Assessment
from dayaq.assess.findings.models import Evidence, Judgement
from dayaq.assess.findings.queries.live import Data
from dayaq.assess.findings.rules.evidence import KINDS, Piece, coverage
from dayaq.assess.findings.rules.judging import LEVELS, State, counted, warnings
from dayaq.assess.framework.rules.criteria import Criterion
from dayaq.assess.framework.rules.instrument import Words
from dayaq.assess.framework.rules.loading import areas, criteria
from dayaq.core.decision import Reason
from dayaq.core.words import N_

BARE = Reason("evidence_gone", N_("This was judged, and the evidence for it has been withdrawn since."))


@dataclass(frozen=True, slots=True)
class CellView:
    """One cell. ``number`` counts its judgements (0: never judged)."""

    criterion: str
    level: str
    indicator: Words
    state: State = State.NO_EVIDENCE
    improvement: bool = False
    narrative: Words = field(default_factory=dict)
    reason: str = ""
    number: int = 0
    pieces: tuple[Piece, ...] = ()

    @property
    def warning(self) -> Reason | None:
        """Judged, and nothing stands behind it any more."""
        bare = self.state is not State.NO_EVIDENCE and not self.pieces and not self.reason
        return BARE if bare else None

    @property
    def stale(self) -> tuple[Reason, ...]:
        """Figures among the evidence that should be looked at again."""
        return tuple(piece.stale for piece in self.pieces if piece.stale)


@dataclass(frozen=True, slots=True)
class RowView:
    """One criterion with its four cells by level."""

    criterion: Criterion
    cells: Mapping[str, CellView]

    @property
    def warnings(self) -> tuple[Reason, ...]:
        """Unusual orders of levels, and states whose evidence was withdrawn."""
        order = warnings(self.criterion.code, {level: cell.state for level, cell in self.cells.items()})
        return (*order, *(cell.warning for cell in self.cells.values() if cell.warning))

    @property
    def kinds(self) -> dict[str, int]:
        """How many pieces of evidence of each kind there are in the row."""
        return coverage([piece.kind for cell in self.cells.values() for piece in cell.pieces])

    @property
    def without_survey(self) -> bool:
        """Whether no item of the survey tells about it: then other evidence must."""
        return not self.criterion.survey


@dataclass(frozen=True, slots=True)
class Matrix:
    """All rows, with the titles of the areas."""

    rows: tuple[RowView, ...]
    areas: Mapping[int, Words]

    def area(self, number: int) -> tuple[RowView, ...]:
        """The rows of one area."""
        return tuple(row for row in self.rows if row.criterion.area == number)

    def cell(self, criterion: str, level: str) -> CellView:
        """One cell; KeyError for one the framework has not."""
        for row in self.rows:
            if row.criterion.code == criterion:
                return row.cells[level]
        raise KeyError(criterion)

    @property
    def cells(self) -> Iterator[CellView]:
        """Every cell in order."""
        return (cell for row in self.rows for cell in row.cells.values())

    def rolled_up(self, area: int) -> dict[State, int]:
        """Counts of states in an area: Dayaq's own reading aid, not part of the method, off unless asked for."""
        return counted(cell.state for row in self.area(area) for cell in row.cells.values())

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds of evidence in their order."""
        return tuple(KINDS)


def matrix(assessment: Assessment, *, area: int = 0, data: Data | None = None, bare: bool = False) -> Matrix:
    """The matrix as it stands, or the rows of one area; ``bare``: states alone, without asking the data for the evidence."""
    held = latest(assessment)
    pieces = {} if bare else evidence_by_cell(assessment, data or Data(assessment), area)
    rows = tuple(row_of(one, held, pieces) for one in criteria() if area in (0, one.area))
    return Matrix(rows, areas())


def row_of(one: Criterion, held: Mapping[tuple[str, str], Judgement], pieces: Mapping[tuple[str, str], list[Piece]]) -> RowView:
    """One criterion's row."""
    keys = {level: (one.code, level) for level in LEVELS}
    return RowView(one, {level: cell_of(one, level, held.get(key), pieces.get(key, [])) for level, key in keys.items()})


def cell_of(one: Criterion, level: str, judged: Judgement | None, pieces: Sequence[Piece]) -> CellView:
    """One cell from its last judgement and its evidence."""
    empty = CellView(one.code, level, one.cells[level], pieces=tuple(pieces))
    if judged is None:
        return empty
    return CellView(
        one.code, level, one.cells[level], State(judged.state), judged.improvement, judged.narrative, judged.reason, judged.number,
        tuple(pieces),
    )  # fmt: skip


def latest(assessment: Assessment) -> dict[tuple[str, str], Judgement]:
    """The judgement that holds, by cell."""
    rows = Judgement.objects.filter(assessment_id=assessment.id).order_by("number")
    return {(row.criterion, row.level): row for row in rows}


def evidence_by_cell(assessment: Assessment, data: Data, area: int = 0) -> dict[tuple[str, str], list[Piece]]:
    """What stands behind each cell, the oldest first."""
    rows = Evidence.objects.filter(assessment_id=assessment.id, finding=None, withdrawn_because="").order_by("at", "id")
    found: dict[tuple[str, str], list[Piece]] = {}
    for row in rows.filter(criterion__startswith=f"{area}.") if area else rows:
        found.setdefault((row.criterion, row.level), []).append(data.piece(row))
    return found


def last(assessment: Assessment, criterion: str, level: str) -> Judgement | None:
    """The judgement that holds for one cell."""
    return Judgement.objects.filter(assessment_id=assessment.id, criterion=criterion, level=level).order_by("-number").first()


def pieces_of(assessment: Assessment, criterion: str, level: str) -> int:
    """How many pieces of evidence a cell has."""
    rows = Evidence.objects.filter(assessment_id=assessment.id, finding=None, criterion=criterion, level=level)
    return rows.filter(withdrawn_because="").count()


@dataclass(frozen=True, slots=True)
class Change:
    """One entry of a cell's history: who, when, what was said before and after."""

    at: datetime
    by: UUID
    after: Judgement | None = None
    before: Judgement | None = None
    evidence: Evidence | None = None
    withdrawn: bool = False


def history(assessment: Assessment, criterion: str, level: str) -> list[Change]:
    """Everything that happened to a cell, the latest first: judgements, evidence added and withdrawn."""
    judged = list(Judgement.objects.filter(assessment_id=assessment.id, criterion=criterion, level=level).order_by("number"))
    found = [Change(row.at, row.by, row, before) for row, before in zip(judged, [None, *judged], strict=False)]
    rows = Evidence.objects.filter(assessment_id=assessment.id, finding=None, criterion=criterion, level=level)
    for row in rows:
        found.append(Change(row.at, row.by, evidence=row))
        if row.withdrawn_at and row.withdrawn_by:
            found.append(Change(row.withdrawn_at, row.withdrawn_by, evidence=row, withdrawn=True))
    return sorted(found, key=lambda change: change.at)[::-1]


def count_unjudged(assessment: Assessment) -> int:
    """How many cells nobody judged yet."""
    judged = Judgement.objects.filter(assessment_id=assessment.id).values("criterion", "level").distinct().count()
    return len(criteria()) * len(LEVELS) - judged
