"""The wall round grants: a body's own books, read by who watches over the response; who pays for housing reads how a body is accredited."""

from django.db import migrations

from dayaq.base.access.wall import Sql, house

DECIDED = ["outcome", "decided_at", "decided_by", "given", "reason", "breach"]


class Migration(migrations.Migration):
    """Row security and authorship of grants; the register of accreditation for the fund."""

    dependencies = [("fund", "0005_grant"), ("shelter", "0004_where")]
    operations = [
        *house(
            "fund_grant",
            reads=["fund.work"],
            writes=["fund.work"],
            everywhere=["overview.read"],
            mine={"by": "user"},
            signed=["decided_by"],
            changes=[*DECIDED, "version"],
            once=DECIDED[:3],
            empty=DECIDED[:3],
        ),
        Sql(
            "CREATE POLICY app_read_fund ON shelter_accreditation FOR SELECT TO dayaq_app USING ((SELECT guard.may('fund.work')));",
            "DROP POLICY app_read_fund ON shelter_accreditation;",
        ),
    ]
