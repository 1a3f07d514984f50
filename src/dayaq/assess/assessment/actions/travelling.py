"""An assessment leaves as one encrypted file and comes in as one, whole or not at all.

Both are done at the command line by whoever holds the owner's address of the database: rows are read and written as
the guard, because answers have no author who could write them again. The trail of the installation says that it happened.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, BinaryIO
from uuid import UUID, uuid4

from django.contrib.auth import get_user_model
from django.db import connections, transaction
from django.db.backends.utils import CursorWrapper

from dayaq.assess.assessment.models import Assessment
from dayaq.assess.assessment.queries import travelling as moving
from dayaq.assess.assessment.rules.sealing import SealFault, seal, unseal
from dayaq.assess.framework.rules.shape import fingerprint, read
from dayaq.base.access.context import acting
from dayaq.base.access.rules import Actor
from dayaq.base.audit.actions import log

OWNER = "owner"
FORMAT = 1
INSTRUMENTS = "framework_instrumentversion"
Row = dict[str, Any]


class TravelFault(ValueError):
    """The file and this database do not fit together; the message says what to do."""


@dataclass(slots=True)
class Travelled:
    """What went or came: the code, its edition, rows by table, answers that wait in the urn and stay."""

    code: str = ""
    edition: int = 0
    rows: dict[str, int] = field(default_factory=dict)
    waiting: int = 0
    replaced: bool = False


def export_file(*, assessment: Assessment, out: BinaryIO, passphrase: str, by: Actor, at: datetime) -> Travelled:
    """Write an assessment into one encrypted file; its edition is one higher from now on."""
    done = Travelled(assessment.code, assessment.edition + 1)
    with transaction.atomic(using=OWNER), connections[OWNER].cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        state = moving.state()
        cursor.execute("SET LOCAL ROLE dayaq_guard")
        cursor.execute("UPDATE assessment_assessment SET edition = %s WHERE id = %s", [done.edition, assessment.id])
        print_of = moving.digest(cursor, assessment.id)
        seal(lines(cursor, assessment, state, done, print_of, by, at), out, passphrase)
        note(cursor, assessment.id, "out", done.edition, print_of, by, at)
    tell("export", assessment.id, done, by)
    return done


def lines(
    cursor: CursorWrapper, assessment: Assessment, state: dict[str, str], done: Travelled, print_of: str, by: Actor, at: datetime
) -> Iterator[bytes]:
    """The lines of the file: a head, the rows of every table, an end that says how many there were."""
    users = known_users(cursor, assessment.id)
    bodies = {str(assessment.commissioner_id): assessment.commissioner.code}
    head = {"format": FORMAT, "id": str(assessment.id), "code": assessment.code, "edition": done.edition, "at": at.isoformat()}
    yield as_line({**head, "state": state, "users": sorted(users), "lead": str(by.user_id), "bodies": bodies, "digest": print_of})
    for row in instruments(cursor, assessment):
        yield as_line({"instrument": row})
    for model in moving.travelling():
        table = moving.meta(model).db_table
        for row in moving.rows(cursor, model, assessment.id):
            done.rows[table] = done.rows.get(table, 0) + 1
            yield as_line({"table": table, "row": row})
    done.waiting = count_waiting(cursor, assessment.id)
    yield as_line({"end": done.rows})


def as_line(value: object) -> bytes:
    """One line of the file."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def known_users(cursor: CursorWrapper, assessment: UUID) -> set[str]:
    """Ids of users in the rows: needed to recognise authors again. Their names stay here."""
    found: set[str] = set()
    for model in moving.travelling():
        columns = moving.user_columns(model)
        if columns:
            found |= {row[name] for row in moving.rows(cursor, model, assessment) for name in columns if row[name]}
    cursor.execute("SELECT id::text FROM accounts_user WHERE id = ANY(%s::uuid[])", [sorted(found)])
    return {name for (name,) in cursor.fetchall()}


def instruments(cursor: CursorWrapper, assessment: Assessment) -> list[Row]:
    """Published versions the assessment uses."""
    codes = {str(reference).partition("@")[0] for reference in assessment.instruments.values()}
    cursor.execute(
        f"SELECT row_to_json(t)::text FROM {INSTRUMENTS} t WHERE code = ANY(%s) ORDER BY code, country, version", [sorted(codes)]
    )
    return [json.loads(text) for (text,) in cursor.fetchall()]


def count_waiting(cursor: CursorWrapper, assessment: UUID) -> int:
    """Answers in the urn, which stay here."""
    cursor.execute("SELECT count(*) FROM survey_urn WHERE assessment_id = %s", [assessment])
    return int(cursor.fetchone()[0])


def import_file(*, stream: BinaryIO, passphrase: str, by: Actor, at: datetime, replace_changed: bool = False) -> Travelled:
    """Read a file in, in one transaction. A copy that is here already is replaced by a newer edition only,
    and when it was changed here since it left, only after a word (``replace_changed``)."""
    found = unseal(stream, passphrase)
    with transaction.atomic(using=OWNER), connections[OWNER].cursor() as cursor:
        state = moving.state()
        head = read_head(next(found, b""))
        if head["state"] != state:
            raise TravelFault("the file was written by another version of Dayaq: bring both installations to the same version")
        names = meet(head, by)
        cursor.execute("SET LOCAL ROLE dayaq_guard")
        done = Travelled(head["code"], head["edition"])
        make_room(cursor, head, done, replace_changed=replace_changed)
        load(cursor, found, head, names, done)
        lead(cursor, UUID(head["id"]), by, at)
        note(cursor, UUID(head["id"]), "in", done.edition, moving.digest(cursor, UUID(head["id"])), by, at)
    tell("import", UUID(head["id"]), done, by)
    return done


def read_head(line: bytes) -> Row:
    """The first line of the content."""
    head: Row = json.loads(line or b"{}")
    if head.get("format") != FORMAT:
        raise SealFault("the content of the file is of another version")
    return head


def meet(head: Row, by: Actor) -> dict[str, str]:
    """Ids of the file and what stands for them here: bodies by their code, the lead who brought it by the importing person,
    other unknown authors by a colleague without a name who cannot sign in."""
    from dayaq.base.accounts.queries import organisations

    users = get_user_model().objects.using(OWNER)
    here = {str(one) for one in users.filter(id__in=head["users"]).values_list("id", flat=True)}
    names = {head["lead"]: str(by.user_id)} if head["lead"] not in here else {}
    for number, one in enumerate(sorted(set(head["users"]) - here - names.keys()), 1):
        row = get_user_model()(id=one, email=f"{one}@elsewhere.invalid", name=f"Colleague {number} (elsewhere)", is_active=False)
        row.set_unusable_password()
        row.save(using=OWNER, force_insert=True)
    codes = {body.code: str(body.id) for body in organisations()}
    for one, code in head["bodies"].items():
        if code not in codes:
            raise TravelFault(f"the body {code} that commissioned the assessment is not in the country pack here")
        names[one] = codes[code]
    return names


def make_room(cursor: CursorWrapper, head: Row, done: Travelled, *, replace_changed: bool) -> None:
    """Take away an older copy; refuse when the one here is as new, was changed since, or is another assessment."""
    cursor.execute("SELECT id::text, edition FROM assessment_assessment WHERE code = %s OR id = %s FOR UPDATE", [head["code"], head["id"]])
    here = cursor.fetchall()
    if not here:
        return
    if [one for one, _edition in here] != [head["id"]]:
        raise TravelFault(f"there is another assessment with the code {head['code']} here")
    edition = here[0][1]
    if edition >= head["edition"]:
        raise TravelFault(f"the copy here has edition {edition}, the file has {head['edition']}: it is not newer, nothing was read in")
    if not replace_changed and changed_since(cursor, UUID(head["id"])):
        raise TravelFault("the copy here was changed since it left: look at what changed; --replace takes the file's instead")
    done.replaced = True
    for model in moving.travelling():
        if model is not Assessment:
            cursor.execute(f"DELETE FROM {moving.meta(model).db_table} WHERE assessment_id = %s", [head["id"]])
    cursor.execute("DELETE FROM validation_door WHERE assessment_id = %s", [head["id"]])


def changed_since(cursor: CursorWrapper, assessment: UUID) -> bool:
    """Whether something was changed here since the copy left or came."""
    cursor.execute("SELECT digest FROM assessment_journey WHERE assessment_id = %s ORDER BY at DESC LIMIT 1", [assessment])
    last = cursor.fetchone()
    return last is None or str(last[0]) != moving.digest(cursor, assessment)


def load(cursor: CursorWrapper, found: Iterator[bytes], head: Row, names: dict[str, str], done: Travelled) -> None:
    """Write the rows of the file; all of them are of its assessment, the end must be there and say the same numbers."""
    tables = {moving.meta(model).db_table: model for model in moving.travelling()}
    held: list[Row] = []
    table = ""
    for line in found:
        value: Row = json.loads(line)
        if "instrument" in value:
            add_instrument(cursor, value["instrument"])
            continue
        if value.get("table", "") != table or len(held) >= moving.BATCH:
            write(cursor, table, held, done)
            table, held = value.get("table", ""), []
        if "end" in value:
            if value["end"] != done.rows:
                raise SealFault("the content of the file is not complete")
            return
        if table not in tables:
            raise TravelFault(f"the file holds a table that is not known here: {table}")
        if value["row"].get(moving.key_column(tables[table])) != head["id"]:  # rows are written as guard: no wall stops them
            raise TravelFault("the file holds rows of another assessment: nothing was read in")
        held.append(renamed(value["row"], moving.user_columns(tables[table]), names))
    raise SealFault("the file ends too early")


def renamed(row: Row, columns: Iterable[str], names: dict[str, str]) -> Row:
    """A row with the ids that are valid here."""
    return {**row, **{name: names[row[name]] for name in columns if row[name] in names}}


def write(cursor: CursorWrapper, table: str, held: list[Row], done: Travelled) -> None:
    """Write rows of one table. The assessment itself stays where it is a row already: what stays here points at it."""
    if not held:
        return None
    done.rows[table] = done.rows.get(table, 0) + len(held)
    if table == moving.meta(Assessment).db_table:
        return write_assessment(cursor, held[0])
    cursor.execute(f"INSERT INTO {table} SELECT * FROM jsonb_populate_recordset(NULL::{table}, %s::jsonb)", [json.dumps(held)])
    return None


def write_assessment(cursor: CursorWrapper, row: Row) -> None:
    """The row of the assessment; an earlier round that is not here is left out, one that was named here stays named."""
    cursor.execute("SELECT earlier_id::text FROM assessment_assessment WHERE id = %s", [row["id"]])
    before = cursor.fetchone()
    cursor.execute("SELECT count(*) FROM assessment_assessment WHERE id = %s", [row["earlier_id"]])
    if not cursor.fetchone()[0]:
        row = {**row, "earlier_id": before[0] if before else None}
    columns = [name for name in row if name != "id"]
    changes = ", ".join(f'"{name}" = EXCLUDED."{name}"' for name in columns)
    text = "INSERT INTO assessment_assessment SELECT * FROM jsonb_populate_record(NULL::assessment_assessment, %s::jsonb)"
    cursor.execute(f"{text} ON CONFLICT (id) DO UPDATE SET {changes}", [json.dumps(row)])


def add_instrument(cursor: CursorWrapper, row: Row) -> None:
    """A published version that is not here yet; one that reads otherwise here, or than it says itself, is refused."""
    if fingerprint(read(row["content"])) != row["sha256"]:
        raise TravelFault(f"the instrument {row['code']} version {row['version']} was changed on the way")
    said = [row["code"], row["country"], row["version"]]
    cursor.execute(f"SELECT sha256 FROM {INSTRUMENTS} WHERE code = %s AND country = %s AND version = %s", said)
    here = cursor.fetchone()
    if here is None:
        cursor.execute(f"INSERT INTO {INSTRUMENTS} SELECT * FROM jsonb_populate_record(NULL::{INSTRUMENTS}, %s::jsonb)", [json.dumps(row)])
    elif here[0] != row["sha256"]:
        raise TravelFault(f"the instrument {row['code']} version {row['version']} reads otherwise here")


def lead(cursor: CursorWrapper, assessment: UUID, by: Actor, at: datetime) -> None:
    """Whoever reads a file in leads the assessment here, unless there is a team already."""
    cursor.execute("SELECT count(*) FROM assessment_member WHERE assessment_id = %s AND until IS NULL", [assessment])
    if not cursor.fetchone()[0]:
        text = "INSERT INTO assessment_member (id, assessment_id, user_id, role, since) VALUES (%s, %s, %s, 'lead', %s)"
        cursor.execute(text, [uuid4(), assessment, by.user_id, at.date()])


def note(cursor: CursorWrapper, assessment: UUID, way: str, edition: int, print_of: str, by: Actor, at: datetime) -> None:
    """Write the journey down."""
    text = "INSERT INTO assessment_journey (id, assessment_id, direction, edition, digest, at, by) VALUES (%s, %s, %s, %s, %s, %s, %s)"
    cursor.execute(text, [uuid4(), assessment, way, edition, print_of, at, by.user_id])


def tell(action: str, assessment: UUID, done: Travelled, by: Actor) -> None:
    """The trail: who took which assessment out or in, and how many rows."""
    with acting(by, "command line"):
        log(action, kind="assessment.file", row=str(assessment), count=sum(done.rows.values()), detail={"edition": done.edition})
