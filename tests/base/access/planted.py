"""Addresses only tests have: views that crash, that declare no gate, that are careless with SQL. Used as a URLconf."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

from django.db import connection
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.urls import path

from dayaq.base.access.gate import gate
from dayaq.respond.casefile import actions
from dayaq.site.urls import urlpatterns as site

AT = datetime(2016, 1, 14, 6, tzinfo=UTC)
RAN: list[str] = []  # views that really ran


def write(request: HttpRequest) -> None:
    actions.open_case(new=actions.NewCase(), by=request.actor, at=AT)  # type: ignore[attr-defined]


@gate("case.open")
def raises(request: HttpRequest) -> HttpResponse:
    write(request)
    raise ValueError("Zqcrashqz")


@gate("case.open")
def answers_500(request: HttpRequest) -> HttpResponse:
    write(request)
    return HttpResponse("broken", status=500)


@gate("case.open")
def works(request: HttpRequest) -> HttpResponse:
    write(request)
    return HttpResponse("done")


def ungated(request: HttpRequest) -> HttpResponse:
    RAN.append("ungated")
    return HttpResponse("Zqservedqz")


@gate("case.read")
def careless(request: HttpRequest) -> HttpResponse:
    """What must never be written: the question formatted into the SQL; every row it gets is answered."""
    RAN.append("careless")
    rows: list[tuple[object, ...]] = []
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT code FROM casefile_casecode WHERE code = '{request.GET['q']}'")
        while True:
            rows += cursor.fetchall() if cursor.description else []
            if not cursor.nextset():
                break
    return HttpResponse("\n".join(str(value) for row in rows for value in row))


@gate("case.read")
def streams(request: HttpRequest) -> StreamingHttpResponse:
    """Rows that are read only while the answer is already leaving."""

    def rows() -> Iterator[str]:
        with connection.cursor() as cursor:
            cursor.execute("SELECT id FROM casefile_case")
            yield from (str(row[0]) for row in cursor.fetchall())

    return StreamingHttpResponse(rows())


urlpatterns = [
    *site,
    path("planted/raises/", raises, name="planted_raises"),
    path("planted/500/", answers_500, name="planted_500"),
    path("planted/works/", works, name="planted_works"),
    path("planted/ungated/", ungated, name="planted_ungated"),
    path("planted/careless/", careless, name="planted_careless"),
    path("planted/streams/", streams, name="planted_streams"),
]
