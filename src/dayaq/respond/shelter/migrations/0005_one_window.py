"""What the person asked and was answered is read by the window's own function; the house's second door to it is closed."""

from django.db import migrations

from dayaq.base.access.wall import AsGuard

ASK = "guard.shelter_ask_leave(uuid, text, timestamptz, timestamptz)"
LEAVES = """
CREATE FUNCTION guard.shelter_leaves(asked_for uuid) RETURNS TABLE (id uuid, kind text, at timestamptz, wanted_from timestamptz, wanted_until timestamptz, answer text, reason text, answered_at timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT l.id, l.kind::text, l.at, l.wanted_from, l.wanted_until, l.answer::text, l.reason::text, l.answered_at FROM public.shelter_leave l
  WHERE guard.may('window.open') AND l.case_id = shelter_leaves.asked_for ORDER BY l.at DESC
$$;
REVOKE ALL ON FUNCTION guard.shelter_leaves(uuid) FROM PUBLIC; GRANT EXECUTE ON FUNCTION guard.shelter_leaves(uuid) TO dayaq_app;
"""


class Migration(migrations.Migration):
    """One window."""

    dependencies = [("shelter", "0004_where")]
    operations = [
        AsGuard(
            f"DROP FUNCTION guard.shelter_leaves(uuid); REVOKE EXECUTE ON FUNCTION {ASK} FROM dayaq_app;",
            f"{LEAVES} GRANT EXECUTE ON FUNCTION {ASK} TO dayaq_app;",
        )
    ]
