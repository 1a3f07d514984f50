"""The register learns what the areas of the response write: of case files, and of what bodies keep for themselves."""

from pathlib import Path

from django.db import migrations

from dayaq.base.access.wall import AsGuard, Sql

HERE = Path(__file__).parents[1]
SQL = "\n".join((HERE / "sql" / f"{name}.sql").read_text(encoding="utf-8") for name in ("help", "bodies", "rights", "areas"))
REPLACED = ("refresh", "project", "rebuild", "configure", "measure", "coverage", "mark_dirty")
MADE = (
    "refresh_areas(uuid[])",
    "facts_of_shelter(uuid[])",
    "facts_of_help(uuid[])",
    "facts_of_rights(uuid[])",
    "facts_of_money(uuid[])",
    "facts_of_protection(uuid[])",
    "facts_of_bodies(uuid[])",
    "facts_of_proceedings(uuid[])",
    "subjects(uuid[])",
    "records()",
    "home()",
    "band(text, int)",
    "family(text)",
    "took(timestamptz, timestamptz)",
    "standing(date, date)",
    "beds_on(text, date, text[])",
    "most_on_a_day(text, text, date, date, text[])",
    "by_whole_years(text)",
    "mark_others()",
)
CASE = "case_id"
# table -> the column that says which rows of the register its change makes stale
WATCHED = (
    *((table, CASE) for table in (
        "shelter_stay", "shelter_leave", "shelter_given", "shelter_healthgiven", "shelter_refusedcase",
        "support_service", "support_healthservice", "support_dependantservice", "support_job", "support_seat", "support_followup", "support_charge",
        "network_onward", "rights_told", "casefile_task", "residence_reflection", "residence_permit", "residence_return", "residence_returnrisk",
        "justice_legalrequest", "justice_statement", "justice_party", "fund_request", "fund_payment", "fund_claim", "fund_award", "fund_claimpayment",
    )),
    *((table, "id") for table in (
        "hotline_call", "hotline_calltally", "justice_fact", "justice_proceeding", "shelter_bed", "shelter_refusal", "shelter_incident", "shelter_visit",
        "inspection_visit", "inspection_mediation", "rights_complaint", "detection_check", "detection_event", "detection_signal", "fund_journal", "protection_subject",
    )),
    *((table, "proceeding_id") for table in ("justice_offender", "justice_verdict", "justice_charge", "justice_gang", "justice_asset", "justice_mutualrequest")),
    *((table, "subject_id") for table in ("protection_measure", "protection_threat", "protection_plan", "protection_risk", "protection_liability")),
    ("inspection_mediationstep", "mediation_id"),
    ("rights_complainant", "complaint_id"),
    ("fund_line", "journal_id"),
)  # fmt: skip
ALSO = (("justice_fact", "proceeding"), ("shelter_refusedcase", "refusal_id"), ("fund_journal", "reverses_id"))


def watch(name: str, pairs: tuple[tuple[str, str], ...]) -> Sql:
    """The triggers that leave markers."""
    return Sql(
        "".join(
            f"CREATE TRIGGER {name} AFTER INSERT OR UPDATE OR DELETE ON {table} FOR EACH ROW EXECUTE FUNCTION guard.mark_dirty('{column}');"
            for table, column in pairs
        ),
        "".join(f"DROP TRIGGER {name} ON {table};" for table, _ in pairs),
    )


def before() -> str:
    """The functions as they were."""
    blocks = (HERE / "register.sql").read_text(encoding="utf-8").split("CREATE FUNCTION guard.")[1:]
    old = [block[: block.index("END $$;") + 7] for block in blocks if block.startswith(tuple(f"{name}(" for name in REPLACED))]
    return "".join(f"CREATE OR REPLACE FUNCTION guard.{block}\n" for block in old)


class Migration(migrations.Migration):
    """Facts of the areas; on the way back doubles are counted as the first projection counted them."""

    dependencies = [
        ("register", "0004_doubles"),
        ("hotline", "0002_wall"),
        ("shelter", "0003_since"),
        ("support", "0002_wall"),
        ("rights", "0002_wall"),
        ("network", "0002_wall"),
        ("fund", "0002_wall"),
        ("residence", "0002_wall"),
        ("protection", "0002_wall"),
        ("justice", "0002_wall"),
        ("inspection", "0002_wall"),
        ("detection", "0002_wall"),
    ]
    operations = [
        AsGuard(SQL, "".join(f"DROP FUNCTION guard.{one};" for one in MADE) + before()),
        watch("mark_dirty", WATCHED),
        watch("mark_dirty_too", ALSO),
        Sql(
            "CREATE TRIGGER mark_others AFTER UPDATE ON support_course FOR EACH ROW EXECUTE FUNCTION guard.mark_others();"
            "CREATE TRIGGER mark_others AFTER UPDATE ON access_file FOR EACH ROW EXECUTE FUNCTION guard.mark_others();",
            "DROP TRIGGER mark_others ON support_course; DROP TRIGGER mark_others ON access_file;",
        ),
    ]
