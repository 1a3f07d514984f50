"""The command line: one module a command; those that need the database start the embedded one.

Exit codes: 0 fine, 1 findings, 2 usage or environment. JSON on standard output, errors on standard error.
"""

from __future__ import annotations

import argparse
import importlib
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import ModuleType

PURE: tuple[str, ...] = ("pack", "clock", "screen", "estimate", "protect", "instrument")  # no database, no Django: they start fast
DATABASE = ("init", "migrate", "serve", "figures", "import", "demo", "doctor", "worker", "administrator", "manage", "messages", "assess")

OF_ALL_PARTS = frozenset({"figures", "import", "demo"})


def module(name: str) -> ModuleType:
    """The module of a command; ``import`` is a word of Python, so its module is ``imports``."""
    return importlib.import_module(f"dayaq.site.commands.{'imports' if name == 'import' else name}")


def parser(words: list[str]) -> argparse.ArgumentParser:
    """The argument parser; only the command asked for is imported (all of them for the help)."""
    top = argparse.ArgumentParser(prog="dayaq", description="Dayaq: the response to trafficking in human beings")
    commands = top.add_subparsers(dest="command", required=True, metavar="COMMAND")
    wanted = words[0] if words else ""
    for name in (*PURE, *DATABASE):
        if name != wanted and wanted in {*PURE, *DATABASE}:
            commands.add_parser(name)
            continue
        part = module(name)
        part.add_arguments(commands.add_parser(name, help=(part.__doc__ or "").split("\n")[0]))
    return top


def check_installed(command: str) -> None:
    """Refuse commands of parts that are not there."""
    from dayaq.site import env

    if command in OF_ALL_PARTS and env.read().parts != "all":
        raise ValueError(f"assess runs alone here (DAYAQ_PARTS=assess): without cases and register there is nothing for {command}")


def make_ready(command: str) -> None:
    """Bring an embedded database up to this version before a command that needs it; a server of one's own is migrated by hand."""
    if command not in {"figures", "import", "demo", "assess"}:
        return
    from dayaq.site import health
    from dayaq.site.commands import migrate

    if not health.migrations().ok:
        print("preparing the database (once) ...", file=sys.stderr)
        migrate.run(argparse.Namespace(quiet=True))


@contextmanager
def database(command: str) -> Iterator[None]:
    """Run a block with a database and Django set up; the embedded server is shared with whoever uses it."""
    from dayaq.site import database as embedded
    from dayaq.site import env

    surroundings = env.read()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dayaq.site.settings")
    if not surroundings.embedded:
        set_up()
        yield
        return
    with embedded.running(surroundings.home) as urls:
        os.environ.update(DATABASE_URL=urls.app, DATABASE_OWNER_URL=urls.owner, DAYAQ_MODE=surroundings.mode)
        set_up()
        make_ready(command)
        try:
            yield
        finally:
            from django.db import connections

            connections.close_all()


def set_up() -> None:
    """Load Django and compile the catalogues that changed."""
    import django

    django.setup()
    from dayaq.site import catalogues

    catalogues.compile_all()


def main(argv: list[str] | None = None) -> int:
    """Run one command and return its exit code."""
    words = list(sys.argv[1:] if argv is None else argv)
    try:
        args = parser(words).parse_args(words)
        part = module(args.command)
        if args.command in PURE or getattr(part, "STARTS_ITSELF", False):
            return int(part.run(args))
        check_installed(args.command)
        with database(args.command):
            return int(part.run(args))
    except KeyboardInterrupt:
        print("stopped", file=sys.stderr)
        return 2
    except BrokenPipeError:  # the reader (head, less) has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except (ValueError, LookupError, OSError, RuntimeError) as error:
        print(f"dayaq: {error}", file=sys.stderr)
        return 2
    except Exception as error:
        if type(error).__module__.split(".")[0] not in {"django", "psycopg"}:
            raise  # a fault of ours: the whole trace helps whoever repairs it
        print(f"dayaq: the database or the configuration refused this: {error}", file=sys.stderr)
        return 2
