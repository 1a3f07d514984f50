"""How many people an event's paper names stands apart: of an organisation's event it is for that organisation alone."""

import uuid

import django.db.models.deletion
from django.db import migrations, models

from dayaq.base.access.wall import AsGuard, authored, wall

OWN = (
    "(organisation = (SELECT guard.organisation_id()) OR organisation = ANY(ARRAY(SELECT o.id FROM accounts_organisation o WHERE o.state)))"
)
MOVE = """
INSERT INTO public.detection_eventmet (id, event_id, n, organisation, "by", recorded_at)
SELECT gen_random_uuid(), e.id, e.persons_met, e.organisation, e."by", e.recorded_at FROM public.detection_event e WHERE e.persons_met IS NOT NULL;
"""


class Migration(migrations.Migration):
    """Met."""

    dependencies = [("detection", "0003_roles"), ("accounts", "0001_initial")]
    operations = [
        migrations.CreateModel(
            name="EventMet",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("n", models.PositiveIntegerField()),
                ("organisation", models.UUIDField()),
                ("by", models.UUIDField()),
                ("recorded_at", models.DateTimeField(auto_now_add=True)),
                (
                    "event",
                    models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name="met", to="detection.event"),
                ),
            ],
        ),
        wall("detection_eventmet", "G1", "event_id", update=False, also=OWN, history=False),
        authored(
            "detection_eventmet", case="event_id", mine={"by": "user", "organisation": "organisation"},
            beneath={"event_id": "detection_event"}, insert=["event.record"],
        ),
        AsGuard(MOVE),
    ]  # fmt: skip
