"""The area in Django's eyes."""

from django.apps import AppConfig


class Findings(AppConfig):
    """Criteria matrix, findings, positions, facts, limitations, recommendations."""

    name = "dayaq.assess.findings"
    label = "findings"

    def ready(self) -> None:
        """Tell the six steps how many findings there are, how many stand alone, how many cells nobody judged."""
        from dayaq.assess.assessment.queries import tell
        from dayaq.assess.findings import queries

        tell("findings", queries.count)
        tell("findings_without", queries.count_without)
        tell("cells_empty", queries.count_unjudged)
