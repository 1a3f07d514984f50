"""The server's log says where something failed, never an address or a value."""

from __future__ import annotations

import logging
import sys

from dayaq.site.logs import Discreet

SECRET = "AZ-7F3K-9QX2-C"


def record(name: str, message: str, *args: object, fault: bool = False) -> str:
    try:
        int(SECRET)  # fails with the value in its message, as errors of the database do
    except ValueError:
        trace = sys.exc_info() if fault else None
    return Discreet().format(logging.LogRecord(name, logging.ERROR, __file__, 1, message, args, trace))


def test_a_request_that_was_not_found_leaves_no_address() -> None:
    assert record("django.request", "Not Found: %s", f"/cases/{SECRET}/") == "status ?"


def test_a_fault_leaves_its_kind_and_place_and_not_its_words() -> None:
    text = record("django.request", "Internal Server Error: %s", f"/cases/{SECRET}/", fault=True)
    assert SECRET not in text
    assert "builtins.ValueError" in text
    assert "in record" in text


def test_other_messages_are_kept() -> None:
    assert record("gunicorn.error", "worker %s left", 7) == "worker 7 left"
