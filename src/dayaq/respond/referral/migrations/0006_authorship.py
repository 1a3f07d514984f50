"""Each side of a referral writes its own side."""

from django.db import migrations

from dayaq.base.access.wall import AsGuard, Sql, authored

SIDES = """
CREATE FUNCTION guard.each_its_own_side() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  mine uuid := guard.unit_id();
  sends boolean;
  receives boolean;
  sent_changes boolean;
  received_changes boolean;
BEGIN
  IF current_user <> 'dayaq_app' THEN RETURN NEW; END IF;
  IF TG_OP = 'INSERT' THEN
    sends := NEW.from_unit = mine AND NEW.from_organisation = guard.organisation_id() AND NEW.received_at IS NULL AND NEW.decided_at IS NULL AND NEW.fed_back_at IS NULL;
    receives := NEW.from_unit IS NULL AND NEW.to_unit = mine AND guard.may('referral.receive');
    IF NOT coalesce(sends, false) AND NOT coalesce(receives, false) THEN
      RAISE EXCEPTION 'a referral is sent in the own name or received by the own unit' USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NEW;
  END IF;
  received_changes := NEW.status IS DISTINCT FROM OLD.status AND NEW.status NOT IN ('sent', 'withdrawn', 'kept_back')
    OR (NEW.arrived_at, NEW.received_at, NEW.received_by, NEW.papers_handed_over, NEW.dignity_checked, NEW.outcome, NEW.outcome_reason, NEW.fed_back_at, NEW.decided_by, NEW.decided_at)
    IS DISTINCT FROM (OLD.arrived_at, OLD.received_at, OLD.received_by, OLD.papers_handed_over, OLD.dignity_checked, OLD.outcome, OLD.outcome_reason, OLD.fed_back_at, OLD.decided_by, OLD.decided_at);
  sent_changes := NEW.status IS DISTINCT FROM OLD.status AND NEW.status IN ('sent', 'withdrawn', 'kept_back')
    OR (NEW.to_unit, NEW.to_organisation, NEW.to_body, NEW.suspected_at, NEW.sent_at, NEW.sent_by, NEW.risks, NEW.person_word, NEW.person_informed, NEW.rights_explained, NEW.accompanied, NEW.withdrawn_at)
    IS DISTINCT FROM (OLD.to_unit, OLD.to_organisation, OLD.to_body, OLD.suspected_at, OLD.sent_at, OLD.sent_by, OLD.risks, OLD.person_word, OLD.person_informed, OLD.rights_explained, OLD.accompanied, OLD.withdrawn_at);
  IF received_changes AND OLD.to_unit IS DISTINCT FROM mine OR sent_changes AND OLD.from_unit IS DISTINCT FROM mine
     OR sent_changes AND OLD.sent_at IS NOT NULL AND (NEW.to_unit, NEW.suspected_at, NEW.sent_at) IS DISTINCT FROM (OLD.to_unit, OLD.suspected_at, OLD.sent_at)
     OR (NEW.from_unit, NEW.from_organisation, NEW.from_body, NEW.from_kind, NEW.late_entry) IS DISTINCT FROM (OLD.from_unit, OLD.from_organisation, OLD.from_body, OLD.from_kind, OLD.late_entry) THEN
    RAISE EXCEPTION 'each side of a referral writes its own side' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END $$;
REVOKE ALL ON FUNCTION guard.each_its_own_side() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION guard.each_its_own_side() TO dayaq_owner, dayaq_app;
"""


class Migration(migrations.Migration):
    """Authorship."""

    dependencies = [("referral", "0005_give_back"), ("access", "0003_authorship")]
    operations = [
        AsGuard(SIDES, "DROP FUNCTION guard.each_its_own_side();"),
        Sql(
            "CREATE TRIGGER each_its_own_side BEFORE INSERT OR UPDATE ON referral_referral FOR EACH ROW EXECUTE FUNCTION guard.each_its_own_side();",
            "DROP TRIGGER each_its_own_side ON referral_referral;",
        ),
        authored("referral_referral", mine={}, signed=["made_by", "sent_by", "received_by", "decided_by"], once=["made_by"]),
        authored("referral_message", mine={"by": "user"}, same={"referral_id": "referral_referral"}),
        authored("referral_breach", mine={"recorded_by": "user", "organisation": "organisation"}),
    ]
