"""Error pages stand alone: no context, no product detail, neutral words."""

from __future__ import annotations

import pytest
from django.template.loader import get_template
from django.utils import translation


@pytest.mark.parametrize("code", ["400", "403", "403_csrf", "404", "413", "500", "503"])
def test_error_page_needs_no_context_and_shows_no_trace(code: str) -> None:
    with translation.override("en"):
        html = get_template(f"{code}.html").render()
    assert html.count("<h1>") == 1
    assert "Traceback" not in html
    assert "Dayaq" not in html
    assert "<script" not in html
