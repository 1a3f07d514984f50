"""The wall round the area's tables: read by whoever works on protection and has the group, written by whoever works on it.

Two things are other than usual. Nobody reads a row here without the permission of protection work, whatever the grant: a migration
officer who sees the core of a case does not see its threats. And whoever works on protection and sees the core may write, also groups
not read again: an investigator, a lawyer or a case worker who hears of a threat hands it in, an address is handed in unseen.
"""

from django.db import migrations
from django.db.migrations.operations.base import Operation

from dayaq.base.access.wall import Sql, authored, wall

WRITTEN = {"by": "user", "organisation": "organisation"}
WORK = ["protection.work"]
ENDED = ["ended_at", "ended_by"]


def kept(table: str, group: str, column: str = "subject_id", *, update: bool = False) -> list[Operation]:
    """Return the operations that wall one table of the area."""
    mine = f"{column} = ANY(ARRAY(SELECT guard.cases('G1'))) AND (SELECT guard.may('protection.work'))"
    more = [
        f"CREATE POLICY only_protection ON {table} AS RESTRICTIVE FOR SELECT TO dayaq_app USING ((SELECT guard.may('protection.work')));",
        f"CREATE POLICY app_insert_work ON {table} FOR INSERT TO dayaq_app WITH CHECK ({mine});",
    ]
    undo = [f"DROP POLICY only_protection ON {table};", f"DROP POLICY app_insert_work ON {table};"]
    if update:
        more.append(f"CREATE POLICY app_update_work ON {table} FOR UPDATE TO dayaq_app USING ({mine}) WITH CHECK ({mine});")
        undo.append(f"DROP POLICY app_update_work ON {table};")
    return [wall(table, group, column, update=update), Sql("\n".join(more), "\n".join(undo))]


SUBJECT = {"case": "subject_id", "insert": WORK}


class Migration(migrations.Migration):
    """Row security, required context, recorded changes, authorship."""

    dependencies = [("protection", "0001_initial"), ("access", "0005_house")]
    operations = [
        *kept("protection_subject", "G1", "id"),
        authored("protection_subject", case="id", mine=WRITTEN, insert=WORK),
        *kept("protection_protectedperson", "G2"),
        authored("protection_protectedperson", **SUBJECT),
        *kept("protection_link", "G7"),
        authored("protection_link", mine={"by": "user"}, **SUBJECT),
        *kept("protection_falsename", "G2", update=True),
        authored("protection_falsename", mine={"by": "user"}, signed=["ended_by"], changes=ENDED, once=ENDED, empty=ENDED, **SUBJECT),
        *kept("protection_letteraddress", "G5", update=True),
        authored("protection_letteraddress", mine={"by": "user"}, signed=["ended_by"], changes=ENDED, once=ENDED, empty=ENDED, **SUBJECT),
        *kept("protection_risk", "G1"),
        authored("protection_risk", mine=WRITTEN, **SUBJECT),
        *kept("protection_note", "G3"),
        authored("protection_note", mine={"by": "user"}, **SUBJECT),
        *kept("protection_plan", "G1", update=True),
        authored("protection_plan", mine=WRITTEN, signed=["ended_by"], changes=ENDED, once=ENDED, empty=ENDED, **SUBJECT),
        *kept("protection_plantext", "G5"),
        authored("protection_plantext", **SUBJECT),
        *kept("protection_threat", "G1", update=True),
        authored(
            "protection_threat",
            mine=WRITTEN,
            signed=["closed_by"],
            changes=["reported_to", "responses", "closed_at", "closed_by", "closed_reason", "version"],
            once=["closed_at", "closed_by", "closed_reason"],
            empty=["closed_at", "closed_by", "closed_reason"],
            update=WORK,
            **SUBJECT,
        ),
        *kept("protection_measure", "G1", update=True),
        authored(
            "protection_measure",
            mine=WRITTEN,
            signed=["answered_by", "ended_by"],
            changes=["answer", "answered_at", "answered_by", "body", "reason", "used_at", "no_equipment", *ENDED, "version"],
            once=["answer", "answered_at", "answered_by", "body", *ENDED],
            empty=["answer", "answered_at", *ENDED],
            update=WORK,
            **SUBJECT,
        ),
        *kept("protection_liability", "G1", update=True),
        authored(
            "protection_liability",
            mine=WRITTEN,
            changes=["invoked_at", "invoked_by", "answer", "answered_at", "version"],
            once=["invoked_at", "invoked_by", "answer", "answered_at"],
            empty=["answer", "answered_at"],
            update=WORK,
            **SUBJECT,
        ),
    ]
