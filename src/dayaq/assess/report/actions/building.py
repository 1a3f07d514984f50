"""Building and releasing: nothing is written that a check stops; what is released is entered in the ledger first."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import uuid4

from dayaq.assess.assessment.queries import Assessment
from dayaq.assess.report import queries
from dayaq.assess.report.access import may_build
from dayaq.assess.report.models import Build, File, Order, Published
from dayaq.assess.report.rules.readiness import stops
from dayaq.assess.results.actions import let_out
from dayaq.base.access.rules import Actor
from dayaq.core.decision import Reason, allowed, require
from dayaq.core.report import FORMATS, BuildFailed, write
from dayaq.core.report.manifest import checksum
from dayaq.core.words import N_

KEPT = FORMATS
Step = Callable[[int], None]  # how many steps are done
LEAVES = "answers as they leave"
DRAFT = Reason("draft", N_("A draft is not released. Build the final report first."))
CHANGED = Reason("changed", N_("The answers changed since this was built. Build the report again."))
ONCE = Reason("once", N_("This build was released already."))
NUMBER = Reason("reference", N_("Give the reference number of the publication."))


@dataclass(frozen=True, slots=True)
class Stamp:
    """What a build says of itself: of which assessment, in which language, draft or not, written down by whom and when."""

    assessment: Assessment
    language: str
    draft: bool
    by: Actor
    at: datetime


def silent(_done: int) -> None:
    """Nobody looks on."""


def checked(assessment: Assessment, language: str, *, draft: bool, as_of: date) -> queries.Made:
    """The report of an assessment, or BuildFailed with everything that stops it."""
    found = queries.made(assessment, language, draft=draft, as_of=as_of)
    stopping = stops(found.faults, draft=draft)
    if stopping:
        raise BuildFailed(stopping)
    return found


def build(
    *,
    assessment: Assessment,
    language: str,
    draft: bool,
    as_of: date,
    formats: Sequence[str] = KEPT,
    keep: Callable[[str, bytes], None] | None = None,
    step: Step = silent,
    by: Actor,
    at: datetime,
) -> Build:
    """Make the files at once; BuildFailed says what is wrong. ``keep``: takes the files instead of the database (the command line)."""
    require(may_build(by))
    found = checked(assessment, language, draft=draft, as_of=as_of)
    files = written(found, formats, step)
    return stored(found, files, Stamp(assessment, language, draft, by, at), keep=keep)


def written(found: queries.Made, formats: Sequence[str], step: Step = silent) -> dict[str, bytes]:
    """The files of a report that was checked; asks the database nothing. ``step`` hears how many steps are done, the check is the first."""
    files: dict[str, bytes] = {}
    for done, kind in enumerate(formats, 1):
        step(done)
        files[kind] = write(found.report, kind)
    step(len(formats) + 1)
    return files


def stored(
    found: queries.Made,
    files: Mapping[str, bytes],
    stamp: Stamp,
    *,
    order: Order | None = None,
    keep: Callable[[str, bytes], None] | None = None,
) -> Build:
    """Write down what was made, and its files."""
    manifest = found.manifest() | {"files": {kind: checksum(content) for kind, content in files.items()}}
    assessment, by = stamp.assessment, stamp.by.user_id
    row = Build.objects.create(
        id=uuid4(), assessment=assessment, language=stamp.language, draft=stamp.draft, manifest=manifest, order=order, by=by, at=stamp.at
    )  # fmt: skip
    for kind, content in files.items():
        if keep is not None:
            keep(kind, content)
        else:
            File.objects.create(id=uuid4(), assessment=assessment, build=row, format=kind, sha256=checksum(content), content=content)
    return row


def release(*, build: Build, reference: str, abstract: str, pages: int, by: Actor, at: datetime) -> Published:
    """Publish a final build: its numbers go into the ledger, against which everything later is compared."""
    require(may_build(by))
    require(allowed(not build.draft, DRAFT.code, DRAFT.message))
    require(allowed(not Published.objects.filter(build=build).exists(), ONCE.code, ONCE.message))
    require(allowed(bool(reference.strip()), NUMBER.code, NUMBER.message))
    now = queries.material(build.assessment, as_of=date.fromisoformat(build.manifest["as_of"])).checksums
    same = build.manifest["made_of"].get(LEAVES) == now[LEAVES]
    require(allowed(same, CHANGED.code, CHANGED.message))
    let_out(assessment=build.assessment, title=f"{reference} ({build.language})", by=by, at=at)
    return Published.objects.create(
        id=uuid4(), assessment=build.assessment, build=build, reference=reference, abstract=abstract, pages=pages, by=by.user_id, at=at
    )  # fmt: skip
