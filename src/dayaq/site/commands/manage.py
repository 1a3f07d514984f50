"""Run a Django management command as a developer (makemigrations, check, ...)."""

from __future__ import annotations

import argparse


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Everything after the word goes to Django."""
    parser.add_argument("words", nargs=argparse.REMAINDER)


def run(args: argparse.Namespace) -> int:
    """Hand over."""
    from django.core.management import execute_from_command_line

    execute_from_command_line(["dayaq manage", *args.words])
    return 0
