"""Reads of lists: the file back from its pieces, what words mean, what would become of each line."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from uuid import UUID

from babel import Locale
from django.conf import settings
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext

from dayaq.base.access.rules import Actor
from dayaq.core.pack import Pack, load
from dayaq.core.table.reading import Sheet, read_sheet
from dayaq.respond.casefile.queries import Case, found, label, language
from dayaq.respond.intake.models import Mapping as Saved
from dayaq.respond.intake.models import Provenance, Row, Upload
from dayaq.respond.intake.rules.fields import BY_CODE, guess, guess_value
from dayaq.respond.intake.rules.lines import CHILD_UNTIL, UNKNOWN, Entry, read

MARKS = "dayaq.intake"
COMPARED = ("sex", "nationality", "exploitation", "route")


@dataclass(frozen=True, slots=True)
class Outlook:
    """What would become of a line: opened, same, changed, duplicate or fault."""

    entry: Entry
    outcome: str
    differs: tuple[str, ...] = ()
    like: tuple[UUID, ...] = ()
    case: UUID | None = None


def uploads(actor: Actor) -> QuerySet[Upload]:
    """Lists of the actor's unit, the newest first."""
    return Upload.objects.filter(unit=actor.unit_id).order_by("-at", "id")


def home() -> Pack:
    """The country of this installation."""
    return load(settings.HOME_PACK)


def sheet(upload: Upload) -> Sheet:
    """The file put together again and read; it never stands anywhere else than in a folder that is gone at once."""
    pieces = upload.chunks.order_by("number").values_list("data", flat=True)
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"list{upload.ending}"
        path.write_bytes(b"".join(bytes(piece) for piece in pieces))
        return read_sheet(path)


def saved(organisation: UUID) -> Saved | None:
    """What columns and entries meant last time."""
    return Saved.objects.filter(organisation=organisation).first()


def suggested(columns: Sequence[str], organisation: UUID) -> dict[str, str]:
    """What each column is: as last time, else as its header says."""
    before = saved(organisation)
    known = before.mapping if before else {}
    guessed = guess([column for column in columns if column not in known])
    return {column: known.get(column, guessed.get(column, "")) for column in columns}


def items_of(codes: str, pack: Pack, actor: Actor) -> dict[str, list[str]]:
    """Codes of a list with their words in every language."""
    if codes == "country":
        tongues = [{str(code): str(name) for code, name in Locale.parse(tongue).territories.items()} for tongue in pack.languages]
        places = {code for code in tongues[0] if len(code) == 2 and code.isalpha()} - {"XX", "ZZ", "EU", "UN", "EZ", "QO", "XA", "XB"}
        return {code: [tongue[code] for tongue in tongues if code in tongue] for code in sorted(places)} | {"XX": ["stateless"]}
    if codes == "yes_no":
        return {"yes": ["yes", "bəli", "hə", "да", "1", "x", "+"], "no": ["no", "xeyr", "yox", "нет", "0", "-"]}
    if codes == "status":
        view = pack.on(pack.calendar.local_date(timezone.now()))
        mine = [code for code, one in pack.status.items() if not one.decision and view.may_assert(code, actor.organisation)]
        return {code: list(pack.status[code].label.values()) for code in mine}
    return {code: list(words.values()) for code, words in pack.codes[codes].items.items()}


def choices(codes: str, pack: Pack, actor: Actor) -> list[tuple[str, str]]:
    """The same for a form, in the reader's language."""
    own = items_of(codes, pack, actor)
    if codes == "country":
        named = Locale.parse(language()).territories
        return [(code, named.get(code, words[0])) for code, words in own.items()]
    if codes == "yes_no":
        return [("yes", gettext("yes")), ("no", gettext("no"))]
    key = "status" if codes == "status" else f"codes.{codes}"
    return [(code, label(pack, f"{key}.{code}")) for code in own]


def entries(upload: Upload, whole: Sheet) -> dict[str, list[str]]:
    """The different entries of each coded field, the most frequent first."""
    columns = {field: column for column, field in upload.mapping.items() if field and BY_CODE[field].codes}
    return {
        field: [text for text, _n in Counter(line.entries[column] for line in whole.lines if line.entries[column]).most_common(200)]
        for field, column in columns.items()
    }


def meanings(upload: Upload, whole: Sheet, actor: Actor) -> dict[str, dict[str, str]]:
    """What each entry of a coded field means: as said, as last time, else as its words say; empty when nobody knows."""
    before, pack = saved(upload.organisation), home()
    last = before.meant if before else {}
    made: dict[str, dict[str, str]] = {}
    for field, texts in entries(upload, whole).items():
        known, items = upload.meant.get(field, {}), items_of(BY_CODE[field].codes, pack, actor)
        allowed = {*items, UNKNOWN}
        told = {text: known.get(text) or last.get(field, {}).get(text) or guess_value(text, items) for text in texts}
        made[field] = {text: code if code in allowed else "" for text, code in told.items()}
    return made


def mark(*parts: str) -> str:
    """A mark by which a text is known again and from which nobody reads it."""
    return salted_hmac(MARKS, json.dumps(parts, ensure_ascii=False), algorithm="sha256").hexdigest()


def key_mark(entry: Entry, organisation: UUID) -> str:
    """The mark of a line: by its number in the old list, else by who it is about."""
    own = ("key", entry.values["key"]) if entry.values.get("key") else ("person", *entry.names, entry.birth, str(entry.opened))
    return mark(str(organisation), *own)


def value_mark(entry: Entry) -> str:
    """The mark of everything a line says."""
    return mark(json.dumps(dict(entry.values), sort_keys=True, ensure_ascii=False), json.dumps(dict(entry.codes), sort_keys=True))


def outlook(upload: Upload, whole: Sheet, actor: Actor, lines: Iterable[Any] | None = None) -> list[Outlook]:
    """What would become of each line; nothing is written."""
    today = home().calendar.local_date(timezone.now())
    chosen = whole.lines if lines is None else lines
    read_lines = [read(line.number, line.entries, upload.mapping, upload.meant, today) for line in chosen]
    twice = Counter(key_mark(entry, upload.organisation) for entry in read_lines)
    return [foreseen(entry, upload, actor, repeated=twice[key_mark(entry, upload.organisation)] > 1) for entry in read_lines]


def foreseen(entry: Entry, upload: Upload, actor: Actor, *, repeated: bool = False) -> Outlook:
    """One line: what is wrong, whether it was taken over before, whether somebody like this is known."""
    if entry.faults:
        return Outlook(entry, "fault")
    before = Provenance.objects.filter(
        organisation=upload.organisation, key_mark=key_mark(entry, upload.organisation), withdrawn_at__isnull=True
    ).select_related("case").first()  # fmt: skip
    if before is not None and before.value_mark == value_mark(entry):
        return Outlook(entry, "same", case=before.case_id)
    if before is not None:
        return Outlook(entry, "changed", differing(entry, before.case), case=before.case_id)
    like = known_like(entry, actor) if entry.said else ()
    doubt = (like or repeated) and entry.line not in upload.anyway
    return Outlook(entry, "duplicate" if doubt else "opened", like=like)


def known_like(entry: Entry, actor: Actor) -> tuple[UUID, ...]:
    """Cases the actor sees whose person has this name in any spelling, with a birth year one off at most."""
    born = int(entry.birth.lstrip("~")[:4]) if entry.birth.lstrip("~")[:4].isdecimal() else None
    return tuple(case.id for case in found(entry.said, born, actor))


def differing(entry: Entry, case: Case) -> tuple[str, ...]:
    """Facts in which a line differs from what the case says now; the case is never overwritten by a list."""
    facts = [name for name in COMPARED if entry.codes.get(name) and entry.codes[name] != getattr(case, name)]
    band = age_band(entry.age)
    return (*facts, *(["age"] if band and case.age_band and band != case.age_band else []), *(() if facts else ("other",)))


def age_band(age: int | None) -> str:
    """The band of an age in years."""
    return "" if age is None else "child" if age < CHILD_UNTIL else "adult"


def rows(upload: Upload) -> QuerySet[Row]:
    """What became of the lines, in their order."""
    return upload.rows.order_by("line")


def summed(upload: Upload) -> Mapping[str, int]:
    """How many lines had which outcome."""
    return Counter(upload.rows.values_list("outcome", flat=True))


def origins(case: Case) -> list[tuple[Provenance, str]]:
    """Where a case came from, with what the list is called where the reader's unit brought it."""
    rows = list(Provenance.objects.filter(case=case, withdrawn_at__isnull=True).order_by("at"))
    lists = dict(Upload.objects.filter(id__in=[one.upload for one in rows]).values_list("id", "label"))
    return [(one, lists.get(one.upload, "")) for one in rows]
