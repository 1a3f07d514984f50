"""The wall round the area's tables; who wrote a row and what of it may change; the neutral check before a removal.

A travel plan (G5) may also be written by whoever works on the return and does not read places: it is handed in and not seen again.
An alert before a removal may also be raised by whoever writes the claim itself (G8) and not the core: it says only that something is
open, and a claim nobody could raise an alert for would be cut off.
"""

from pathlib import Path

from django.db import migrations

from dayaq.base.access.wall import AsGuard, Sql, authored, wall

CHECK = (Path(__file__).resolve().parents[1] / "guard.sql").read_text(encoding="utf-8")
WRITTEN = {"by": "user", "organisation": "organisation"}
WORK = ["residence.work"]
JOURNEY = {"journey_id": "residence_return"}
WORKED = "case_id = ANY(ARRAY(SELECT guard.writable('G1'))) AND (SELECT guard.may('residence.work'))"
CLAIMS = "case_id = ANY(ARRAY(SELECT guard.writable('G8')))"
REFLECTION = ["ends_at", "extended_at", "extended_by", "extended_reason", "ended_at", "ended_by", "ended_reason", "version"]
DECIDED = ["outcome", "decided_at", "decided_by", "body", "reason", "starts_on", "last_day", "ends_at", "until_judgment", "basis"]
ENDED = ["ended_at", "ended_by", "ended_reason"]


class Migration(migrations.Migration):
    """Row security, required context, recorded changes, authorship."""

    dependencies = [
        ("residence", "0001_initial"),
        ("access", "0005_house"),
        ("casefile", "0006_authorship"),
        ("identification", "0004_authorship"),
    ]
    operations = [
        wall("residence_reflection", "G1"),
        authored(
            "residence_reflection",
            mine=WRITTEN,
            signed=["extended_by", "ended_by"],
            changes=REFLECTION,
            once=ENDED,
            empty=ENDED,
            insert=WORK,
            update=WORK,
        ),
        wall("residence_permit", "G1"),
        authored(
            "residence_permit",
            mine=WRITTEN,
            signed=["decided_by", "ended_by"],
            changes=[*DECIDED, *ENDED, "version"],
            once=[*DECIDED[:4], *ENDED],
            empty=["outcome", *ENDED],
            same={"renews_id": "residence_permit"},
            insert=WORK,
            update=WORK,
        ),
        wall("residence_removalalert", "G1"),
        Sql(
            f"CREATE POLICY app_insert_claims ON residence_removalalert FOR INSERT TO dayaq_app WITH CHECK ({CLAIMS});"
            f"CREATE POLICY app_update_claims ON residence_removalalert FOR UPDATE TO dayaq_app USING ({CLAIMS}) WITH CHECK ({CLAIMS});",
            "DROP POLICY app_insert_claims ON residence_removalalert; DROP POLICY app_update_claims ON residence_removalalert;",
        ),
        authored(
            "residence_removalalert",
            mine=WRITTEN,
            signed=["ended_by"],
            changes=["ended_at", "ended_by"],
            once=["ended_at", "ended_by"],
            empty=["ended_at", "ended_by"],
        ),
        wall("residence_continuing", "G8"),
        authored(
            "residence_continuing",
            mine=WRITTEN,
            signed=["ended_by"],
            changes=["ended_at", "ended_by"],
            once=["ended_at", "ended_by"],
            empty=["ended_at", "ended_by"],
        ),
        wall("residence_return", "G1"),
        authored("residence_return", mine=WRITTEN, signed=["chosen_by"], insert=WORK, update=WORK),
        wall("residence_returnrisk", "G1", update=False),
        authored("residence_returnrisk", mine=WRITTEN, same=JOURNEY, insert=WORK),
        wall("residence_childview", "G1", update=False),
        authored("residence_childview", mine=WRITTEN, same=JOURNEY, insert=WORK),
        wall("residence_returnnote", "G3", update=False),
        authored("residence_returnnote", mine={"by": "user"}, same=JOURNEY, insert=WORK),
        wall("residence_partner", "G2", update=False),
        authored("residence_partner", mine=WRITTEN, same=JOURNEY, insert=WORK),
        wall("residence_travelplan", "G5", update=False),
        Sql(
            f"CREATE POLICY app_insert_work ON residence_travelplan FOR INSERT TO dayaq_app WITH CHECK ({WORKED});",
            "DROP POLICY app_insert_work ON residence_travelplan;",
        ),
        authored("residence_travelplan", mine={"by": "user"}, same=JOURNEY, insert=WORK),
        wall("residence_followup", "G1", update=False),
        authored("residence_followup", mine=WRITTEN, same=JOURNEY, insert=WORK),
        AsGuard(CHECK, "DROP FUNCTION guard.residence_check(text, timestamptz);"),
    ]
