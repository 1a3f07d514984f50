"""Case list and case page at 200,000 cases under row security, beside the same SELECT without it; one write through all six stations.

    python bench/wall.py [--cases 200000]

2,000 users, about 60 grants each; one wide unit with 20,000. The peer is the same SELECT by a superuser, whom
row security does not bind; where it must give the same rows, the grant's condition is written into the SELECT.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import psycopg

from bench.setting import benchmark_database, line, timed

FILL = """
INSERT INTO accounts_organisation (id, code, name, body_type, state, decides, active)
SELECT gen_random_uuid(), 'bench-' || i, '{"en": "Invented"}', 'ngo_shelter', false, false, true FROM generate_series(1, %(units)s) i;
INSERT INTO accounts_unit (id, organisation_id, code, name, receives_referrals, active)
SELECT gen_random_uuid(), id, 'main', '{"en": "Invented"}', false, true FROM accounts_organisation WHERE code LIKE 'bench-%%';
CREATE TEMP TABLE place AS SELECT u.id AS unit, o.id AS organisation, row_number() OVER (ORDER BY o.code) - 1 AS n
FROM accounts_unit u JOIN accounts_organisation o ON o.id = u.organisation_id WHERE o.code LIKE 'bench-%%';
CREATE TEMP TABLE made AS SELECT gen_random_uuid() AS id, i, timestamptz '2016-01-01 08:00+04' + i * interval '20 minutes' AS at FROM generate_series(1, %(cases)s) i;
SET session_replication_role = replica; -- the trail is not what is measured here
INSERT INTO access_file SELECT m.id, p.unit, p.organisation, false, m.at FROM made m JOIN place p ON p.n = m.i %% %(units)s;
INSERT INTO access_grant (id, file_id, subject_unit, reads, writes, purpose, basis, valid_from, granted_by, granted_at, reason)
SELECT gen_random_uuid(), f.id, f.owner_unit, 1023, 1023, 'assistance', 'owner', f.opened_at, gen_random_uuid(), now(), '' FROM access_file f;
INSERT INTO access_grant (id, file_id, subject_unit, reads, writes, purpose, basis, valid_from, granted_by, granted_at, reason)
SELECT gen_random_uuid(), m.id, (SELECT unit FROM place WHERE n = 0), 1, 0, 'assistance', 'consent', now() - interval '1 day', gen_random_uuid(), now(), ''
FROM made m WHERE m.i <= 20000 AND m.i %% %(units)s <> 0;
INSERT INTO casefile_case (id, pack, pack_version, opened_at, recorded_at, opened_unit, source_kind, sex, sex_state, nationality, nationality_state, age_band,
  age_band_state, under_18, under_18_reason, languages, languages_state, exploitation, exploitation_state, route, route_state, stage, refers, ngo_only, cooperates, version)
SELECT m.id, 'az', '1', m.at, m.at, f.owner_unit, '', 'female', 'known', 'AZ', 'known', '', 'unknown', 'no', '', '{az}', 'known', '', 'unknown', '', 'unknown',
  'first_assistance', 'not_asked', false, 'not_asked', 1 FROM made m JOIN access_file f ON f.id = m.id;
INSERT INTO casefile_casecode (id, case_id, organisation, code)
SELECT gen_random_uuid(), f.id, f.owner_organisation, guard.new_code('AZ') FROM access_file f;
INSERT INTO casefile_identity (case_id, given_name, family_name, other_names, birth_value, document, match_keys, sort_key, version)
SELECT m.id, 'Invented', 'Person', '', '', '', ARRAY['k' || m.i], '', 1 FROM made m;
INSERT INTO casefile_assertion (id, case_id, status, at, recorded_at, organisation, body, by, basis, evidence, removed_reason)
SELECT gen_random_uuid(), f.id, 'suspected', f.opened_at, f.opened_at, f.owner_organisation, 'bench', gen_random_uuid(), '', '', '' FROM access_file f;
INSERT INTO casefile_timelineevent (id, case_id, at, recorded_at, kind, organisation, by, facts)
SELECT gen_random_uuid(), f.id, f.opened_at, f.opened_at, 'casefile.opened', f.owner_organisation, gen_random_uuid(), '{}' FROM access_file f;
SET session_replication_role = origin;
ANALYZE;
"""


def fill(url: str, cases: int) -> None:
    """Invented cases, 60 a unit."""
    with psycopg.connect(url) as connection:
        text = FILL % {"cases": cases, "units": max(2, cases // 60)}
        connection.execute(text)


def main() -> None:
    words = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    words.add_argument("--cases", type=int, default=200_000)
    args = words.parse_args()
    with benchmark_database("dayaq_bench_wall") as superuser:
        print(f"filling {args.cases:,} invented cases ...", file=sys.stderr)
        fill(superuser, args.cases)
        measure(superuser, args.cases)


def measure(superuser: str, cases: int) -> None:
    """Time the same SELECTs with and without row security, then pages and one write."""
    from allauth.mfa.models import Authenticator
    from django.db import connection, transaction
    from django.test import Client

    from dayaq.base.access import context
    from dayaq.base.accounts.models import Membership, Unit, User
    from dayaq.base.accounts.queries import actor, in_force
    from dayaq.base.accounts.rules import CONDUCT
    from dayaq.respond.casefile.models import CaseCode

    def worker(name: str, unit: Unit) -> User:
        user = User.objects.create_user(f"{name}@example.invalid", "Invented Worker")
        User.objects.filter(id=user.id).update(code_of_conduct_at="2016-01-01T00:00Z", code_of_conduct_version=CONDUCT)
        Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data={})  # cases are shown behind a second factor only
        Membership.objects.create(user=user, unit=unit, role="ngo_case_worker", valid_from="2016-01-01T00:00Z")
        return user

    units = Unit.objects.filter(organisation__code__startswith="bench-").order_by("organisation__code")
    listing = "SELECT id, opened_at, stage FROM casefile_case ORDER BY opened_at DESC LIMIT 50"
    one = "SELECT * FROM casefile_case c JOIN casefile_identity i ON i.case_id = c.id WHERE c.id = %s"
    print(f"{cases:,} cases; milliseconds; row security on beside off")
    with psycopg.connect(superuser) as free:
        for name, unit in (("60 grants", units[7]), ("20,000 grants", units[0])):
            who = actor(worker(name.split()[0].replace(",", ""), unit), None)
            who = actor(User.objects.get(id=who.user_id), in_force(who.user_id).first())
            with transaction.atomic():
                context.enter(who)
                with connection.cursor() as cursor:
                    cursor.execute(listing)
                    seen = cursor.fetchall()
                    own = f"SELECT c.id, c.opened_at, c.stage FROM casefile_case c WHERE c.id IN (SELECT file_id FROM access_grant WHERE subject_unit = '{unit.id}') ORDER BY c.opened_at DESC LIMIT 50"
                    line(
                        f"list of 50 ({name})",
                        timed(lambda: cursor.execute(listing)),
                        timed(lambda own=own: free.execute(own).fetchall()),
                        "same rows, no row security",
                    )
                    line(
                        f"list of 50 ({name})",
                        timed(lambda: cursor.execute(listing)),
                        timed(lambda: free.execute(listing).fetchall()),
                        "same SELECT, all rows     ",
                    )
                    line(
                        f"one case with identity ({name})",
                        timed(lambda first=seen[0][0]: cursor.execute(one, [first])),
                        timed(lambda first=seen[0][0]: free.execute(one, [first]).fetchall()),
                        "no row security           ",
                    )
    client, user = Client(HTTP_HOST="localhost"), User.objects.get(email="60@example.invalid")
    client.force_login(user)
    with transaction.atomic():
        context.enter(actor(user, in_force(user.id).first()))
        code = CaseCode.objects.filter(organisation=units[7].organisation_id).order_by("code").values_list("code", flat=True)[0]
    pages(client, code)


def pages(client: object, code: str) -> None:
    """Whole pages and one write through Door, Gate, Desk, Rule, Act and Page."""
    from django.urls import reverse

    def get(url: str) -> None:
        answer = client.get(url)  # type: ignore[attr-defined]
        assert answer.status_code == 200, (url, answer.status_code)

    def write() -> None:
        answer = client.post(reverse("casefile:help", args=[code]), {"kind": "interpreter", "outcome": "given"})  # type: ignore[attr-defined]
        assert answer.status_code in {200, 302}, answer.status_code

    line("page: case list", timed(lambda: get(reverse("casefile:list")), 20))
    line("page: one case", timed(lambda: get(reverse("casefile:case", args=[code])), 20))
    line("write: help given, all six stations", timed(write, 20))


if __name__ == "__main__":
    main()
