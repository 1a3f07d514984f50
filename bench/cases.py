"""Case list, name search in another spelling, dashboard and timeline under row security, beside a replay of Primero's queries.

    python bench/cases.py [--cases 200000] [--events 10]

The peer is **our own rendering** of the public database layout of Primero v2: one table ``cases`` with a JSONB document, the columns it
mirrors for its lists, a GIN index over the document, tokens of sound for names, a table of record histories. It is its layout and our
SQL, not the program: nothing of it runs here. Both stand on the same server with the same invented people. Ours are asked through the
functions the pages call, with row security and a signed context; the peer's queries carry their scope in the WHERE clause.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections.abc import Iterator
from functools import partial
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import psycopg

from bench.setting import benchmark_database, line, timed
from bench.wall import fill

if TYPE_CHECKING:
    from dayaq.base.access.rules import Actor
    from dayaq.base.accounts.models import Unit

LIMIT_LIST, LIMIT_PAGE = 50.0, 300.0  # milliseconds: a list is there before it is missed; a whole page feels at once
GIVEN = [
    "Zərifə",
    "Lamiyə",
    "Gülnarə",
    "Çinarə",
    "Şəhla",
    "Sevinc",
    "Aytən",
    "Günel",
    "Rəşad",
    "Elçin",
    "Tural",
    "Orxan",
    "Kamran",
    "İlkin",
    "Vüqar",
    "Fərid",
    "Murad",
    "Səbuhi",
]
STEMS = [
    "Uydur",
    "Qurma",
    "Yoxdur",
    "Bəlkə",
    "Nümunə",
    "Sınaq",
    "Düzmə",
    "Qondar",
    "Təxmin",
    "Xəyal",
    "Kölgə",
    "Duman",
    "Sərab",
    "Rəsmi",
    "Boşluq",
    "Surət",
    "Nağıl",
    "Tapmaca",
]
ENDS = ["zadə", "lı", "ov", "ova", "yev", "yeva", "bəyli", "qızı", "oğlu"]
ASKED = ("Зарифа Уйдурзаде", "Zarifa Uydurzade", "Zerife Uydurzade")

NAMES = "CREATE TEMP TABLE named (n int PRIMARY KEY, given text, family text, keys text[])"
PEOPLE = """
SET session_replication_role = replica;
CREATE TEMP TABLE numbered AS SELECT id, row_number() OVER (ORDER BY opened_at) - 1 AS i FROM casefile_case;
UPDATE casefile_identity y SET given_name = n.given, family_name = n.family, match_keys = n.keys
FROM numbered m JOIN named n ON n.n = m.i %% %(names)s WHERE y.case_id = m.id;
UPDATE casefile_identity y SET given_name = n.given, family_name = n.family, match_keys = n.keys -- one in each unit that searches
FROM (SELECT DISTINCT ON (opened_unit) id FROM casefile_case WHERE opened_unit IN
  (SELECT u.id FROM accounts_unit u JOIN accounts_organisation o ON o.id = u.organisation_id WHERE o.code LIKE 'bench-%%' ORDER BY o.code LIMIT 8)
  ORDER BY opened_unit, opened_at) c, named n
WHERE y.case_id = c.id AND n.given = 'Zərifə' AND n.family = 'Uydurzadə';
UPDATE access_grant SET reads = 3 WHERE basis = 'consent'; -- the wide unit reads names
INSERT INTO casefile_timelineevent (id, case_id, at, recorded_at, kind, organisation, by, facts)
SELECT gen_random_uuid(), m.id, c.opened_at + e * interval '1 day', c.opened_at + e * interval '1 day',
  (ARRAY['casefile.help', 'referral.sent', 'referral.received', 'screening.finished', 'casefile.status'])[1 + e %% 5], gen_random_uuid(), gen_random_uuid(), '{}'
FROM numbered m JOIN casefile_case c ON c.id = m.id, generate_series(1, %(events)s - 1) e;
INSERT INTO casefile_task (id, case_id, kind, rule, unit, started_at, due_at)
SELECT gen_random_uuid(), m.id, 'feedback', '', c.opened_unit, c.opened_at, now() + (m.i %% 40 - 20) * interval '1 day' FROM numbered m JOIN casefile_case c ON c.id = m.id WHERE m.i %% 3 = 0;
SET session_replication_role = origin;
ANALYZE;
"""
PEER = """
CREATE SCHEMA peer; CREATE EXTENSION IF NOT EXISTS fuzzystrmatch; CREATE EXTENSION IF NOT EXISTS pg_trgm;
CREATE TABLE peer.cases (id uuid PRIMARY KEY, data jsonb NOT NULL, phonetic_data jsonb, srch_status text, srch_record_state boolean, srch_workflow text,
  srch_sex text, srch_age int, srch_registration_date date, srch_owned_by text, srch_owned_by_groups text[], srch_associated_user_groups text[], srch_created_at timestamptz);
INSERT INTO peer.cases
SELECT c.id, jsonb_build_object('name_first', y.given_name, 'name_last', y.family_name, 'name', y.given_name || ' ' || y.family_name, 'sex', c.sex, 'age', 20 + m.i %% 30,
    'status', 'open', 'record_state', true, 'workflow', 'new', 'owned_by', c.opened_unit::text, 'owned_by_groups', jsonb_build_array(c.opened_unit::text),
    'associated_user_groups', (SELECT jsonb_agg(g.subject_unit::text) FROM access_grant g WHERE g.file_id = c.id), 'nationality', jsonb_build_array('azerbaijan'), 'created_at', c.opened_at,
    'notes', repeat('Invented words stand for what forms hold. ', 20)),
  jsonb_build_object('tokens', jsonb_build_array(dmetaphone(translate(y.given_name, 'əƏıİğĞşŞçÇöÖüÜ', 'aAiIgGsScCoOuU')), dmetaphone(translate(y.family_name, 'əƏıİğĞşŞçÇöÖüÜ', 'aAiIgGsScCoOuU')))),
  'open', true, 'new', c.sex, 20 + m.i %% 30, c.opened_at::date, c.opened_unit::text, ARRAY[c.opened_unit::text],
  (SELECT array_agg(g.subject_unit::text) FROM access_grant g WHERE g.file_id = c.id), c.opened_at
FROM numbered m JOIN casefile_case c ON c.id = m.id JOIN casefile_identity y ON y.case_id = c.id;
CREATE INDEX ON peer.cases USING gin (data); CREATE INDEX ON peer.cases USING gin ((phonetic_data -> 'tokens'));
CREATE INDEX ON peer.cases USING gin (srch_owned_by_groups); CREATE INDEX ON peer.cases USING gin (srch_associated_user_groups);
CREATE INDEX ON peer.cases (srch_status); CREATE INDEX ON peer.cases (srch_record_state); CREATE INDEX ON peer.cases (srch_workflow);
CREATE INDEX ON peer.cases (srch_owned_by); CREATE INDEX ON peer.cases (srch_created_at); CREATE INDEX ON peer.cases (srch_registration_date);
CREATE TABLE peer.record_histories (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), record_id uuid, record_type text, datetime timestamptz, user_name text, action text, record_changes jsonb);
INSERT INTO peer.record_histories (record_id, record_type, datetime, user_name, action, record_changes)
SELECT case_id, 'Child', at, by::text, 'update', jsonb_build_object('status', jsonb_build_object('from', 'a', 'to', kind)) FROM casefile_timelineevent;
CREATE INDEX ON peer.record_histories (record_type, record_id);
ANALYZE peer.cases; ANALYZE peer.record_histories;
"""
SCOPE = "data -> 'associated_user_groups' ?| ARRAY[%s]"
LISTED = "SELECT * FROM peer.cases WHERE srch_record_state AND srch_status = 'open' AND srch_associated_user_groups && ARRAY[%s] ORDER BY srch_created_at DESC LIMIT 50"
LISTED_JSON = f'SELECT * FROM peer.cases WHERE data @> \'{{"record_state": true, "status": "open"}}\' AND {SCOPE} ORDER BY data ->> \'created_at\' DESC LIMIT 50'
COUNTED = "SELECT count(*) FROM peer.cases WHERE srch_record_state AND srch_status = 'open' AND srch_associated_user_groups && ARRAY[%s]"
SOUNDS = f"""SELECT * FROM peer.cases WHERE phonetic_data -> 'tokens' ?| ARRAY[dmetaphone(%s), dmetaphone(%s)] AND {SCOPE}
ORDER BY word_similarity(%s, data ->> 'name') DESC LIMIT 50"""
TILES = "SELECT srch_workflow, count(*) FROM peer.cases WHERE srch_record_state AND srch_status = 'open' AND srch_associated_user_groups && ARRAY[%s] GROUP BY 1"
HISTORY = "SELECT * FROM peer.record_histories WHERE record_type = 'Child' AND record_id = %s ORDER BY datetime DESC LIMIT 50"


def people() -> Iterator[tuple[int, str, str, list[str]]]:
    """Invented names with the keys under which their spellings meet."""
    from dayaq.core.text import match_keys

    mixed = [(given, stem + end) for given, stem, end in product(GIVEN, STEMS, ENDS)]
    random.Random(2026).shuffle(mixed)  # noqa: S311 - invented names in a mixed order, nothing secret
    for number, (given, family) in enumerate(mixed):
        yield number, given, family, list(match_keys(f"{given} {family}"))


def prepare(url: str, cases: int, events: int) -> None:
    """Both sides, filled with the same people."""
    fill(url, cases)
    with psycopg.connect(url) as connection:
        connection.execute(NAMES)
        rows = list(people())
        with connection.cursor().copy("COPY named FROM STDIN") as copy:
            for row in rows:
                copy.write_row(row)
        connection.execute(PEOPLE % {"names": len(rows), "events": events})
        print("the peer's layout ...", file=sys.stderr)
        connection.execute(PEER.replace("%%", "%"))


def main() -> None:
    words = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    words.add_argument("--cases", type=int, default=200_000)
    words.add_argument("--events", type=int, default=10, help="timeline events a case")
    args = words.parse_args()
    with benchmark_database("dayaq_bench_cases") as superuser:
        print(f"filling {args.cases:,} invented cases with {args.events} events each ...", file=sys.stderr)
        prepare(superuser, args.cases, args.events)
        measure(superuser, args)


def measure(superuser: str, args: argparse.Namespace) -> None:
    """Every question on both sides, for a unit with 60 files and one with 20,000."""
    from dayaq.base.accounts.models import Unit

    print(
        f"{args.cases:,} cases, {args.cases * args.events:,} events; milliseconds; ours under row security, the peer in our rendering of its layout"
    )
    units = Unit.objects.filter(organisation__code__startswith="bench-").order_by("organisation__code")
    with psycopg.connect(superuser) as peer:
        for name, unit in (("60 files", units[7]), ("20,000 files", units[0])):
            who = worker(name.split()[0].replace(",", ""), unit)
            questions(who, str(unit.id), name, peer)
    page(worker("60", units[7]))
    print(f"limits: lists {LIMIT_LIST:.0f} ms, a whole page {LIMIT_PAGE:.0f} ms")


def worker(name: str, unit: Unit) -> Actor:
    """An invented case worker of a unit, as actor."""
    from allauth.mfa.models import Authenticator

    from dayaq.base.accounts.models import Membership, User
    from dayaq.base.accounts.queries import actor, in_force
    from dayaq.base.accounts.rules import CONDUCT

    user = User.objects.filter(email=f"{name}@example.invalid").first()
    if user is None:
        user = User.objects.create_user(f"{name}@example.invalid", "Invented Worker")
        User.objects.filter(id=user.id).update(code_of_conduct_at="2016-01-01T00:00Z", code_of_conduct_version=CONDUCT)
        Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data={})  # cases are shown behind a second factor only
        Membership.objects.create(user=user, unit=unit, role="ngo_case_worker", valid_from="2016-01-01T00:00Z")
    return actor(user, in_force(user.id).first())


def questions(who: Actor, unit: str, name: str, peer: psycopg.Connection) -> None:
    """List, filtered list with its count, search, tiles, timeline."""
    from django.db import transaction

    from dayaq.base.access import context
    from dayaq.respond.casefile import queries

    def ask(text: str, *given: object) -> tuple[float, float]:
        return timed(lambda: peer.execute(text.encode(), given).fetchall(), 20)

    with transaction.atomic():
        context.enter(who)
        open_ones = queries.Filters(state="open")
        line(
            f"list of 50, open cases ({name})",
            timed(lambda: list(queries.filtered(open_ones, who)[:50]), 20),
            ask(LISTED, unit),
            "mirrored columns",
        )
        line(
            f"list of 50, open cases ({name})",
            timed(lambda: list(queries.filtered(open_ones, who)[:50]), 20),
            ask(LISTED_JSON, unit),
            "JSONB document  ",
        )
        line(
            f"how many there are ({name})",
            timed(lambda: queries.filtered(open_ones, who).count(), 20),
            ask(COUNTED, unit),
            "mirrored columns",
        )
        due = queries.Filters(due="overdue")
        line(f"list of 50, something overdue ({name})", timed(lambda: list(queries.filtered(due, who)[:50]), 20))
        for asked in ASKED:
            found = queries.found(asked, None, who)
            assert found, "the person is there in every spelling"
            heard = len(peer.execute(SOUNDS.encode(), (*asked.split(), unit, asked)).fetchall())
            line(
                f"search {asked!r}: {len(found)} found, peer {heard} ({name})",
                timed(partial(queries.found, asked, None, who), 20),
                ask(SOUNDS, *asked.split(), unit, asked),
                "tokens of sound ",
            )
        line(f"the five tiles of Today ({name})", timed(lambda: queries.tiles(who), 20), ask(TILES, unit), "one tile        ")
        case = queries.visible().order_by("-opened_at").first()
        assert case
        line(
            f"timeline of one case ({name})",
            timed(lambda: queries.timeline_rows(case, queries.timeline_page(case, 1)), 20),
            ask(HISTORY, case.id),
            "record histories",
        )


def page(who: Actor) -> None:
    """The whole list page, from the door to the last byte."""
    from django.test import Client
    from django.urls import reverse

    from dayaq.base.accounts.models import User

    client = Client(HTTP_HOST="localhost")
    client.force_login(User.objects.get(id=who.user_id))
    for name, url in (("case list", reverse("casefile:list")), ("Today", reverse("today"))):
        assert client.get(url).status_code == 200
        line(f"page: {name} (60 files)", timed(partial(client.get, url), 20))


if __name__ == "__main__":
    main()
