"""Building and releasing: nothing is written that a check stops; what is released is entered in the ledger first."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime
from uuid import uuid4

from dayaq.assess.assessment.queries import Assessment
from dayaq.assess.report import queries
from dayaq.assess.report.access import may_build
from dayaq.assess.report.models import Build, File, Published
from dayaq.assess.report.rules.readiness import stops
from dayaq.assess.results.actions import let_out
from dayaq.base.access.rules import Actor
from dayaq.core.decision import Reason, allowed, require
from dayaq.core.report import FORMATS, BuildFailed, write
from dayaq.core.report.manifest import checksum
from dayaq.core.words import N_

KEPT = FORMATS
LEAVES = "answers as they leave"
DRAFT = Reason("draft", N_("A draft is not released. Build the final report first."))
CHANGED = Reason("changed", N_("The answers changed since this was built. Build the report again."))
ONCE = Reason("once", N_("This build was released already."))
NUMBER = Reason("reference", N_("Give the reference number of the publication."))


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
    by: Actor,
    at: datetime,
) -> Build:
    """Make the files; BuildFailed says what is wrong. ``keep``: takes the files instead of the database (the command line)."""
    require(may_build(by))
    found = checked(assessment, language, draft=draft, as_of=as_of)
    files = {kind: write(found.report, kind) for kind in formats}
    manifest = found.manifest() | {"files": {kind: checksum(content) for kind, content in files.items()}}
    row = Build.objects.create(
        id=uuid4(), assessment=assessment, language=language, draft=draft, manifest=manifest, by=by.user_id, at=at
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
