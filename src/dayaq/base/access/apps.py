"""The area in Django's eyes."""

from django.apps import AppConfig


class Access(AppConfig):
    """Registers the preparation that must precede every migration and the start-up check of gates."""

    name = "dayaq.base.access"
    label = "access"

    def ready(self) -> None:
        """Connect the preparation of schema rights and the checks."""
        from django.db.models.signals import pre_migrate

        from dayaq.base.access import checks, wall

        pre_migrate.connect(wall.prepare, sender=self)
        checks.register()
