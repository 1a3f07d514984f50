"""Make the first administrator of an installation: an account that a single link opens."""

from __future__ import annotations

import argparse
import sys


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Who, and in which body."""
    parser.add_argument("--email", required=True, help="address the person signs in with")
    parser.add_argument("--name", required=True, help="the person's name")
    parser.add_argument("--organisation", default="nc", help="code of the body in the country pack (default nc)")


def run(args: argparse.Namespace) -> int:
    """As owner: only who may migrate may make the first administrator; afterwards administrators invite."""
    from django.conf import settings
    from django.utils import timezone

    from dayaq.site import first

    if "owner" not in settings.DATABASES:
        print("dayaq: making the first administrator needs DATABASE_OWNER_URL", file=sys.stderr)
        return 2
    link = first.administrator(email=args.email, name=args.name, organisation=args.organisation, at=timezone.now())
    print("Open this link within 24 hours and choose a password; it works once:", file=sys.stderr)
    print(link)
    return 0
