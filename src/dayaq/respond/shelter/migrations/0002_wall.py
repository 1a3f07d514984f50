"""Who reads and writes the tables of a house, and the sums that leave it."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import migrations

from dayaq.base.access.wall import AsGuard, Sql, authored, house, triggers

KEEPS = ["shelter.manage"]
AUTHOR = {"organisation": "organisation", "by": "user"}
WRITTEN = {**AUTHOR, "unit": "unit"}
EVERYBODY = ("shelter.manage", "shelter.monitor", "shelter.accredit", "network.manage", "overview.read")


def own(table: str, *, people: Sequence[str] = KEEPS, mine: dict[str, str] = AUTHOR, **said: Any) -> list[Sql]:
    """A table of one unit's house."""
    return house(table, reads=people, writes=people, column="unit", unit=True, mine=mine, **said)


def also(table: str, condition: str) -> Sql:
    """A second reason to read a row."""
    return Sql(
        f"CREATE POLICY app_read_also ON {table} FOR SELECT TO dayaq_app USING ({condition});", f"DROP POLICY app_read_also ON {table};"
    )


def has(*permissions: str) -> str:
    """A condition: the acting role carries one of the permissions."""
    return "(" + " OR ".join(f"(SELECT guard.may('{one}'))" for one in permissions) + ")"


def resident(table: str, group: str, *, delete: bool = False, **said: Any) -> Iterable[Sql]:
    """A table about a resident: read by the house that wrote the row and by whom the group of the case is given; written by the house.

    A house knows who sleeps in it, and nobody handed it that: location is never shared with a referral. So it needs no grant of
    the group, only one of the case, without which it could not have taken the person in.
    """
    mine = "unit = ANY(ARRAY(SELECT guard.house('{shelter.manage}', 'unit')))"
    known = "case_id = ANY(ARRAY(SELECT guard.cases('G1')))"
    given = f"case_id = ANY(ARRAY(SELECT guard.cases('{group}')))"
    rights = "SELECT, INSERT, UPDATE" + (", DELETE" if delete else "")
    yield Sql(
        f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY; ALTER TABLE {table} FORCE ROW LEVEL SECURITY;"
        f"CREATE POLICY guard_all ON {table} TO dayaq_guard USING (true) WITH CHECK (true);"
        f"CREATE POLICY app_read ON {table} FOR SELECT TO dayaq_app USING ({mine} OR {given});"
        f"CREATE POLICY app_insert ON {table} FOR INSERT TO dayaq_app WITH CHECK ({mine} AND {known});"
        f"CREATE POLICY app_update ON {table} FOR UPDATE TO dayaq_app USING ({mine}) WITH CHECK ({mine});"
        + (f"CREATE POLICY app_delete ON {table} FOR DELETE TO dayaq_app USING ({mine});" if delete else "")
        + f"REVOKE ALL ON {table} FROM dayaq_app; GRANT {rights} ON {table} TO dayaq_app;"
        + triggers(table, group, "case_id"),
        f"DROP TRIGGER context_required ON {table}; DROP TRIGGER record_change ON {table}; ALTER TABLE {table} DISABLE ROW LEVEL SECURITY;",
    )
    yield authored(table, mine=WRITTEN, **said)


STAY = ["period", "end_reason", "destination", "cancelled_at", "version"]
ANSWER = ["answer", "reason", "answered_at", "answered_by"]
SUMS = """
-- Nights and people of a month by sector. Of houses of organisations only sums leave, and no sum of fewer than five people.
CREATE FUNCTION guard.shelter_sums(first date, after date, zone text) RETURNS TABLE (state boolean, nights bigint, people bigint, peak bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  WITH days AS (SELECT d::date AS day FROM generate_series(shelter_sums.first, shelter_sums.after - 1, interval '1 day') d),
  slept AS (
    SELECT o.state, days.day, s.id, s.case_id, s.occupant FROM days
    JOIN public.shelter_stay s ON s.cancelled_at IS NULL AND s.period && tstzrange((days.day + 1)::timestamp AT TIME ZONE zone - interval '1 second', (days.day + 1)::timestamp AT TIME ZONE zone)
    JOIN public.accounts_organisation o ON o.id = s.organisation
    WHERE days.day < now() AND guard.may('overview.read')),
  daily AS (SELECT x.state, x.day, count(*) AS n FROM slept x GROUP BY x.state, x.day)
  SELECT p.state, CASE WHEN p.hide THEN NULL ELSE p.nights END, CASE WHEN p.hide THEN NULL ELSE p.people END, CASE WHEN p.hide OR p.peak < 5 THEN NULL ELSE p.peak END
  FROM (
    SELECT x.state, count(*) AS nights, count(DISTINCT (x.case_id, x.occupant)) AS people,
           (SELECT max(n) FROM daily d WHERE d.state = x.state) AS peak, count(DISTINCT (x.case_id, x.occupant)) < 5 AS hide
    FROM slept x GROUP BY x.state) p
$$;
-- Refusals of a year by reason and co-operation, fewer than five hidden; and how many of them broke the rule.
CREATE FUNCTION guard.shelter_refusals(first timestamptz, after timestamptz) RETURNS TABLE (reason text, cooperates text, breach boolean, n bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT r.reason::text, r.cooperates::text, r.breach <> '', CASE WHEN count(*) < 5 THEN NULL ELSE count(*) END FROM public.shelter_refusal r
  WHERE guard.may('overview.read') AND r.at >= shelter_refusals.first AND r.at < shelter_refusals.after GROUP BY 1, 2, 3 ORDER BY 1, 2
$$;
REVOKE ALL ON FUNCTION guard.shelter_sums(date, date, text), guard.shelter_refusals(timestamptz, timestamptz) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION guard.shelter_sums(date, date, text), guard.shelter_refusals(timestamptz, timestamptz) TO dayaq_app;
"""


class Migration(migrations.Migration):
    """Wall."""

    dependencies = [("shelter", "0001_initial"), ("access", "0005_house"), ("accounts", "0001_initial")]
    operations = [
        *own("shelter_place"),
        # a place that is not hidden is known to its organisation and to those who visit and accredit
        also(
            "shelter_place",
            "NOT hidden AND (organisation = ANY(ARRAY(SELECT guard.house('{shelter.manage}', 'organisation'))) OR "
            f"{has('shelter.monitor', 'shelter.accredit')})",
        ),
        *own("shelter_address", beneath={"place_id": "shelter_place"}),
        *own("shelter_area", beneath={"place_id": "shelter_place"}),
        *own("shelter_bed", beneath={"area_id": "shelter_area"}),
        *own("shelter_outofuse", beneath={"bed_id": "shelter_bed"}),
        *own("shelter_refusal"),
        *own("shelter_incident", beneath={"place_id": "shelter_place"}),
        *resident(
            "shelter_stay", "G5", changes=STAY, once=["cancelled_at"], beneath={"bed_id": "shelter_bed", "place_id": "shelter_place"}
        ),
        *resident("shelter_extension", "G5", same={"stay_id": "shelter_stay"}, changes=[]),
        *resident(
            "shelter_leave",
            "G5",
            same={"stay_id": "shelter_stay"},
            signed=["answered_by"],
            changes=[*ANSWER, "out_at", "back_at"],
            once=[*ANSWER, "out_at", "back_at"],
        ),
        *resident("shelter_given", "G5", delete=True),
        *resident("shelter_healthgiven", "G4", delete=True),
        *resident("shelter_tenancy", "G8", changes=["valid_to", "version"]),
        *resident("shelter_rent", "G8", same={"tenancy_id": "shelter_tenancy"}, changes=["paid", "paid_on"]),
        *resident("shelter_waiting", "G1", changes=["ended_at", "outcome"], once=["ended_at", "outcome"]),
        *resident("shelter_refusedcase", "G1", beneath={"refusal_id": "shelter_refusal"}),
        *resident("shelter_incidentcase", "G5", beneath={"incident_id": "shelter_incident"}),
        *house(
            "shelter_accreditation",
            reads=["shelter.accredit"],
            writes=["shelter.accredit"],
            everywhere=EVERYBODY,
            mine={"unit": "unit", "by": "user"},
            changes=["withdrawn_on", "withdrawn_reason"],
            once=["withdrawn_on", "withdrawn_reason"],
        ),
        *house("shelter_visit", reads=["shelter.monitor"], writes=["shelter.monitor"], mine={"unit": "unit", "by": "user"}),
        also("shelter_visit", "provider = ANY(ARRAY(SELECT guard.house('{shelter.manage}', 'organisation')))"),
        *house(
            "shelter_finding",
            reads=["shelter.monitor"],
            writes=["shelter.monitor"],
            mine={"unit": "unit", "by": "user"},
            beneath={"visit_id": "shelter_visit"},
            changes=["settled_on"],
        ),
        also("shelter_finding", "provider = ANY(ARRAY(SELECT guard.house('{shelter.manage}', 'organisation')))"),
        *house("shelter_reply", reads=KEEPS, writes=KEEPS, everywhere=["shelter.monitor"], mine={"unit": "unit", "by": "user"}, changes=[]),
        *house(
            "shelter_report",
            reads=["shelter.manage", "shelter.accredit"],
            writes=["shelter.manage", "shelter.accredit"],
            everywhere=["overview.read"],
            mine={"unit": "unit", "by": "user"},
        ),
        AsGuard(
            SUMS,
            "DROP FUNCTION guard.shelter_sums(date, date, text); DROP FUNCTION guard.shelter_refusals(timestamptz, timestamptz);",
        ),
    ]
