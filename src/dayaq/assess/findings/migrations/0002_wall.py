"""The wall round findings: the team reads and writes, the commissioner reads.

Judgements, steps and wordings are never changed; evidence, facts and replies only where a later step is written beside them.
"""

from django.db import migrations

from dayaq.base.access.wall import Sql, authored, fence

MINE = {"by": "user"}
FINDING = {"finding_id": "findings_finding"}
RECOMMENDATION = {"recommendation_id": "findings_recommendation"}
PLAIN: dict[str, dict[str, str]] = {"finding": {}, "limit": {}, "conflict": FINDING, "recommendation": {}}
LINKS = ["ground", "earlier"]
KEPT: dict[str, dict[str, str]] = {"judgement": {}, "step": FINDING, "wording": RECOMMENDATION}
WITHDRAWN = ["withdrawn_because", "withdrawn_by", "withdrawn_at"]
ANSWERED = ["accepted", "answer", "answered_by", "answered_at"]
STEPWISE = {
    "evidence": {"same": FINDING, "changes": WITHDRAWN, "once": WITHDRAWN, "empty": WITHDRAWN, "signed": ["withdrawn_by"]},
    "fact": {"changes": WITHDRAWN, "once": WITHDRAWN, "empty": WITHDRAWN, "signed": ["withdrawn_by"]},
    "position": {"same": FINDING, "changes": ANSWERED, "empty": ["accepted", "answered_by", "answered_at"], "signed": ["answered_by"]},
}


class Migration(migrations.Migration):
    """Row security by team."""

    dependencies = [("findings", "0001_initial"), ("assessment", "0002_wall")]
    operations = [
        *(step for name, same in (PLAIN | KEPT).items() for step in fence(f"findings_{name}", "A1", mine=MINE, same=same)),
        *(step for name in LINKS for step in fence(f"findings_{name}", "A1", mine=MINE, same=FINDING | RECOMMENDATION, delete=True)),
        *(fence(f"findings_{name}", "A1")[0] for name in STEPWISE),
        *(authored(f"findings_{name}", case="assessment_id", mine=MINE, **said) for name, said in STEPWISE.items()),
        *(Sql(f"REVOKE UPDATE ON findings_{name} FROM dayaq_app;", f"GRANT UPDATE ON findings_{name} TO dayaq_app;") for name in KEPT),
    ]
