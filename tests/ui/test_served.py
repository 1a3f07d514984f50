"""The gallery through the whole site: its gate, the strict policy, and that a form there saves nothing."""

from __future__ import annotations

import pytest
from django.test import Client


@pytest.mark.django_db
def test_gallery_is_open_to_everybody_under_the_strict_policy() -> None:
    answer = Client().get("/gallery/?lang=ru&dir=rtl")
    assert answer.status_code == 200
    assert "style-src 'self'" in answer.headers["Content-Security-Policy"]
    assert "unsafe-inline" not in answer.headers["Content-Security-Policy"]


@pytest.mark.django_db
def test_gallery_reads_a_form_and_saves_nothing() -> None:
    answer = Client().post("/gallery/", {"place": "Baku"})
    assert answer.status_code == 200
    assert "nothing was saved" in answer.content.decode()
