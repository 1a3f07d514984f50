"""Print the script a database administrator runs once on a PostgreSQL server of your own."""

from __future__ import annotations

import argparse

STARTS_ITSELF = True


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What to print."""
    parser.add_argument("--sql", action="store_true", required=True, help="print the role script (psql)")
    parser.add_argument("--database", default="dayaq", help="name of the database to make")


def run(args: argparse.Namespace) -> int:
    """Print the script."""
    from dayaq.site.database import roles_sql

    print("-- Run as a superuser with psql; then set passwords: \\password dayaq_owner, \\password dayaq_app")
    print(roles_sql(args.database))
    return 0
