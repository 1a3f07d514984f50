"""Where a list comes from is said with the list, to the unit that brought it: in the core of a case it told other readers of a house."""

from django.db import migrations


class Migration(migrations.Migration):
    """Source with the list."""

    dependencies = [("intake", "0003_forget")]
    operations = [migrations.RemoveField(model_name="provenance", name="source")]
