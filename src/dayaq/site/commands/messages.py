"""Bring the translation catalogues up to the code, or list what is missing."""

from __future__ import annotations

import argparse
import sys


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Update or only look."""
    parser.add_argument("--check", action="store_true", help="change nothing; 1 when a translation is missing")


def run(args: argparse.Namespace) -> int:
    """Update, compile and report."""
    from dayaq.site import catalogues

    lacking = {language: len(catalogues.missing(language)) for language in catalogues.LANGUAGES} if args.check else catalogues.update()
    if not args.check:
        catalogues.compile_all()
    for language, count in lacking.items():
        print(f"{language}: {count} texts without translation")
    if any(lacking.values()):
        print("dayaq: catalogues are not complete", file=sys.stderr)
    return 1 if any(lacking.values()) else 0
