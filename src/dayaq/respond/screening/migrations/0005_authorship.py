"""Who wrote a screening: the body that began it goes on with it, and its answers are beneath it."""

from django.db import migrations

from dayaq.base.access.wall import authored

SCREENING = "screening_screening"


class Migration(migrations.Migration):
    """Authorship."""

    dependencies = [("screening", "0004_final_by_table"), ("access", "0003_authorship")]
    operations = [
        authored(
            SCREENING,
            mine={"by": "user", "organisation": "organisation"},
            once=["list_code", "list_version", "at"],
            own=True,
            same={"corrects_id": SCREENING},
            insert=["screening.fill"],
            update=["screening.fill"],
        ),
        authored("screening_answer", same={"screening_id": SCREENING}, beneath={"screening_id": SCREENING}),
    ]
