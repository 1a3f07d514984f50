"""What is published stays as it was; drafts and publications are written by those who work on assessments, in their own name."""

from django.db import migrations

from dayaq.base.access.wall import Sql, authored, recorded

FINAL = "REVOKE UPDATE, DELETE ON framework_instrumentversion FROM dayaq_app;"


class Migration(migrations.Migration):
    """Trail, authorship, and no second thoughts about what respondents have answered."""

    dependencies = [("framework", "0001_initial"), ("access", "0003_authorship")]
    operations = [
        recorded("framework_instrumentversion", "none"),
        recorded("framework_draft", "none"),
        authored("framework_instrumentversion", case="id", mine={"by": "user"}, insert=["assess.work"], update=["assess.work"]),
        authored("framework_draft", case="id", mine={"by": "user"}, insert=["assess.work"], update=["assess.work"]),
        Sql(FINAL, "GRANT UPDATE, DELETE ON framework_instrumentversion TO dayaq_app;"),
    ]
