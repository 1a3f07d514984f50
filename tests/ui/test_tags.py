"""Reasons, clocks, codes, numbers and moments in words."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from django.template import Context, Template
from django.utils import translation

from dayaq.core.decision import Decision, Reason
from dayaq.ui.templatetags import dayaq as tags


def draw(source: str, **context: object) -> str:
    return Template("{% load dayaq i18n %}" + source).render(Context(context))


@pytest.mark.parametrize(
    ("left", "words", "state"),
    [
        (timedelta(hours=3, minutes=12), "3 h 12 min left", "soon"),
        (timedelta(hours=24), "24 h left", "soon"),
        (timedelta(hours=47, minutes=59), "47 h 59 min left", "running"),
        (timedelta(days=2), "2 days left", "running"),
        (timedelta(minutes=-5), "5 min over", "over"),
        (timedelta(days=-2, hours=-3), "2 days over", "over"),
        (timedelta(0), "0 min left", "soon"),
        (None, "", "none"),
    ],
)
def test_clock_counts_in_words(left: timedelta | None, words: str, state: str) -> None:
    assert tags.clockwords(left) == words
    assert tags.clockstate(left) == state


def test_reason_is_said_with_its_parameters_in_words() -> None:
    reason = Reason(
        "late",
        "Due %(at)s, after %(length)s by %(body)s.",
        {"at": date(2016, 1, 15), "length": timedelta(hours=24), "body": {"en": "the unit"}},
    )
    assert tags.say(reason) == "Due 15 Jan 2016, after 24 h by the unit."
    assert tags.say(Decision.refuse(reason, Reason("b", "Second."))) == "Due 15 Jan 2016, after 24 h by the unit. Second."
    assert tags.say(None) == ""


def test_reason_is_escaped_on_the_page() -> None:
    assert draw("{{ r|say }}", r=Reason("x", "%(a)s", {"a": "<b>"})) == "&lt;b&gt;"


@pytest.mark.parametrize(("language", "label"), [("az", "polis"), ("ru", "police"), ("en", "police")])
def test_pack_label_falls_back_to_english(language: str, label: str) -> None:
    with translation.override(language):
        assert tags.codes({"en": "police", "az": "polis"}) == label
        assert tags.codes({"az": "polis"}) == "polis"
        assert tags.codes("as it is") == "as it is"


def test_numbers_are_grouped_and_absence_is_a_dash() -> None:
    assert tags.figure(21918) == "21,918"
    assert tags.figure(0) == "0"
    assert tags.figure(None) == "–"
    assert tags.figure("c") == "c"
    assert (tags.figure(1300 / 14, 1), tags.figure(0.636, 2), tags.figure(3, 2)) == ("92.9", "0.64", "3.00")


def test_moment_is_shown_in_the_zone_of_the_pack() -> None:
    at = datetime(2016, 12, 31, 20, 30, tzinfo=UTC)
    assert draw("{% moment at %}", at=at, zone="Asia/Baku") == '<time datetime="2017-01-01T00:30+04:00">1 Jan 2017, 00:30</time>'
    assert draw('{% moment at "date" %}', at=at, zone="UTC") == '<time datetime="2016-12-31T20:30+00:00">31 Dec 2016</time>'
    assert draw("{% moment at %}", at=None) == "–"


def test_a_term_that_ends_with_a_day_has_no_time_of_the_clock() -> None:
    midnight = datetime(2016, 12, 31, 20, 0, tzinfo=UTC)
    assert ">1 Jan 2017<" in draw('{% moment at "term" %}', at=midnight, zone="Asia/Baku")
    assert ">1 Jan 2017, 15:00<" in draw('{% moment at "term" %}', at=midnight + timedelta(hours=15), zone="Asia/Baku")
    clock = '{% include "ui/components/clock.html" with left=left at=at %}'
    assert "(<time" in draw(clock, at=midnight, left=timedelta(hours=3), zone="Asia/Baku")
    assert "00:00<" not in draw(clock, at=midnight, left=timedelta(hours=3), zone="Asia/Baku")


def test_sums_and_days_inside_a_sentence_are_written_as_everywhere() -> None:
    assert (
        draw("{{ sum|money }} {{ part|money }} {{ none|money }}", sum=Decimal("1500.00"), part=Decimal("85.5"), none=None)
        == "1\u202f500 85.50 –"
    )
    assert ">21 May 2026<" in draw(
        "{% moment at as day %}{% blocktranslate with day=day %}since {{ day }}{% endblocktranslate %}", at=date(2026, 5, 21)
    )


@pytest.mark.parametrize(("language", "words"), [("en", "2 Jul 2016"), ("ru", "2 июл 2016"), ("az", "2 iyl 2016")])
def test_short_month_is_written_as_the_language_writes_it(language: str, words: str) -> None:
    with translation.override(language):
        assert tags.date_words(date(2016, 7, 2)) == words


def test_chip_has_a_word_and_a_shape() -> None:
    drawn = draw('{% chip word "brick" %}', word="<overdue>")
    assert "&lt;overdue&gt;" in drawn
    assert "icons.svg#alert" in drawn


def test_around_puts_the_body_into_the_piece_and_forgets_its_words() -> None:
    drawn = draw('{% around "callout" kind="amber" title="T" %}<p>{{ x }}</p>{% endaround %}|{{ title }}', x="<i>")
    assert "<h2>T</h2><p>&lt;i&gt;</p>" in drawn.replace("\n", "")
    assert drawn.endswith("|")


def test_a_clock_in_a_list_breaks_into_lines_before_its_time_leaves_the_page() -> None:
    drawn = draw(
        '{% include "ui/components/table.html" with label="L" columns=columns rows=rows %}',
        columns=["A", "B"],
        rows=[{"cells": ["x", {"left": timedelta(days=-3), "label": "Explain the rights"}]}],
    )
    assert '<td class="wraps"><span class="clock' in drawn
