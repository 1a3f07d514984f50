"""What happens to mail is recorded, its words are not: they may hold a sign-in link."""

from django.db import migrations

from dayaq.base.access.wall import recorded


class Migration(migrations.Migration):
    """Record changes of the outbox."""

    dependencies = [("jobs", "0001_initial"), ("access", "0002_guard")]
    operations = [recorded("jobs_mail", "none")]
