"""A report put together and looked at, not yet written: the blocks, the faults, the answers they were checked with."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext, override

from dayaq.assess.assessment.queries import Assessment
from dayaq.assess.report.queries.gathered import material
from dayaq.assess.report.queries.manuscript import manuscript
from dayaq.assess.report.rules.asking import asker
from dayaq.assess.report.rules.chapters import compose
from dayaq.assess.report.rules.readiness import of_slips, telling, unfinished
from dayaq.assess.report.rules.slips import Slip, found
from dayaq.assess.results.queries.texts import looker
from dayaq.core.report import Asked, Fault, Report, faults, manifest

Said = Callable[[str, int, int], None]  # what is being done, how far, of how many


@dataclass(frozen=True, slots=True)
class Made:
    """One report ready to be written, with everything that is wrong or unfinished about it."""

    report: Report
    faults: tuple[Fault, ...]
    ask: Callable[[str], Asked | None]
    made_of: dict[str, str]

    def manifest(self) -> dict[str, object]:
        """What it was made of."""
        return manifest(self.report, self.ask, self.made_of)


def made(assessment: Assessment, language: str, *, draft: bool, as_of: date) -> Made:
    """The report of an assessment in one language."""
    about = material(assessment, as_of=as_of)
    with override(language):
        report = compose(about, language, gettext, draft=draft)
    ask = asker(about)
    wrong = (*faults(report, ask), *of_slips(slips(assessment)), *unfinished(about), *telling(about, language, looker(assessment)))
    return Made(report, wrong, ask, dict(about.checksums))


def slips(assessment: Assessment) -> tuple[Slip, ...]:
    """What the check for slips finds today."""
    return found(manuscript(assessment))
