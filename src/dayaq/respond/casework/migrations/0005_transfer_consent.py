"""Where the person's consent is the ground of a transfer, the transfer names the consent that is kept."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """Transfer consent."""

    dependencies = [("casework", "0004_joined_close")]
    operations = [migrations.AddField(model_name="transfer", name="consent", field=models.UUIDField(null=True))]
