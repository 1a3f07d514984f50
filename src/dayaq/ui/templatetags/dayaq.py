"""The words pages use for reasons, clocks, codes, numbers and moments, and the pieces with a body.

Load with ``{% load dayaq %}``. Everything here only words what it is given; nothing here decides.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta, tzinfo
from decimal import Decimal
from zoneinfo import ZoneInfo

from django import template
from django.conf import settings
from django.core.paginator import Page
from django.forms import BoundField, CheckboxInput, MultiWidget, Widget
from django.forms.widgets import ChoiceWidget
from django.template import Context
from django.templatetags.static import static
from django.urls import reverse
from django.utils import formats, timezone
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext, ngettext

from dayaq.core.decision import Decision, Reason
from dayaq.core.money import plain
from dayaq.core.pack import load

register = template.Library()

CHIP_SHAPES = {
    "neutral": "circle",
    "leaf": "check",
    "amber": "clock",
    "brick": "alert",
    "plum": "lock",
}
CLOCK_SHAPES = {"running": "clock", "soon": "clock", "over": "alert", "done": "check", "none": "dash"}
STEP_SHAPES = {"done": "full", "now": "half", "todo": "circle", "skipped": "dash"}


@register.simple_tag
def icon(name: str, turns: bool = False) -> SafeString:
    """A drawing from the sprite, silent for screen readers; put a word beside it.

    ``turns`` marks a direction (next, back), which is mirrored in right-to-left pages.
    """
    extra = " icon-turns" if turns else ""
    return format_html(
        '<svg class="icon{}" aria-hidden="true" focusable="false"><use href="{}#{}"></use></svg>',
        extra,
        static("dayaq/icons.svg"),
        name,
    )


@register.filter
def chip_shape(kind: str) -> str:
    """The shape that goes with a chip's kind, so that colour is never the only sign."""
    return CHIP_SHAPES.get(kind or "neutral", "circle")


@register.filter
def clock_shape(state: str) -> str:
    """The shape that goes with a clock's state."""
    return CLOCK_SHAPES.get(state, "dash")


@register.filter
def step_shape(state: str) -> str:
    """Full, half, empty circle or a dash for a step done, current, to come, not needed."""
    return STEP_SHAPES.get(state, "circle")


@register.simple_tag
def chip(label: object, kind: str = "neutral", shape: str = "") -> SafeString:
    """A state as a word with a shape: kinds neutral, leaf, amber, brick, plum."""
    drawing = icon(shape or chip_shape(kind))
    return format_html('<span class="chip chip-{}">{}{}</span>', kind or "neutral", drawing, label)


@register.simple_tag(takes_context=True)
def place(context: Context, name: str, label: object) -> SafeString:
    """A link to a page of the same area; the page one stands on is marked, so that one sees where one is."""
    url = reverse(name)
    if getattr(context.get("request"), "path", "") == url:
        return format_html('<a href="{}" aria-current="page">{}</a>', url, label)
    return format_html('<a href="{}">{}</a>', url, label)


@register.filter
def say(value: Reason | Decision | Iterable[Reason] | str | None) -> str:
    """A Reason, a Decision or several reasons in the reader's language; plain text is looked up."""
    match value:
        case None:
            return ""
        case str() | Promise():
            return gettext(str(value)) if value else ""
        case Reason():
            return _say_reason(value)
        case Decision():
            return " ".join(_say_reason(reason) for reason in value.reasons)
        case _:
            return " ".join(say(part) for part in value)


def _say_reason(reason: Reason) -> str:
    text = gettext(reason.message)
    return text % {name: _say_param(value) for name, value in reason.params.items()} if reason.params else text


def _say_param(value: object) -> object:
    match value:
        case Reason() | Decision():
            return say(value)
        case datetime():
            return moment_words(value)
        case date():
            return date_words(value)
        case timedelta():
            return duration_words(value)
        case Mapping():
            return codes(value)
        case _:
            return value


@register.filter
def basis(keys: str) -> str:
    """Legal bases as people cite them: "cm-21.7; crc.3" becomes the titles of the acts with their articles; other text stays."""
    register_of_acts = load(settings.HOME_PACK).legal
    cited = [(key.strip(), register_of_acts.find(key.strip())) for key in str(keys or "").split(";") if key.strip()]
    language = (get_language() or "en").split("-")[0]
    return "; ".join(_cited(found.act.title, found.article, language) if found else key for key, found in cited)


def _cited(title: Mapping[str, str], article: str, language: str) -> str:
    words = title.get(language) or next(iter(title.values()))
    return f"{words}, § {article}" if article else words


@register.filter
def duration_words(length: timedelta) -> str:
    """A length of time in words: days from two days on, hours and minutes below."""
    minutes = int(abs(length).total_seconds() // 60)
    days, hours = minutes // 1440, minutes // 60
    if days >= 2:
        return ngettext("%(n)d day", "%(n)d days", days) % {"n": days}
    if hours and not minutes % 60:
        return gettext("%(hours)d h") % {"hours": hours}
    if hours:
        return gettext("%(hours)d h %(minutes)d min") % {"hours": hours, "minutes": minutes % 60}
    return gettext("%(minutes)d min") % {"minutes": minutes}


@register.filter
def clockwords(left: timedelta | str | None) -> str:
    """What remains of a clock, in words: "3 h 12 min left", "2 days over"; empty without a clock."""
    if not isinstance(left, timedelta):
        return ""
    words = duration_words(left)
    if left < timedelta(0):
        return gettext("%(length)s over") % {"length": words}
    return gettext("%(length)s left") % {"length": words}


@register.filter
def clockstate(left: timedelta | str | None, soon_hours: int = 24) -> str:
    """State of a running clock for its colour and shape: running, soon, over or none."""
    if not isinstance(left, timedelta):
        return "none"
    if left < timedelta(0):
        return "over"
    return "soon" if left <= timedelta(hours=soon_hours) else "running"


@register.filter
def codes(labels: Mapping[str, str] | str | None) -> str:
    """A pack's label in the reader's language; falls back to the base language, English, any."""
    if not isinstance(labels, Mapping):
        return "" if labels is None else str(labels)
    language = get_language() or "en"
    for key in (language, language.split("-")[0], "en"):
        if labels.get(key):
            return str(labels[key])
    return str(next(iter(labels.values()), ""))


@register.filter
def figure(value: object, places: int | None = None) -> str:
    """A number with the reader's separators; a dash where there is none, words as they are."""
    if value is None or value == "":
        return "–"
    if isinstance(value, int | float | Decimal) and not isinstance(value, bool):
        return formats.number_format(rounded(value, places), decimal_pos=places, use_l10n=True, force_grouping=True)
    return str(value)


def rounded(value: float | Decimal, places: int | None) -> float | Decimal:
    """The number with so many places; Django would cut them off."""
    if places is None:
        return value
    return round(value, places) if isinstance(value, Decimal) else round(float(value), places)


def moment_words(at: datetime, zone: tzinfo | None = None) -> str:
    """Date and time in ``zone`` (else the current one), as "14 Jan 2016, 10:00"."""
    local = timezone.localtime(at, zone) if timezone.is_aware(at) else at
    return f"{date_words(local)}, {formats.date_format(local, 'H:i')}"


def date_words(day: date) -> str:
    """A date with the short name of its month, written as the reader's language writes it: "14 Jan 2016"."""
    month = formats.date_format(day, "M")
    if not (get_language() or "en").startswith("en"):
        month = month.replace("İ", "i").lower()
    return f"{day.day} {month} {day.year}"


@register.filter
def money(amount: Decimal | None) -> str:
    """A sum as ``Money`` writes it, its currency apart: "1 500", "12.50"; a dash for none."""
    return "–" if amount is None else plain(Decimal(amount))


@register.simple_tag(takes_context=True)
def moment(context: Context, at: datetime | date | None, only: str = "") -> SafeString | str:
    """A ``<time>`` in the pack's zone (context ``zone``); ``only`` is "date", "time", or "term": a term that ends with a day has no clock."""
    if at is None:
        return "–"
    if not isinstance(at, datetime):
        return format_html('<time datetime="{}">{}</time>', at.isoformat(), date_words(at))
    zone = _zone(context.get("zone"))
    local = timezone.localtime(at, zone) if timezone.is_aware(at) else at
    clock, whole = formats.date_format(local, "H:i"), "date" if f"{local:%H:%M}" == "00:00" else ""
    words = {"date": date_words(local), "time": clock}.get(whole if only == "term" else only, moment_words(local, zone))
    return format_html('<time datetime="{}">{}</time>', local.isoformat(timespec="minutes"), words)


def _zone(zone: object) -> tzinfo | None:
    named = ZoneInfo(zone) if isinstance(zone, str) and zone else zone
    return named if isinstance(named, tzinfo) else None


@register.filter
def share(part: float | None, whole: float | None) -> str:
    """Part of a whole as whole per cent, without the sign; empty when there is no whole."""
    return f"{round(100 * (part or 0) / whole)}" if whole else ""


@register.filter
def opposite(direction: str) -> str:
    """The other reading direction."""
    return "ltr" if direction == "rtl" else "rtl"


@register.simple_block_tag(takes_context=True)
def around(context: Context, content: str, piece: str, **values: object) -> str:
    """Draw ``ui/components/<piece>.html`` round the body: ``{% around "callout" kind="amber" %}``."""
    engine = context.template.engine  # type: ignore[union-attr]  # set whenever a template renders
    page = engine.get_template(f"ui/components/{piece}.html")
    with context.push(content=content, **values):
        return page.render(context)


@register.filter
def is_number(value: object) -> bool:
    """True for a number, which a table sets flush right."""
    return isinstance(value, int | float | Decimal) and not isinstance(value, bool)


@register.filter
def page_numbers(page: Page[object]) -> Iterable[int | str]:
    """The page numbers to offer round the current one, with an ellipsis where some are left out."""
    return page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)


@register.filter
def control(field: BoundField) -> str:
    """How the field is drawn: "tick" for a single check box, "plain" otherwise."""
    return "tick" if isinstance(field.field.widget, CheckboxInput) else "plain"


@register.filter
def anchor(field: BoundField) -> str:
    """The id that an error summary leads to: the control, or the first one of a group."""
    if not field.use_fieldset:
        return str(field.id_for_label or field.auto_id)
    return _first(field.field.widget, field.auto_id)


def _first(widget: Widget, control_id: str) -> str:
    """The id of the first control inside a group (Django numbers them)."""
    if isinstance(widget, MultiWidget):
        return _first(widget.widgets[0], f"{control_id}_0")
    grouped = isinstance(widget, ChoiceWidget) and widget.use_fieldset
    return f"{control_id}_0" if grouped else control_id
