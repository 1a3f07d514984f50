"""The Gate: every view declares who may call it; a view without a declaration cannot be served."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from django.http import HttpRequest

from dayaq.base.access.rules import Actor

View = TypeVar("View", bound=Callable[..., Any])
DECLARATION = "dayaq_gate"


class Request(HttpRequest):
    """A request behind the gate, as the middleware leaves it: somebody acts, and the page may be asked for in part."""

    actor: Actor
    htmx: bool


@dataclass(frozen=True, slots=True)
class Gate:
    """Who may call a view: everybody, anybody signed in, or holders of one of the permissions."""

    permissions: tuple[str, ...] = ()
    public: bool = False

    def opens(self, actor: Actor | None) -> bool:
        """Whether ``actor`` (None: nobody signed in) may pass."""
        if self.public:
            return True
        if actor is None:
            return False
        return not self.permissions or any(actor.may(permission) for permission in self.permissions)


def gate(*permissions: str, public: bool = False, signed_in: bool = False) -> Callable[[View], View]:
    """Declare the gate of a view: permissions (any of them), ``signed_in=True`` or ``public=True``."""
    if sum((bool(permissions), public, signed_in)) != 1:
        raise ValueError("a gate names permissions, or signed_in=True, or public=True")

    def declare(view: View) -> View:
        setattr(view, DECLARATION, Gate(permissions, public))
        return view

    return declare


OUTSIDE: dict[str, Gate] = {}  # gates of other people's views, by view name "namespace:name" or "name"


def gate_others(gates: dict[str, Gate]) -> None:
    """Declare the gates of views that come with libraries, by url name."""
    OUTSIDE.update(gates)


def declared(view: Any, url_name: str | None) -> Gate | None:
    """The gate of a resolved view, or None when nobody declared one."""
    found = getattr(view, DECLARATION, None)
    if isinstance(found, Gate):
        return found
    return OUTSIDE.get(url_name or "")
