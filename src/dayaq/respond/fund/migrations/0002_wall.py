"""The wall round the fund: requests and claims by the file of the person, the ledger by its body; what is booked stays."""

from pathlib import Path

from django.db import migrations

from dayaq.base.access.wall import AsGuard, Sql, authored, house, wall

FUNCTIONS = (Path(__file__).parents[1] / "guard.sql").read_text()
GONE = """
DROP FUNCTION guard.fund_ask(uuid, uuid, text); DROP FUNCTION guard.fund_told(); DROP FUNCTION guard.fund_may_say(); DROP FUNCTION guard.fund_may_pay();
DROP FUNCTION guard.fund_balanced(); DROP FUNCTION guard.fund_given(); DROP FUNCTION guard.fund_stays();
DROP FUNCTION guard.fund_announce(uuid, text, numeric, text, timestamptz, text);
"""
WRITTEN = {"by": "user", "organisation": "organisation"}
FUND = ["fund.work", "fund.approve"]
CLAIMS = ["fund.request", "fund.work", "legal.work"]
BOOKS = {"reads": FUND, "writes": FUND, "mine": {"by": "user"}}


def stays(table):
    """Nobody changes or deletes a row of the table, whoever he is."""
    return Sql(
        f"REVOKE UPDATE, DELETE ON {table} FROM dayaq_app;"
        f"CREATE TRIGGER stays BEFORE UPDATE OR DELETE ON {table} FOR EACH ROW EXECUTE FUNCTION guard.fund_stays();",
        f"DROP TRIGGER stays ON {table};",
    )


def told(table, kind):
    """The timeline of the case learns that something happened."""
    return Sql(
        f"CREATE TRIGGER told AFTER INSERT ON {table} FOR EACH ROW EXECUTE FUNCTION guard.fund_told('{kind}');",
        f"DROP TRIGGER told ON {table};",
    )


def before(table, function):
    """A question asked before a row is written."""
    return Sql(
        f"CREATE TRIGGER asked_before BEFORE INSERT ON {table} FOR EACH ROW EXECUTE FUNCTION guard.{function}();",
        f"DROP TRIGGER asked_before ON {table};",
    )


def balanced(table):
    """Looked at when the transaction ends."""
    return Sql(
        f"CREATE CONSTRAINT TRIGGER balanced AFTER INSERT ON {table} DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION guard.fund_balanced();",
        f"DROP TRIGGER balanced ON {table};",
    )


REQUEST = {"request_id": "fund_request"}
CLAIM = {"claim_id": "fund_claim"}


class Migration(migrations.Migration):
    """Row security, authorship, what the database itself refuses."""

    dependencies = [("fund", "0001_initial"), ("access", "0005_house"), ("casefile", "0006_authorship")]
    operations = [
        AsGuard(FUNCTIONS, GONE),
        wall("fund_request", "G8"),
        authored(
            "fund_request",
            mine={**WRITTEN, "unit": "unit"},
            changes=["state", "withdrawn_at", "version"],
            once=["withdrawn_at"],
            empty=["withdrawn_at"],
            insert=["fund.request", "legal.work"],
        ),
        told("fund_request", "fund.asked"),
        wall("fund_opinion", "G8", update=False),
        authored("fund_opinion", mine=WRITTEN, same=REQUEST, insert=["fund.approve"]),
        stays("fund_opinion"),
        before("fund_opinion", "fund_may_say"),
        told("fund_opinion", "fund.decided"),
        wall("fund_payment", "G8"),
        authored(
            "fund_payment",
            mine=WRITTEN,
            same=REQUEST,
            changes=["reversed_at", "reversed_by"],
            once=["reversed_at", "reversed_by"],
            empty=["reversed_at", "reversed_by"],
            signed=["reversed_by"],
            insert=["fund.work"],
            update=["fund.work"],
        ),
        before("fund_payment", "fund_may_pay"),
        told("fund_payment", "fund.paid"),
        wall("fund_receipt", "G8", update=False),
        authored("fund_receipt", mine=WRITTEN, same={"payment_id": "fund_payment"}, insert=["fund.work"]),
        stays("fund_receipt"),
        wall("fund_reintegration", "G8", update=False),
        authored("fund_reintegration", mine=WRITTEN),
        wall("fund_claim", "G8"),
        authored(
            "fund_claim",
            mine=WRITTEN,
            changes=["attorney_since", "ended_at", "ended_why", "version"],
            once=["ended_at", "ended_why"],
            insert=CLAIMS,
            update=CLAIMS,
        ),
        told("fund_claim", "fund.claim_filed"),
        wall("fund_award", "G8", update=False),
        authored("fund_award", mine=WRITTEN, same=CLAIM, insert=CLAIMS),
        stays("fund_award"),
        told("fund_award", "fund.claim_decided"),
        wall("fund_claimpayment", "G8", update=False),
        authored("fund_claimpayment", mine=WRITTEN, same=CLAIM, insert=CLAIMS),
        stays("fund_claimpayment"),
        told("fund_claimpayment", "fund.claim_paid"),
        *house("fund_pot", **BOOKS, changes=["name", "closed_at"]),
        *house("fund_account", **BOOKS, changes=[]),
        *house("fund_journal", **BOOKS, beneath={"reverses_id": "fund_journal"}),
        stays("fund_journal"),
        balanced("fund_journal"),
        *house(
            "fund_line", reads=FUND, writes=FUND, beneath={"journal_id": "fund_journal", "account_id": "fund_account", "pot_id": "fund_pot"}
        ),
        stays("fund_line"),
        balanced("fund_line"),
        *house("fund_gift", **BOOKS, beneath={"pot_id": "fund_pot", "journal_id": "fund_journal"}, changes=[]),
        *house("fund_handout", **BOOKS, beneath={"gift_id": "fund_gift", "journal_id": "fund_journal"}, changes=[]),
        before("fund_handout", "fund_given"),
        *house("fund_announced", **BOOKS, changes=["journal_id"], once=["journal_id"]),
        Sql("REVOKE INSERT ON fund_announced FROM dayaq_app;"),
    ]
