"""The urn: finished answers wait sealed until enough of them can be opened together."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from random import Random, SystemRandom

from dayaq.assess.framework.rules.instrument import Value

LEAST = 5  # no batch is smaller: whoever knows who answered lately must not be able to tell whose answers came


@dataclass(frozen=True, slots=True)
class Answered:
    """One respondent's finished answers, with nothing that says whose they are: language, capital or region, answers."""

    language: str
    region: str
    answers: Mapping[str, Value]

    def packed(self) -> str:
        """As text, for sealing."""
        return json.dumps([self.language, self.region, dict(self.answers)], ensure_ascii=False, sort_keys=True)

    @classmethod
    def unpacked(cls, text: str) -> Answered:
        """From ``packed``."""
        language, region, answers = json.loads(text)
        return cls(language, region, answers)


def kept_back(waiting: int, *, batch: int, running: bool) -> int:
    """How many of the waiting answers stay sealed; the others are opened together, at least ``batch`` of them.

    While the survey runs a full batch stays behind, so that the last opening at the end is a full one too and never
    shows the answers of one late respondent to somebody who remembers the table of yesterday. After the end all are
    opened, unless fewer than a batch ever came: those stay sealed.
    Basis: promise of confidentiality, CT-NAT annex D (information note).
    """
    if running:
        return waiting if waiting < 2 * batch else batch
    return waiting if waiting < batch else 0


def shuffled(rows: Sequence[Answered], chance: Random | None = None) -> list[Answered]:
    """The rows in an order that nobody can work out: from the system's own chance."""
    mixed = list(rows)
    (chance or SystemRandom()).shuffle(mixed)
    return mixed
