"""The register at 1,000,000 invented rows: a full rebuild from the case files, one refresh, and ten standard tables.

    python bench/register.py [--cases 180000]

Each case file gives five or six rows (person, status, decision, referral, recognition, help). The peer of the first table
is the same count by one SELECT over the case files themselves, as a superuser whom row security does not bind.
"""

from __future__ import annotations

import argparse
import sys
import time
from datetime import date
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import psycopg

from bench.setting import benchmark_database, line, timed

FILL = """
CREATE TEMP TABLE made AS SELECT gen_random_uuid() AS id, i, timestamptz '2016-01-01 08:00+04' + (i %% 1000) * interval '17 hours' AS at FROM generate_series(1, %(cases)s) i;
CREATE TEMP TABLE body AS SELECT o.id, o.code, u.id AS unit FROM accounts_organisation o JOIN accounts_unit u ON u.organisation_id = o.id WHERE o.code = 'ctmd' ORDER BY u.receives_referrals DESC LIMIT 1;
SET session_replication_role = replica; -- trail and queue are not what is measured here
INSERT INTO access_file SELECT m.id, b.unit, b.id, false, m.at FROM made m, body b;
INSERT INTO casefile_case (id, pack, pack_version, opened_at, recorded_at, opened_unit, source_kind, sex, sex_state, nationality, nationality_state, age_band,
  age_band_state, under_18, under_18_reason, languages, languages_state, exploitation, exploitation_state, route, route_state, stage, refers, ngo_only, cooperates, version)
SELECT m.id, 'az', '1', m.at, m.at, b.unit, '', CASE WHEN i %% 10 < 9 THEN 'female' ELSE 'male' END, 'known', CASE WHEN i %% 25 = 0 THEN 'RU' ELSE 'AZ' END, 'known', '', 'unknown',
  CASE WHEN i %% 20 = 0 THEN 'yes' ELSE 'no' END, '', '{az}', 'known', CASE WHEN i %% 10 < 8 THEN 'sexual' ELSE 'forced_labour' END, 'known', 'abroad_returned', 'known',
  'decision', 'agreed', false, 'not_asked', 1 FROM made m, body b;
INSERT INTO casefile_assertion (id, case_id, status, at, recorded_at, organisation, body, by, basis, evidence, removed_reason)
SELECT gen_random_uuid(), m.id, CASE WHEN i %% 3 = 0 THEN 'presumed' ELSE 'suspected' END, m.at, m.at, b.id, b.code, gen_random_uuid(), '', '', '' FROM made m, body b;
INSERT INTO casefile_assistance (id, case_id, kind, at, recorded_at, organisation, outcome, reason, by)
SELECT gen_random_uuid(), m.id, CASE WHEN i %% 2 = 0 THEN 'food' ELSE 'medical' END, m.at, m.at, b.id, 'given', '', gen_random_uuid() FROM made m, body b;
"""
# Tables other areas go on changing are filled by their own columns: what has no default here gets the type's plain value.
PLAIN = {
    "uuid": "gen_random_uuid()",
    "text": "''",
    "varchar": "''",
    "bool": "false",
    "int4": "1",
    "int8": "1",
    "timestamptz": "m.at",
    "jsonb": "'{}'",
    "_varchar": "'{}'",
}
LINKED = {
    "referral_referral": {"case_id": "m.id", "from_kind": "CASE WHEN i % 2 = 0 THEN 'ngo' ELSE 'police' END", "to_body": "'ctmd'", "to_organisation": "b.id", "to_unit": "b.unit",
        "from_organisation": "b.id", "status": "'received'", "sent_at": "m.at", "received_at": "m.at"},
    "identification_formaldecision": {"case_id": "m.id", "outcome": "CASE WHEN i % 10 < 7 THEN 'positive' ELSE 'negative' END", "organisation": "b.id", "body": "b.code",
        "step": "'indicators'", "at": "m.at + interval '9 days'"},
}  # fmt: skip
TABLES = (
    ("identified", ("sex", "exploitation")),
    ("identified", ("nationality", "route")),
    ("identified", ("age",)),
    ("identified", ("quarter",)),
    ("referral", ("from", "to")),
    ("referral", ("month",)),
    ("referral_recognised", ("from",)),
    ("assertion", ("status", "by")),
    ("assistance", ("type", "answer")),
    ("decision_negative", ("year", "sex")),
)
DIRECT = """SELECT c.sex, d.exploitation, count(DISTINCT c.id) FROM casefile_case c JOIN identification_formaldecision d ON d.case_id = c.id
WHERE d.outcome = 'positive' AND d.removed_at IS NULL AND (d.at AT TIME ZONE 'Asia/Baku')::date >= '2016-01-01' AND (d.at AT TIME ZONE 'Asia/Baku')::date < '2018-01-01' GROUP BY 1, 2"""


def fill(url: str, cases: int) -> None:
    """Invented case files."""
    with psycopg.connect(url) as connection:
        connection.execute(FILL % {"cases": cases})
        for table, given in LINKED.items():
            columns = connection.execute(
                "SELECT a.attname, t.typname FROM pg_attribute a JOIN pg_type t ON t.oid = a.atttypid WHERE a.attrelid = %s::regclass AND a.attnum > 0 AND NOT a.attisdropped AND a.attnotnull",
                [table],
            ).fetchall()
            values = {name: PLAIN[kind] for name, kind in columns} | given
            connection.execute(f"INSERT INTO {table} ({', '.join(values)}) SELECT {', '.join(values.values())} FROM made m, body b")
        connection.execute("SET session_replication_role = origin; ANALYZE")


def main() -> None:
    words = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    words.add_argument("--cases", type=int, default=180_000)
    args = words.parse_args()
    with benchmark_database("dayaq_bench_register") as superuser:
        print(f"filling {args.cases:,} invented case files ...", file=sys.stderr)
        fill(superuser, args.cases)
        measure(superuser)


def measure(superuser: str) -> None:
    """Rebuild, refresh of one file, ten tables."""
    from dayaq.base.access.context import acting
    from dayaq.base.accounts.queries import service
    from dayaq.count.register import actions, queries

    register = service("register")
    start = time.perf_counter()
    rows = actions.rebuild(by=register)
    taken = time.perf_counter() - start
    print(f"{'full rebuild':58} {taken:9.2f} s   {rows:,} rows, {rows / taken:,.0f} rows a second")
    with psycopg.connect(superuser, autocommit=True) as peer, acting(register):
        peer.execute("VACUUM ANALYZE register_row")
        one = "INSERT INTO register_dirty (file_id, at, mark) SELECT id, now(), 0 FROM casefile_case LIMIT 1"
        line("one changed file, refreshed before a table is given", timed(lambda: (peer.execute(one), actions.refresh()), 20))
        for number, (kind, by) in enumerate(TABLES):
            ours = timed(lambda kind=kind, by=by: queries.measure(kind, "az", date(2016, 1, 1), date(2018, 1, 1), by), 5, 1)
            same = timed(lambda: peer.execute(DIRECT).fetchall(), 5, 1) if number == 0 else None
            line(f"{kind} by {', '.join(by)}, 2016-2017", ours, same, "case files")


if __name__ == "__main__":
    main()
