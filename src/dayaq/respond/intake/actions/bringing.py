"""Bringing a list: the file in pieces, what its columns and entries mean; dropping the file at the end."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from django.db import connection, transaction

from dayaq.base.access.rules import Actor
from dayaq.core.decision import Decision, Reason, Refused, allowed, require
from dayaq.core.table.reading import BOOKS, SheetFault, read_sheet
from dayaq.core.words import N_
from dayaq.respond.intake.access import may_import
from dayaq.respond.intake.models import Chunk, Upload
from dayaq.respond.intake.models import Mapping as Saved
from dayaq.respond.intake.queries import suggested
from dayaq.respond.intake.rules.fields import BY_CODE

MOST_BYTES = 5_000_000
MOST_LINES = 20_000
MOST_COLUMNS = 80
PIECE = 256_000
KEPT = timedelta(days=7)  # a file nobody finishes
ENDINGS = {".csv", ".txt", *BOOKS}


@transaction.atomic
def bring(*, label: str, name: str, data: bytes, by: Actor, at: datetime) -> Upload:
    """Read a list and keep it until it is finished; its own name is not kept, it may tell whose list it is."""
    require(may_import(by))
    ending = Path(name).suffix.lower()
    require(allowed(ending in ENDINGS, "kind", N_("Bring a table as .xlsx or .csv.")))
    require(allowed(0 < len(data) <= MOST_BYTES, "size", N_("The file is empty or larger than 5 MB.")))
    columns, lines = shape(data, ending)
    row = Upload.objects.create(
        organisation=by.organisation_id,
        unit=by.unit_id,
        by=by.user_id,
        at=at,
        label=label.strip(),
        ending=ending,
        columns=list(columns),
        lines=lines,
        mapping=suggested(columns, by.organisation_id),
    )
    pieces = [data[start : start + PIECE] for start in range(0, len(data), PIECE)]
    Chunk.objects.bulk_create(Chunk(upload=row, unit=by.unit_id, number=n, data=piece) for n, piece in enumerate(pieces))
    return row


def shape(data: bytes, ending: str) -> tuple[tuple[str, ...], int]:
    """The columns and the number of lines of a file, or a refusal that names what is wrong and where."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"list{ending}"
        path.write_bytes(data)
        try:
            whole = read_sheet(path)
        except SheetFault as fault:
            text = N_("This file cannot be used (line %(line)s): %(fault)s")
            raise Refused(Decision.refuse(Reason("file", text, {"line": fault.line or 1, "fault": fault.text}))) from None
    fits = 0 < len(whole.lines) <= MOST_LINES and len(whole.columns) <= MOST_COLUMNS
    require(allowed(fits, "lines", N_("The list has no line below its header, more than 20,000 lines, or more than 80 columns.")))
    return tuple(column[:200] for column in whole.columns), len(whole.lines)


def say_columns(*, upload: Upload, mapping: Mapping[str, str], by: Actor, at: datetime) -> None:
    """Say what each column is; each thing once."""
    del at
    require(may_import(by))
    used = [field for field in mapping.values() if field]
    require(allowed(len(used) == len(set(used)), "twice", N_("Two columns cannot be the same thing.")))
    require(allowed(set(used) <= BY_CODE.keys() and set(mapping) <= set(upload.columns), "unknown", N_("Choose from the list.")))
    require(allowed(bool(used), "none", N_("Say of at least one column what it is.")))
    require(allowed(upload.state in {"new", "mapped"}, "late", N_("This list is taken over already.")))
    upload.mapping, upload.state = dict(mapping), "new"
    upload.save(update_fields=["mapping", "state"])


def say_entries(*, upload: Upload, meant: Mapping[str, Mapping[str, str]], by: Actor, at: datetime) -> None:
    """Say what the entries of coded columns mean; kept for the next list of this body."""
    del at
    require(may_import(by))
    require(allowed(upload.state in {"new", "mapped"}, "late", N_("This list is taken over already.")))
    upload.meant, upload.state = {field: dict(pairs) for field, pairs in meant.items()}, "mapped"
    upload.save(update_fields=["meant", "state"])
    kept, _made = Saved.objects.get_or_create(organisation=by.organisation_id, defaults={"by": by.user_id})
    kept.mapping = {**kept.mapping, **upload.mapping}
    kept.meant = {field: {**kept.meant.get(field, {}), **pairs} for field, pairs in upload.meant.items()}
    kept.save(update_fields=["mapping", "meant"])


def take_anyway(*, upload: Upload, lines: Iterable[int], by: Actor, at: datetime) -> None:
    """Lines that are taken over though somebody like this is known: another person of the same name."""
    del at
    require(may_import(by))
    upload.anyway = sorted({*upload.anyway, *lines})
    upload.save(update_fields=["anyway"])


@transaction.atomic
def drop_file(*, upload: Upload, by: Actor, at: datetime) -> None:
    """The list is finished: its file is deleted; what became of its lines stays, without their entries."""
    require(may_import(by))
    require(allowed(upload.state != "running", "running", N_("The list is being taken over now. Stop it first.")))
    upload.chunks.all().delete()
    Upload.objects.filter(id=upload.id).update(deleted_at=at, meant={})


def forget_files(*, at: datetime) -> int:
    """Delete the files of lists that nobody finished in a week, as the clock service; return how many lists."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT guard.intake_forget(%s)", [at - KEPT])
        done: int = cursor.fetchone()[0]
    return done
