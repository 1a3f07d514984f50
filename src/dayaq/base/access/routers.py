"""Only the owner role migrates; the serving role never changes the schema."""

from __future__ import annotations

from typing import Any


class OwnerMigrates:
    """Router: migrations run on the ``owner`` connection alone."""

    def allow_migrate(self, db: str, app_label: str, **hints: Any) -> bool:
        """Refuse every migration on the serving connection."""
        return db == "owner"
