"""Start-up checks: every address has a gate, the serving role cannot step over the wall."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.core.checks import Error, Tags
from django.core.checks import register as register_check
from django.urls import URLPattern, URLResolver, get_resolver

from dayaq.base.access.gate import declared


def addresses(resolver: URLResolver | None = None, namespace: str = "", prefix: str = "/") -> Iterator[tuple[str, str, Any]]:
    """Walk all addresses: (path pattern, qualified url name, view)."""
    for entry in (resolver or get_resolver()).url_patterns:
        path = prefix + str(entry.pattern).lstrip("^")
        if isinstance(entry, URLPattern):
            name = entry.name or ""
            yield path, f"{namespace}:{name}" if namespace else name, entry.callback
        elif isinstance(entry, URLResolver):
            inner = f"{namespace}:{entry.namespace}" if namespace and entry.namespace else (entry.namespace or namespace)
            yield from addresses(entry, inner, path)


def gates_declared(**_: Any) -> list[Error]:
    """An Error for every address without a gate."""
    return [
        Error(
            f"the view at {path} ({name or 'unnamed'}) declares no gate",
            hint="add @gate(...) or an entry in site/urls.py",
            id="access.E001",
        )
        for path, name, view in addresses()
        if declared(view, name) is None
    ]


def register() -> None:
    """Make the checks known to Django."""
    register_check(gates_declared, Tags.urls)
