"""A booking is whole when it is made: no line comes later. A payment is called back with the booking that reverses it, and not without."""

from django.db import migrations

from dayaq.base.access.wall import AsGuard, Sql

BOOKED = """
-- The database itself says when a booking was written down; a line written in a later transaction is younger than it.
CREATE FUNCTION guard.fund_whole() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM public.fund_journal j WHERE j.id = NEW.journal_id AND j.recorded_at >= transaction_timestamp()) THEN
    RAISE EXCEPTION 'the ledger is not changed: make a booking of its own (%)', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE FUNCTION guard.fund_called_back() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF NEW.reversed_at IS NOT NULL AND OLD.reversed_at IS NULL
     AND NOT EXISTS (SELECT FROM public.fund_journal j WHERE j.reverses_id = NEW.journal AND j.organisation = NEW.organisation) THEN
    RAISE EXCEPTION 'the ledger is not changed: reverse the booking of this payment' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
REVOKE ALL ON FUNCTION guard.fund_whole(), guard.fund_called_back() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION guard.fund_whole(), guard.fund_called_back() TO dayaq_app, dayaq_owner;
"""
FIRES = """
CREATE TRIGGER whole BEFORE INSERT ON fund_line FOR EACH ROW EXECUTE FUNCTION guard.fund_whole();
CREATE TRIGGER called_back BEFORE UPDATE ON fund_payment FOR EACH ROW EXECUTE FUNCTION guard.fund_called_back();
"""


class Migration(migrations.Migration):
    """Booked."""

    dependencies = [("fund", "0002_wall")]
    operations = [
        AsGuard(BOOKED, "DROP FUNCTION guard.fund_whole(); DROP FUNCTION guard.fund_called_back();"),
        Sql(FIRES, "DROP TRIGGER whole ON fund_line; DROP TRIGGER called_back ON fund_payment;"),
    ]
