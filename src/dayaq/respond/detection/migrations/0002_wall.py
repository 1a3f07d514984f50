"""The wall round the area's tables: events and information are files of their own, persons stand behind their own cases."""

from pathlib import Path

from django.db import migrations

from dayaq.base.access.wall import AsGuard, Sql, authored, house, wall

GUARD = (Path(__file__).resolve().parents[1] / "guard.sql").read_text(encoding="utf-8")
UNDO = """
DROP FUNCTION guard.note_suspect(uuid, int, text, text, text, text, text, text, text, timestamptz);
DROP FUNCTION guard.hand_event(uuid, uuid);
DROP FUNCTION guard.detection_sums(timestamptz, timestamptz);
"""
BY = {"by": "user"}
WRITTEN = {"by": "user", "organisation": "organisation"}
RECORDS = ["event.record"]
EVENT, SIGNAL, STREET, DECISION = "detection_event", "detection_signal", "detection_streetchild", "detection_bestinterest"


def of_case(table: str, group: str, *, update: bool = False, mine: dict[str, str] | None = None, **said: object) -> list[Sql]:
    """A table of a person's own file."""
    return [wall(table, group, update=update), authored(table, mine=mine or WRITTEN, **said)]


class Migration(migrations.Migration):
    """Row security, required context, authorship."""

    dependencies = [("detection", "0001_initial"), ("casefile", "0006_authorship"), ("access", "0005_house")]
    operations = [
        wall(EVENT, "G1", "id"),
        authored(
            EVENT,
            case="id",
            mine={**WRITTEN, "unit": "unit"},
            changes=["persons_met", "closed_at"],
            once=["closed_at"],
            own=True,
            insert=RECORDS,
        ),
        wall("detection_eventaccount", "G3", "event_id", update=False),
        authored("detection_eventaccount", case="event_id", mine=BY, insert=RECORDS),
        wall("detection_suspect", "G6", "event_id", insert=False),
        authored(
            "detection_suspect",
            case="event_id",
            mine=BY,
            signed=["turned_by"],
            changes=["turned_at", "turned_reason", "turned_by"],
            once=["turned_at", "turned_reason", "turned_by"],
        ),
        *of_case(
            "detection_eventperson",
            "G1",
            update=True,
            beneath={"event_id": EVENT},
            changes=["set_aside_at", "set_aside_reason"],
            insert=RECORDS,
        ),
        wall("detection_sheetdraft", "G2", "event_id", delete=True),
        authored("detection_sheetdraft", case="event_id", signed=["by"], mine=BY, changes=["lines", "changed_at"]),
        wall(SIGNAL, "G1", "id"),
        authored(
            SIGNAL,
            case="id",
            mine={**WRITTEN, "unit": "unit", "body": "body"},
            signed=["assessed_by"],
            changes=["passed_at", "passed_to", "assessment", "assessed_at", "assessed_by", "result", "result_at", "version"],
        ),
        wall("detection_signaltext", "G3", "signal_id", update=False),
        authored("detection_signaltext", case="signal_id", mine=BY),
        *house(
            "detection_check",
            reads=RECORDS,
            writes=RECORDS,
            everywhere=["overview.read"],
            mine=BY,
            changes=["planned_for", "agencies", "done_at", "result", "persons_met", "dropped_at", "version"],
            once=["done_at", "result", "dropped_at"],
        ),
        *of_case(
            STREET,
            "G1",
            update=True,
            changes=["family_found_at", "judge_at", "ended_at", "outcome", "late_reason", "asked_at", "version"],
            once=["ended_at", "outcome"],
        ),
        *of_case("detection_streetanswer", "G3", mine=BY, same={"street_id": STREET}),
        *of_case(DECISION, "G1", mine={**WRITTEN, "body": "body"}, same={"replaces_id": DECISION}),
        *of_case("detection_bestinterestwords", "G7", mine=BY, same={"decision_id": DECISION}, beneath={"decision_id": DECISION}),
        *of_case("detection_childstep", "G1", same={"rests_on_id": DECISION}),
        *of_case("detection_ageassessment", "G1"),
        *of_case("detection_legalrole", "G6"),
        *of_case("detection_coercioncheck", "G6"),
        AsGuard(GUARD, UNDO),
    ]
