"""Answers in files: tables with the codes of the code book as columns, and submissions of ODK clients. Every fault has its place."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator, Mapping
from io import BytesIO

from dayaq.assess.framework.rules import odk
from dayaq.assess.framework.rules.answering import MANY, OTHER, cleaned, problems
from dayaq.assess.framework.rules.instrument import Instrument, Value
from dayaq.assess.survey.rules.urn import Answered
from dayaq.core import archive
from dayaq.core.decision import Decision, Reason, Refused
from dayaq.core.table.reading import Line, Sheet
from dayaq.core.words import N_

LANGUAGE = "language"
LIMITS = archive.Limits(files=20_000, size=200_000_000)
AT_LINE = N_("Line %(line)s, column %(column)s:")
IN_FILE = N_("File %(file)s:")
COLUMN = N_("There is no question with this code. Columns are the codes of the code book, such as 3.1.1 or 1.2.other, and language.")
TONGUE = N_("This language is not one of the survey's: %(language)s.")
NOT_ODK = N_("This is not a submission to this form: %(why)s")
EMPTY = N_("There are no answers in this file.")
LARGE = N_("The archive holds more than can be taken in at once.")
BROKEN = N_("The archive is damaged or locked and cannot be opened.")
SHOWN = 50  # faults named at once; a file with more of them is another file


def table(instrument: Instrument, sheet: Sheet) -> list[Answered]:
    """The answers of a table; Refused with every fault and its line and column. Several choices stand side by side with spaces."""
    known = {item.code: item.kind in MANY for item in instrument.items}
    strange = [name for name in sheet.columns if name != LANGUAGE and name.removesuffix(OTHER) not in known]
    faults = [placed(1, name, Reason("survey.column", COLUMN)) for name in strange]
    read = [] if faults else [(line.number, one_line(line, known)) for line in sheet.lines]
    for number, one in read:
        faults += list(line_faults(instrument, number, one))
    whole([reason for pair in faults[:SHOWN] for reason in pair] or ([] if read else [Reason("survey.empty", EMPTY)]))
    return [one for _number, one in read]


def one_line(line: Line, known: Mapping[str, bool]) -> Answered:
    """One line as answers; nothing is judged yet."""
    answers: dict[str, Value] = {}
    for code, text in line.entries.items():
        if text and code != LANGUAGE:
            answers[code] = text.replace(",", " ").replace(";", " ").split() if known.get(code) else text
    return Answered(line.entries.get(LANGUAGE, "").lower(), "", answers)


def line_faults(instrument: Instrument, number: int, one: Answered) -> Iterator[tuple[Reason, Reason]]:
    """What is wrong with one line, each fault behind its place."""
    if one.language and one.language not in instrument.languages:
        yield placed(number, LANGUAGE, Reason("survey.language", TONGUE, {"language": one.language}))
    for code, reason in problems(instrument, one.answers, complete=False).items():
        yield placed(number, code, reason)


def placed(line: int, column: str, reason: Reason) -> tuple[Reason, Reason]:
    """A place and what is wrong there."""
    return Reason("survey.place", AT_LINE, {"line": line, "column": column}), reason


def whole(reasons: list[Reason]) -> None:
    """Go on when nothing is wrong; nothing is taken in by halves."""
    if reasons:
        raise Refused(Decision.refuse(*reasons))


def submissions(instrument: Instrument, name: str, content: bytes) -> list[Answered]:
    """The answers of one ODK submission, or of all in a zip archive; Refused with every fault and its file."""
    found: list[Answered] = []
    faults: list[Reason] = []
    for inner, xml in parts(name, content):
        try:
            one = odk.read(instrument, xml)
        except odk.NotASubmission as error:
            faults += [Reason("survey.file", IN_FILE, {"file": inner}), Reason("survey.not_odk", NOT_ODK, {"why": str(error)})]
            continue
        answers = cleaned(instrument, one.answers)
        for code, reason in problems(instrument, answers, complete=False).items():
            faults += [Reason("survey.file", IN_FILE, {"file": f"{inner}, {code}"}), reason]
        found.append(Answered(one.language, "", answers))
    whole(faults[: 2 * SHOWN] or ([] if found else [Reason("survey.empty", EMPTY)]))
    return found


def parts(name: str, content: bytes) -> Iterator[tuple[str, bytes]]:
    """The XML files of an upload, in the order of their names; what is beside them in the archive is left alone."""
    if not zipfile.is_zipfile(BytesIO(content)):
        yield name, content
        return
    try:
        found = archive.unpacked(content, LIMITS, lambda path: path.lower().endswith(".xml"))
    except archive.Swelling:
        whole([Reason("survey.large", LARGE)])
    except (archive.Damaged, archive.Leaving):
        whole([Reason("survey.archive", BROKEN)])
    else:
        yield from ((path.rpartition("/")[2], xml) for path, xml in found.items())
