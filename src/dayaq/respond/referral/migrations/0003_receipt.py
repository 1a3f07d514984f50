"""Both sides of a receipt, who sent and decided, and what referrals and clocks need from the guard."""

from pathlib import Path

from django.db import migrations, models

from dayaq.base.access.wall import AsGuard, Sql

FUNCTIONS = (Path(__file__).parents[1] / "guard.sql").read_text()
GONE = """
DROP FUNCTION guard.take_over(uuid, timestamptz); DROP FUNCTION guard.running_terms(timestamptz); DROP FUNCTION guard.mark_term(uuid, text, timestamptz);
DROP FUNCTION guard.referral_overview(timestamptz, timestamptz); DROP FUNCTION guard.hidden_from_state(uuid);
"""
# Reality is never unrecordable: whoever may read a case and may record breaches writes one, whatever else the role may write.
RECORDABLE = """
DROP POLICY app_insert ON referral_breach;
CREATE POLICY app_insert ON referral_breach FOR INSERT TO dayaq_app
  WITH CHECK (case_id = ANY(ARRAY(SELECT guard.cases('G1'))) AND (SELECT guard.may('referral.breach')));
"""
WRITERS_ONLY = """
DROP POLICY app_insert ON referral_breach;
CREATE POLICY app_insert ON referral_breach FOR INSERT TO dayaq_app WITH CHECK (case_id = ANY(ARRAY(SELECT guard.writable('G1'))));
"""


class Migration(migrations.Migration):
    """Columns, functions, one wider policy."""

    dependencies = [
        ("casefile", "0003_search"),
        ("referral", "0002_wall"),
    ]

    operations = [
        migrations.AddField(
            model_name="referral",
            name="accompanied",
            field=models.BooleanField(null=True),
        ),
        migrations.AddField(
            model_name="referral",
            name="decided_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="referral",
            name="decided_by",
            field=models.UUIDField(null=True),
        ),
        migrations.AddField(
            model_name="referral",
            name="late_entry",
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name="referral",
            name="made_by",
            field=models.UUIDField(null=True),
        ),
        migrations.AddField(
            model_name="referral",
            name="rights_explained",
            field=models.BooleanField(null=True),
        ),
        migrations.AddField(
            model_name="referral",
            name="sent_by",
            field=models.UUIDField(null=True),
        ),
        migrations.AddField(
            model_name="referral",
            name="stores_message",
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name="referral",
            name="withdrawn_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddIndex(
            model_name="referral",
            index=models.Index(fields=["from_unit", "status"], name="referral_sent"),
        ),
        AsGuard(FUNCTIONS, GONE),
        Sql(RECORDABLE, WRITERS_ONLY),
    ]
