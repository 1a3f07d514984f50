"""Words that stood with codes get a table of their own: to which service, to which partner, what was answered."""

import uuid

import django.db.models.deletion
from django.db import migrations, models

from dayaq.base.access.wall import AsGuard, authored, triggers, walled

SAID = "network_said"
OWN = "(SELECT guard.organisation_id())"
LET_IN = "case_id = ANY(ARRAY(SELECT guard.cases('G1')))"
READ = f"case_id = ANY(ARRAY(SELECT guard.cases('G3'))) OR {LET_IN} AND {OWN} IN (organisation, to_organisation)"
WRITE = f"case_id = ANY(ARRAY(SELECT guard.writable('G1'))) AND organisation = {OWN}"
MOVE = """
INSERT INTO public.network_said (id, case_id, about, text, organisation, to_organisation, "by", recorded_at)
SELECT gen_random_uuid(), x.case_id, x.id, x.text, x.organisation, x.reader, x."by", x.recorded_at FROM (
  SELECT l.case_id, l.id, l.recipient AS text, l.organisation, NULL::uuid AS reader, l."by", l.recorded_at FROM public.network_link l
  UNION ALL SELECT p.case_id, p.id, p.partner, p.organisation, NULL, p."by", p.recorded_at FROM public.network_package p
  UNION ALL SELECT n.case_id, n.id, n.text, n.organisation, r.from_organisation, n."by", n.recorded_at
    FROM public.network_answernote n JOIN public.referral_referral r ON r.id = n.referral_id) x
WHERE x.text <> '';
"""


class Migration(migrations.Migration):
    """Said."""

    dependencies = [("network", "0003_leading"), ("casefile", "0008_closing_wall"), ("referral", "0007_word_ends")]
    operations = [
        migrations.CreateModel(
            name="Said",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("about", models.UUIDField(unique=True)),
                ("text", models.CharField(max_length=600)),
                ("organisation", models.UUIDField()),
                ("to_organisation", models.UUIDField(null=True)),
                ("by", models.UUIDField()),
                ("recorded_at", models.DateTimeField(auto_now_add=True)),
                (
                    "case",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="network_said", to="casefile.case"),
                ),
            ],
            options={"constraints": [models.CheckConstraint(condition=models.Q(("text", ""), _negated=True), name="said_says")]},
        ),
        walled(SAID, f"({READ})", f"({WRITE})", triggers(SAID, "G3", "case_id"), update=False),
        authored(SAID, mine={"by": "user", "organisation": "organisation"}),
        AsGuard(MOVE),
    ]
