"""The gallery draws every piece, in every language and face, and nothing that the strict policy refuses."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from django.template.loader import get_template
from django.test import RequestFactory

import dayaq.ui
from dayaq.ui import views
from dayaq.ui.pseudo import stretch, stretch_page

UI = Path(dayaq.ui.__file__).parent
COMPONENTS = UI / "templates" / "ui" / "components"


def page(query: str = "") -> str:
    response = views.gallery(RequestFactory().get(f"/gallery/?{query}"))
    assert response.status_code == 200
    return response.content.decode()


class Outline(HTMLParser):
    """Collects what the tests ask about."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def named(self, tag: str) -> list[dict[str, str | None]]:
        return [attrs for name, attrs in self.tags if name == tag]


@pytest.mark.parametrize("face", views.FACES)
def test_page_of_every_face_has_one_heading_one_main_and_a_skip_link(face: str) -> None:
    outline = Outline(page(f"face={face}"))
    assert len(outline.named("h1")) == 1
    assert [attrs["id"] for attrs in outline.named("main")] == ["main"]
    assert outline.named("a")[0]["href"] == "#main"


@pytest.mark.parametrize("face", views.FACES)
def test_no_inline_style_script_or_handler(face: str) -> None:
    outline = Outline(page(f"face={face}"))
    assert outline.named("style") == []
    assert [attrs for attrs in outline.named("script") if not attrs.get("src")] == []
    loose = [(tag, name) for tag, attrs in outline.tags for name in attrs if name == "style" or name.startswith("on")]
    assert loose == []


def test_ids_are_unique_and_labels_lead_to_controls() -> None:
    outline = Outline(page())
    ids = [attrs["id"] for _tag, attrs in outline.tags if "id" in attrs]
    assert sorted(ids) == sorted(set(ids))
    assert {attrs["for"] for attrs in outline.named("label") if "for" in attrs} <= set(ids)
    described = {word for _tag, attrs in outline.tags for word in (attrs.get("aria-describedby") or "").split()}
    assert described <= set(ids)


def test_error_summary_leads_to_fields_that_exist() -> None:
    html = page()
    outline = Outline(html)
    ids = {attrs.get("id") for _tag, attrs in outline.tags}
    summary = re.search(r'<div class="error-summary".*?</div>', html, re.S)
    assert summary
    targets = re.findall(r'href="#([^"]+)"', summary.group(0))
    assert len(targets) == 6
    assert set(targets) <= ids


def test_right_to_left_on_request() -> None:
    assert Outline(page("dir=rtl")).named("html")[0]["dir"] == "rtl"
    assert Outline(page()).named("html")[0]["dir"] == "ltr"


@pytest.mark.parametrize("language", ["en", "az", "ru"])
def test_page_says_its_language(language: str) -> None:
    assert Outline(page(f"lang={language}")).named("html")[0]["lang"] == language


def test_public_face_has_a_neutral_title_quick_exit_and_no_product_name() -> None:
    html = page("face=public")
    title = re.search(r"<title>(.*?)</title>", html, re.S)
    assert title
    assert "Dayaq" not in title.group(1)
    assert [attrs["href"] for attrs in Outline(html).named("a") if "data-exit" in attrs] == ["https://www.wikipedia.org/"]
    assert "data-exit" not in page("face=base")


@pytest.mark.parametrize(("face", "needs_cookie"), [("public", False), ("base", True)])
def test_public_frame_makes_no_token_and_so_no_cookie(face: str, needs_cookie: bool) -> None:
    request = RequestFactory().get("/")
    get_template(f"ui/{face}.html").render({}, request)
    assert ("CSRF_COOKIE" in request.META) is needs_cookie


def test_every_piece_documents_itself_and_is_in_the_gallery() -> None:
    shown = (COMPONENTS.parent / "gallery.html").read_text() + (COMPONENTS / "chart_with_table.html").read_text()
    inside = {"field": "{{ form }}", "error_summary": "{{ wrong }}", "chip": "{% chip", "quick_exit": "face='public'"}
    for path in sorted(COMPONENTS.glob("*.html")):
        assert path.read_text().startswith("{% comment %}"), path.name
        mark = inside.get(path.stem, f'components/{path.stem}.html"')
        assert mark in shown or f'around "{path.stem}"' in shown, path.name


def test_pseudo_locale_stretches_words_and_leaves_tags_and_codes() -> None:
    assert stretch("Cases") == "[Çáşéş··]"
    assert stretch(" 24 ") == " 24 "
    assert (
        stretch_page('<p class="row">One <code>DM-1</code> &lt;two&gt;</p>')
        == '<p class="row">[Öñé·] <code>DM-1</code> [&lt;twö&gt;··]</p>'
    )


def test_pseudo_page_keeps_the_same_tags() -> None:
    plain, pseudo = Outline(page("lang=en")), Outline(page("lang=pseudo"))
    assert [tag for tag, _ in plain.tags] == [tag for tag, _ in pseudo.tags]
