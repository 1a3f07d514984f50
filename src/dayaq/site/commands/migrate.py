"""Bring the database to this version, register the context key, load the home pack and the published figures."""

from __future__ import annotations

import argparse
import sys


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """No options beyond quiet."""
    parser.add_argument("--quiet", action="store_true", help="print nothing but errors")


def run(args: argparse.Namespace) -> int:
    """Migrate as owner, then register key, mode and pack."""
    from django.conf import settings
    from django.core.management import call_command

    from dayaq.site import installation

    if "owner" not in settings.DATABASES:
        print("dayaq: migrating needs DATABASE_OWNER_URL", file=sys.stderr)
        return 2
    call_command("migrate", database="owner", verbosity=0 if args.quiet else 1, interactive=False)
    installation.register(mode=settings.ENV.mode, pack=settings.HOME_PACK)
    installation.load_pack(settings.HOME_PACK)
    if settings.ENV.parts == "all":
        from dayaq.count.figures.actions import load_published

        load_published()
    return 0
