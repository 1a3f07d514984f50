"""Pages are drawn here without a database and without collected static files."""

from __future__ import annotations

from typing import Any

import pytest


@pytest.fixture(autouse=True)
def plain_static_files(settings: Any) -> None:
    """Addresses of static files as in the tree, not by the manifest of an installation."""
    settings.STORAGES = {**settings.STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
    settings.FORM_RENDERER = "dayaq.ui.rendering.Renderer"
