"""Who received a person under the law leads the person on: the unit and its officer on duty write service referrals, too."""

from __future__ import annotations

import json

from django.db import migrations

from dayaq.base.access.wall import Sql

SAID = {
    "case": "case_id",
    "mine": {"by": "user", "organisation": "organisation", "from_unit": "unit"},
    "changes": ["status", "decided_at", "decided_by", "decline_reason", "outcome", "answered_at", "withdrawn_at", "version"],
    "signed": ["decided_by"],
    "empty": ["decided_at", "decided_by", "answered_at", "withdrawn_at", "outcome"],
}
DROP = "DROP TRIGGER true_to_context ON network_onward;"


def trigger(*insert: str) -> str:
    """The trigger with the permissions of which one is needed to send."""
    words = json.dumps({**SAID, "insert": insert})
    made = f"EXECUTE FUNCTION guard.true_to_context('{words}');"
    return f"CREATE TRIGGER true_to_context BEFORE INSERT OR UPDATE ON network_onward FOR EACH ROW {made}"


class Migration(migrations.Migration):
    """One trigger, made anew."""

    dependencies = [("network", "0002_wall")]

    operations = [Sql(DROP + trigger("referral.send", "referral.receive"), DROP + trigger("referral.send"))]
