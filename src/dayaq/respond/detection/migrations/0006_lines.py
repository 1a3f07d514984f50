"""The lines of an event's paper stand apart, like how many were met: their gaps are for the organisation that wrote them alone."""

import uuid

import django.db.models.deletion
from django.db import migrations, models

from dayaq.base.access.wall import AsGuard, authored, wall

OWN = (
    "(organisation = (SELECT guard.organisation_id()) OR organisation = ANY(ARRAY(SELECT o.id FROM accounts_organisation o WHERE o.state)))"
)
MOVE = """
INSERT INTO public.detection_eventline (id, event_id, about, kind, number, organisation)
SELECT gen_random_uuid(), p.event_id, p.id, 'person', p.number, e.organisation FROM public.detection_eventperson p JOIN public.detection_event e ON e.id = p.event_id
UNION ALL
SELECT gen_random_uuid(), s.event_id, s.id, 'suspect', s.number, e.organisation FROM public.detection_suspect s JOIN public.detection_event e ON e.id = s.event_id;
"""


class Migration(migrations.Migration):
    """Lines."""

    dependencies = [("detection", "0005_met_apart")]
    operations = [
        migrations.CreateModel(
            name="EventLine",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("about", models.UUIDField(unique=True)),
                ("kind", models.CharField(max_length=10)),
                ("number", models.IntegerField()),
                ("organisation", models.UUIDField()),
                ("event", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="lines", to="detection.event")),
            ],
        ),
        wall("detection_eventline", "G1", "event_id", update=False, also=OWN, history=False),
        authored(
            "detection_eventline",
            case="event_id",
            mine={"organisation": "organisation"},
            beneath={"event_id": "detection_event"},
            insert=["event.record"],
        ),
        AsGuard(MOVE),
    ]
