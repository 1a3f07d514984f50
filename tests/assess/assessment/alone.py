"""A second database on the same server in which assess runs alone, for tests that carry an assessment to a laptop."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

from django.conf import settings
from django.db import connections


def renamed(url: str, name: str) -> str:
    """The address of another database on the same server."""
    parts = urlsplit(url)
    return urlunsplit(parts._replace(path=f"/{name}"))


@contextmanager
def laptop(home: Path) -> Iterator[dict[str, str]]:
    """The surroundings of an installation without cases and register; its database is gone afterwards."""
    name = f"test_dayaq_{settings.ENV.test_name}_alone"
    with connections["owner"].cursor() as cursor:
        cursor.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
        cursor.execute(f"CREATE DATABASE {name}")
    keys = {"DATABASE_URL": "DATABASE_URL", "DATABASE_OWNER_URL": "DATABASE_OWNER_URL"}
    urls = {key: renamed(os.environ[key], name) for key in keys}
    surroundings = {**os.environ, **urls, "DAYAQ_HOME": str(home), "DAYAQ_MODE": "evaluation", "DAYAQ_PARTS": "assess", "PYTHONPATH": "src"}
    try:
        ran = run(surroundings, "migrate", "--quiet")
        assert ran.returncode == 0, ran.stderr
        yield surroundings
    finally:
        with connections["owner"].cursor() as cursor:
            cursor.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")


def run(surroundings: dict[str, str], *words: str, **more: object) -> subprocess.CompletedProcess[str]:
    """A command of that installation."""
    command = [sys.executable, "-m", "dayaq", *words]
    return subprocess.run(command, env=surroundings, capture_output=True, text=True, timeout=300, check=False, **more)


def python(surroundings: dict[str, str], text: str) -> subprocess.CompletedProcess[str]:
    """A few lines of Python in that installation, after Django is set up."""
    words = "import os; os.environ['DJANGO_SETTINGS_MODULE'] = 'dayaq.site.settings'; import django; django.setup()\n" + text
    return subprocess.run([sys.executable, "-c", words], env=surroundings, capture_output=True, text=True, timeout=300, check=False)
