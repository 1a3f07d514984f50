"""The wall round votes, running times and recognition abroad; a request for a second look says which way it takes."""

from django.db import migrations

from dayaq.base.access.wall import authored, wall

WRITTEN = {"by": "user", "organisation": "organisation"}
DECISION, ABROAD = "identification_formaldecision", "identification_abroadrecognition"
DECIDES = ["identification.decide"]


class Migration(migrations.Migration):
    """Row security, required context, authorship."""

    dependencies = [("identification", "0005_voices"), ("casefile", "0006_authorship"), ("access", "0005_house")]
    operations = [
        wall("identification_vote", "G1"),
        authored(
            "identification_vote",
            mine=WRITTEN,
            changes=["decision_id"],
            once=["decision_id"],
            empty=["decision_id"],
            own=True,
            same={"decision_id": DECISION},
            insert=DECIDES,
            update=DECIDES,
        ),
        wall("identification_stepclock", "G1"),
        authored("identification_stepclock", mine=WRITTEN, changes=["met_at"], once=["met_at"], empty=["met_at"]),
        wall("identification_stayclock", "G1"),
        authored(
            "identification_stayclock",
            mine=WRITTEN,
            changes=["ended_at", "outcome"],
            once=["ended_at", "outcome"],
            empty=["ended_at", "outcome"],
        ),
        wall(ABROAD, "G1"),
        authored(ABROAD, mine=WRITTEN, changes=["home", "home_at", "version"]),
        wall("identification_abroadpaper", "G3", update=False),
        authored("identification_abroadpaper", mine={"by": "user"}, same={"recognition_id": ABROAD}),
    ]
