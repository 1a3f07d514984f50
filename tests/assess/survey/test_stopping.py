"""The server is killed in the middle: no finished page is lost, and none is half there."""

from __future__ import annotations

import http.cookiejar
import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from threading import Thread

import pytest
from django.conf import settings
from django.db import connections

from dayaq.assess.survey.rules import page
from tests.assess.survey import world
from tests.assess.survey.world import SURVEY

SERVE = """
import sys
from wsgiref.simple_server import WSGIRequestHandler, make_server
from dayaq.site.wsgi import application
class Quiet(WSGIRequestHandler):
    def log_message(self, *args): pass
make_server("localhost", int(sys.argv[1]), application, handler_class=Quiet).serve_forever()
"""


def test_url() -> str:
    """The test database's address for another process."""
    parts = urllib.parse.urlsplit(os.environ["DATABASE_URL"])
    return parts._replace(path="/" + connections["default"].settings_dict["NAME"]).geturl()


test_url.__test__ = False  # type: ignore[attr-defined]


@contextmanager
def serving(port: int) -> Iterator[subprocess.Popen[bytes]]:
    """A server of its own, to be killed."""
    surroundings = {
        **os.environ,
        "DATABASE_URL": test_url(),
        "DAYAQ_MODE": "evaluation",
        "DJANGO_SETTINGS_MODULE": "dayaq.site.settings",
        "PYTHONPATH": "src",
    }
    process = subprocess.Popen([sys.executable, "-c", SERVE, str(port)], env=surroundings, cwd=settings.PACKAGE.parents[1])
    try:
        for _ in range(200):
            with suppress(OSError), socket.create_connection(("localhost", port), 0.2):
                break
            time.sleep(0.1)
        yield process
    finally:
        process.send_signal(signal.SIGKILL)
        process.wait()


class Respondent:
    """Somebody with a browser that keeps cookies and sends forms."""

    def __init__(self, port: int, token: str) -> None:
        self.base = f"http://localhost:{port}"
        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar()))
        self.send(f"/answer/{token}/?lang=en", {"agreed": ["1"]})

    def send(self, address: str, fields: dict[str, list[str]]) -> str:
        return self.opener.open(self.base + address, urllib.parse.urlencode(fields, doseq=True).encode(), timeout=20).read().decode()

    def see(self, number: int) -> str:
        return self.opener.open(f"{self.base}/answer/en/{number}/", timeout=20).read().decode()

    def fill(self, number: int, fields: dict[str, list[str]]) -> None:
        (token,) = re.findall(r'name="csrfmiddlewaretoken" value="(\w+)"', self.see(number))
        self.send(f"/answer/en/{number}/", {**fields, "csrfmiddlewaretoken": [token], "go": ["on"]})


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("localhost", 0))
        return int(one.getsockname()[1])


def chosen(shown: str) -> list[str]:
    return sorted(re.findall(r'name="([\d.]+)" value="(\w+)"[^>]* checked', shown))


LATER = [pytest.param(moment, marks=pytest.mark.long) for moment in (0.0, 0.05, 0.2)]


@pytest.mark.parametrize("moment", [0.01, *LATER])
def test_no_finished_page_is_lost_when_the_server_is_killed(committed: None, moment: float) -> None:
    (token,) = world.tokens(world.running(world.assessment()), 1)
    held, port = page.fields(SURVEY, world.given(11)), free_port()
    with serving(port) as process:
        somebody = Respondent(port, token)
        for number in (3, 5, 6):
            somebody.fill(number, page.typed(SURVEY, SURVEY.sections[number - 1], held))
        before = {number: chosen(somebody.see(number)) for number in (3, 5, 6)}
        assert all(before.values())

        def last() -> None:
            with suppress(OSError, ValueError):
                somebody.fill(7, page.typed(SURVEY, SURVEY.sections[6], held))

        sending = Thread(target=last)
        sending.start()
        time.sleep(moment)
        process.send_signal(signal.SIGKILL)
        sending.join()
    with serving(port):
        again = Respondent(port, token)
        assert {number: chosen(again.see(number)) for number in (3, 5, 6)} == before
        whole = sorted((name, values[0]) for name, values in page.typed(SURVEY, SURVEY.sections[6], held).items())
        assert chosen(again.see(7)) in ([], whole)
        again.fill(7, page.typed(SURVEY, SURVEY.sections[6], held))
        assert chosen(again.see(7)) == whole
