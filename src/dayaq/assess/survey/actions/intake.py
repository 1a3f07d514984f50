"""Taking in files of answers: all of a file or nothing, and every file once."""

from __future__ import annotations

from datetime import datetime
from hashlib import sha256
from pathlib import Path, PurePath
from tempfile import TemporaryDirectory

from dayaq.assess.assessment.queries import Assessment
from dayaq.assess.framework.rules.instrument import Instrument
from dayaq.assess.survey.actions.depositing import deposit
from dayaq.assess.survey.queries import instrument_of
from dayaq.assess.survey.rules import files
from dayaq.assess.survey.rules.urn import Answered
from dayaq.base.access.rules import Actor
from dayaq.core.decision import Decision, Reason, Refused
from dayaq.core.table.reading import BOOKS, Sheet, SheetFault, read_sheet
from dayaq.core.words import N_

UNREADABLE = N_("The file cannot be read: %(why)s")
TABLES = {".csv", ".txt", ".tsv", *BOOKS}


def take_file(*, assessment: Assessment, name: str, content: bytes, by: Actor, at: datetime) -> int:
    """Take in a table (CSV, XLSX) or ODK submissions (XML, zip); return how many answers it held. Refused with every fault."""
    instrument = instrument_of(assessment)
    kind = PurePath(name).suffix.lower()
    if kind in TABLES:
        channel, found = "csv", tables(instrument, name, content)
    else:
        channel, found = "odk", files.submissions(instrument, PurePath(name).name, content)
    deposit(assessment=assessment, answers=found, channel=channel, by=by, at=at, digest=sha256(content).hexdigest())
    return len(found)


def tables(instrument: Instrument, name: str, content: bytes) -> list[Answered]:
    """The answers of a table file."""
    try:
        sheet = sheet_of(name, content)
    except SheetFault as fault:
        raise Refused(Decision.refuse(Reason("survey.unreadable", UNREADABLE, {"why": str(fault)}))) from None
    return files.table(instrument, sheet)


def sheet_of(name: str, content: bytes) -> Sheet:
    """An uploaded table; SheetFault when it cannot be read. The file is gone from the disk when it has been read."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"table{PurePath(name).suffix.lower() or '.csv'}"
        path.write_bytes(content)
        return read_sheet(path)
