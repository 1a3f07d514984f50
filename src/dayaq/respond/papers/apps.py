"""The area in Django's eyes."""

from django.apps import AppConfig

from dayaq.core.words import N_


class Papers(AppConfig):
    """Papers."""

    name = "dayaq.respond.papers"
    label = "papers"

    def ready(self) -> None:
        """Load what fills the blanks, and say what the area's entries are called."""
        from dayaq.respond.casefile.queries import name_kinds
        from dayaq.respond.casework.queries import carry_papers
        from dayaq.respond.papers import queries
        from dayaq.respond.papers.queries import apart, finding, first, fund, justice, protection, residence, sharing, shelter, support  # noqa: F401 - they fill the blanks

        carry_papers(queries.readable)
        name_kinds(events={"papers.made": N_("paper made"), "papers.signed": N_("paper signed")})
