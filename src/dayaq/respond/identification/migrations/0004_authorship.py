"""Who wrote a row of identification, and what of it may change: a decision is its own body's, by somebody who decides."""

from django.db import migrations

from dayaq.base.access.wall import authored

WRITTEN = {"by": "user", "organisation": "organisation"}
DECISION = "identification_formaldecision"
DECIDES = ["identification.decide"]


class Migration(migrations.Migration):
    """Authorship."""

    dependencies = [("identification", "0003_hold"), ("access", "0003_authorship")]
    operations = [
        authored("identification_stage", mine=WRITTEN, changes=["finished_at"], once=["finished_at"], own=True),
        authored(
            DECISION,
            mine={**WRITTEN, "body": "body"},
            changes=["removed_at", "removed_reason"],
            once=["removed_at", "removed_reason"],
            own=True,
            same={"replaces_id": DECISION},
            beneath={"replaces_id": DECISION},
            insert=DECIDES,
            update=DECIDES,
        ),
        authored("identification_reasoning", same={"decision_id": DECISION}, beneath={"decision_id": DECISION}, insert=DECIDES),
        authored("identification_personnotice", mine={"by": "user"}, same={"decision_id": DECISION}),
        authored(
            "identification_review",
            signed=["decided_by"],
            changes=["decided_at", "decided_by", "outcome"],
            once=["decided_at", "decided_by", "outcome"],
            empty=["decided_at", "decided_by", "outcome"],
            same={"decision_id": DECISION},
            update=["identification.review"],
        ),
        authored("identification_coassessment", mine=WRITTEN, insert=["identification.comment"]),
        authored(
            "identification_removalhold",
            signed=["lifted_by"],
            changes=["lifted_at", "lifted_by", "lifted_reason"],
            once=["lifted_at", "lifted_by", "lifted_reason"],
            empty=["lifted_at", "lifted_by", "lifted_reason"],
        ),
        authored("identification_holdconsent", mine=WRITTEN, changes=["withdrawn_at"], once=["withdrawn_at"], empty=["withdrawn_at"]),
    ]
