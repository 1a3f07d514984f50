"""The area in Django's eyes."""

from django.apps import AppConfig


class Inspection(AppConfig):
    """Labour inspection."""

    name = "dayaq.respond.inspection"
    label = "inspection"

    def ready(self) -> None:
        """Tell claims which mediations the body keeps."""
        from dayaq.respond.fund.queries import register_mediations
        from dayaq.respond.inspection.queries import mediated

        register_mediations(mediated)
