"""Colours: enough contrast in both themes, and none outside the tokens."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import dayaq.ui

STATIC = Path(dayaq.ui.__file__).parent / "static" / "dayaq"
TOKENS = (STATIC / "tokens.css").read_text()
LIGHT, DARK = (dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", part)) for part in TOKENS.split("@media screen", 1))
OTHERS = [path for path in STATIC.glob("*.css") if path.name != "tokens.css"]


def brightness(colour: str) -> float:
    """Relative luminance as WCAG 2.2 defines it."""
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    high, low = sorted((brightness(one), brightness(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("theme", [LIGHT, {**LIGHT, **DARK}], ids=["light", "dark"])
@pytest.mark.parametrize(
    ("text", "ground", "least"),
    [
        *[("ink", ground, 7) for ground in ("paper", "mist", "amber-soft", "brick-soft", "plum-soft", "leaf-soft", "sea-soft")],
        *[("ink-soft", ground, 4.5) for ground in ("paper", "mist", "amber-soft", "brick-soft")],
        *[(name, "paper", 4.5) for name in ("sea", "sea-dark", "leaf", "amber", "brick", "plum")],
        *[(name, "mist", 4.5) for name in ("sea", "leaf", "amber", "brick", "plum")],
        *[(name, f"{name}-soft", 4.5) for name in ("sea", "leaf", "amber", "brick", "plum")],
        ("on-sea", "sea", 4.5),
        ("on-sea", "sea-dark", 4.5),
        ("on-bar", "bar", 7),
        ("edge", "paper", 3),
    ],
)
def test_text_stands_out_from_its_ground(theme: dict[str, str], text: str, ground: str, least: float) -> None:
    assert contrast(theme[text], theme[ground]) >= least


@pytest.mark.parametrize("path", OTHERS, ids=lambda path: path.name)
def test_no_colour_outside_the_tokens(path: Path) -> None:
    found = re.findall(r"#[0-9a-fA-F]{3,8}\b(?=[;\s,)])|\brgb\(|\bhsl\(", path.read_text())
    assert [colour for colour in found if colour != "#fff"] == (["rgb("] if path.name == "base.css" else [])


@pytest.mark.parametrize("path", OTHERS, ids=lambda path: path.name)
def test_every_token_used_exists(path: Path) -> None:
    defined = set(re.findall(r"(--[\w-]+):", TOKENS + (STATIC / "layout.css").read_text()))
    assert set(re.findall(r"var\((--[\w-]+)\)", path.read_text())) <= defined


@pytest.mark.parametrize("path", OTHERS, ids=lambda path: path.name)
def test_directions_are_logical(path: Path) -> None:
    physical = r"(?:^|[\s{;])(?:margin|padding|border)-(?:left|right)|(?:^|[\s{;])(?:left|right):|text-align: (?:left|right)"
    assert re.findall(physical, path.read_text()) == []
