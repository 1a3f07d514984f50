"""The wall: a proceeding is a file of its own, a person's part in it belongs to the person's file, notes to their author alone."""

from pathlib import Path

from django.db import migrations

from dayaq.base.access.wall import AsGuard, Sql, authored, house, triggers, wall

SQL = (Path(__file__).parents[1] / "guard.sql").read_text()
GONE = """
DROP FUNCTION guard.open_proceeding(uuid, timestamptz); DROP FUNCTION guard.share_proceeding(uuid, uuid, boolean, boolean, timestamptz);
DROP FUNCTION guard.unshare_proceeding(uuid, uuid); DROP FUNCTION guard.known_proceeding(); DROP FUNCTION guard.justice_sums(timestamptz, timestamptz);
"""
MINE = {"by": "user", "organisation": "organisation"}
WORK = ["justice.work"]
OFFENDER = {"offender_id": "justice_offender"}
# Tables of a proceeding: what each row points at within it, and which columns may change.
OF_PROCEEDING = {
    "gang": {"changes": ["broken_at", "cross_border"], "once": ["broken_at"]},
    "offender": {"same": {"group_id": "justice_gang"}},
    "verdict": {"same": {**OFFENDER, "replaces_id": "justice_verdict"}, "changes": ["final"]},
    "charge": {
        "same": {**OFFENDER, "verdict_id": "justice_verdict"},
        "changes": ["outcome", "outcome_at", "verdict_id"],
        "once": ["outcome", "outcome_at", "verdict_id"],
    },
    "hearing": {},
    "asset": {"same": OFFENDER},
    "mutualrequest": {"changes": ["answered_at", "answer"], "once": ["answered_at", "answer"]},
}
PARTS = {
    "party": {"changes": ["role", "consent", "word", "ended_at", "version"]},
    "statement": {"same": {"uses_id": "justice_statement"}},
    "appearance": {"changes": ["must_attend", "attended", "asked", "granted", "refused", "no_equipment", "version"]},
}
KNOWN = "CREATE TRIGGER known_proceeding BEFORE INSERT OR UPDATE ON justice_{0} FOR EACH ROW EXECUTE FUNCTION guard.known_proceeding();"
# Privileged notes: G9 is nobody's ceiling (roles say "own"). The author alone reads and writes, while let into the file; the history
# of values keeps no copy.
NOTE = "justice_privilegednote"
AUTHOR = """"by" = (SELECT guard.user_id()) AND case_id = ANY(ARRAY(SELECT guard.cases('G1')))"""
ALONE = f"""
ALTER TABLE {NOTE} ENABLE ROW LEVEL SECURITY; ALTER TABLE {NOTE} FORCE ROW LEVEL SECURITY;
CREATE POLICY guard_all ON {NOTE} TO dayaq_guard USING (true) WITH CHECK (true);
CREATE POLICY app_read ON {NOTE} FOR SELECT TO dayaq_app USING ({AUTHOR});
CREATE POLICY app_insert ON {NOTE} FOR INSERT TO dayaq_app WITH CHECK ({AUTHOR});
REVOKE ALL ON {NOTE} FROM dayaq_app; GRANT SELECT, INSERT ON {NOTE} TO dayaq_app;
{triggers(NOTE, "none", "case_id")}
"""
EVERYBODY = ["legal.work", "justice.work", "justice.court", "case.write"]


class Migration(migrations.Migration):
    """Row security, authorship, the guard's functions."""

    dependencies = [("justice", "0001_initial"), ("access", "0005_house"), ("casefile", "0006_authorship")]
    operations = [
        AsGuard(SQL, GONE),
        *house("justice_lawyer", reads=EVERYBODY, writes=["legal.work", "justice.work"], everywhere=EVERYBODY, mine={"by": "user"}),
        *house("justice_fact", reads=WORK, writes=WORK, mine={"by": "user"}, changes=["proceeding"], once=["proceeding"]),
        wall("justice_proceeding", "G6", "id"),
        authored("justice_proceeding", case="id", mine=MINE, insert=WORK, update=WORK),
        *(wall(f"justice_{name}", "G6", "proceeding_id") for name in OF_PROCEEDING),
        *(
            authored(f"justice_{name}", case="proceeding_id", mine=MINE, insert=WORK, update=WORK, **said)
            for name, said in OF_PROCEEDING.items()
        ),
        *(wall(f"justice_{name}", "G6", update=name != "statement") for name in PARTS),
        *(authored(f"justice_{name}", mine=MINE, insert=WORK, **said) for name, said in PARTS.items()),
        *(Sql(KNOWN.format(name), f"DROP TRIGGER known_proceeding ON justice_{name};") for name in PARTS),
        wall("justice_legalrequest", "G1"),
        authored(
            "justice_legalrequest",
            mine=MINE,
            signed=["outcome_by"],
            changes=["outcome", "outcome_at", "outcome_by", "lawyer", "scheme", "told_cost"],
            once=["outcome", "outcome_at", "outcome_by"],
            empty=["outcome", "outcome_at", "outcome_by"],
        ),
        wall("justice_mandate", "G8"),
        authored("justice_mandate", mine=MINE, changes=["ended_at", "ended_why"], once=["ended_at", "ended_why"], empty=["ended_at"]),
        wall("justice_legalwork", "G8", update=False),
        authored("justice_legalwork", mine=MINE, same={"mandate_id": "justice_mandate"}, insert=["legal.work"]),
        Sql(ALONE, f"ALTER TABLE {NOTE} DISABLE ROW LEVEL SECURITY;"),
        authored(NOTE, mine=MINE, insert=["legal.work"]),
    ]
