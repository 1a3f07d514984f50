"""What came of a grant stays as it was decided: no other sum later, and no breach that is gone."""

from django.db import migrations

from dayaq.base.access.wall import Sql


class Migration(migrations.Migration):
    """Grant stays."""

    dependencies = [("fund", "0007_mediation")]
    operations = [
        Sql(
            "CREATE TRIGGER what_was_decided BEFORE UPDATE ON fund_grant FOR EACH ROW WHEN (OLD.outcome <> '') EXECUTE FUNCTION guard.fund_stays();",
            "DROP TRIGGER what_was_decided ON fund_grant;",
        )
    ]
