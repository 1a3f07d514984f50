"""The constraints of the two facts, once every row keeps them."""

from django.db import migrations, models

KNOWN_LANGUAGES, KNOWN_INTERPRETER = models.Q(languages_state="known"), models.Q(interpreter_state="known")
NO_LANGUAGE, NO_ANSWER = models.Q(languages=[]), models.Q(interpreter_needed__isnull=True)


class Migration(migrations.Migration):
    """A value exactly when known."""

    dependencies = [("casefile", "0004_language_facts")]
    operations = [
        migrations.AddConstraint(
            "case",
            models.CheckConstraint(
                name="case_languages_fact", condition=(KNOWN_LANGUAGES & ~NO_LANGUAGE) | (~KNOWN_LANGUAGES & NO_LANGUAGE)
            ),
        ),
        migrations.AddConstraint(
            "case",
            models.CheckConstraint(
                name="case_interpreter_fact", condition=(KNOWN_INTERPRETER & ~NO_ANSWER) | (~KNOWN_INTERPRETER & NO_ANSWER)
            ),
        ),
    ]
