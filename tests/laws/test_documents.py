"""The documents say what is there: commands, paths, links, variables, numbers of decisions, the current version."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from dayaq.site import cli

ROOT = Path(__file__).resolve().parents[2]
DOCUMENTS = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")])
ADRS = sorted((ROOT / "docs" / "adr").glob("*.md"))
COMMANDS = {*cli.PURE, *cli.DATABASE}
LINK = re.compile(r"\]\(([^)\s]+)\)")
FENCED = re.compile(r"^```.*?^```", re.M | re.S)
COMMAND = re.compile(r"(?:\./run dayaq|(?<![\w./-])dayaq) ([a-z]+)")
INLINE = re.compile(r"`([^`\n]+)`")
BLOCK = re.compile(r"^ {4,}\S.*$", re.M)
PATH = re.compile(r"^(?:src|tests|docs|requirements|bench)/[\w./-]+$")
MACHINE = re.compile(r"(?<![\w.])/(?:home|Users|root|work|mnt|tmp|srv|media)/[\w.-]+|[A-Z]:\\|file://")
VARIABLE = re.compile(r"\b(?:DAYAQ_[A-Z]+(?:_[A-Z]+)*|DATABASE_[A-Z_]*URL)\b")


def text_of(name: str) -> str:
    """A document by its name in the repository."""
    return (ROOT / name).read_text(encoding="utf-8")


def code_of(text: str) -> list[str]:
    """Everything a document sets as code: between backticks, in fences, indented."""
    return [*FENCED.findall(text), *INLINE.findall(FENCED.sub("", text)), *BLOCK.findall(text)]


def name(path: Path) -> str:
    """The path inside the repository, as the test's name."""
    return str(path.relative_to(ROOT))


def test_the_readme_names_both_commands() -> None:
    assert {"./run demo", "./run test"} <= set(re.findall(r"\./run (?:demo|test)", text_of("README.md")))
    assert all(f"{word})" in text_of("run") for word in ("demo", "test", "dayaq"))


@pytest.mark.parametrize("document", DOCUMENTS, ids=name)
def test_every_command_in_a_document_exists(document: Path) -> None:
    named = {word for code in code_of(document.read_text(encoding="utf-8")) for word in COMMAND.findall(code)}
    assert named - COMMANDS == set()


def test_the_readme_names_every_command() -> None:
    told = set(re.findall(r"[a-z]+", " ".join(code_of(text_of("README.md")))))
    assert COMMANDS - told == set()


@pytest.mark.parametrize("command", sorted(COMMANDS))
def test_every_command_has_a_module_that_says_what_it_does(command: str) -> None:
    part = cli.module(command)
    assert (part.__doc__ or "").strip()
    assert callable(part.add_arguments)
    assert callable(part.run)


def test_the_map_fits_on_150_lines() -> None:
    assert len(text_of("ARCHITECTURE.md").splitlines()) <= 150


@pytest.mark.parametrize("document", DOCUMENTS, ids=name)
def test_every_relative_link_leads_somewhere(document: Path) -> None:
    targets = LINK.findall(FENCED.sub("", document.read_text(encoding="utf-8")))
    inside = [target.split("#")[0] for target in targets if not target.startswith(("http://", "https://", "mailto:", "#"))]
    assert [target for target in inside if not (document.parent / target).exists()] == []


@pytest.mark.parametrize("document", DOCUMENTS, ids=name)
def test_every_path_named_in_a_document_exists(document: Path) -> None:
    named = {code.rstrip("/") for code in INLINE.findall(FENCED.sub("", document.read_text(encoding="utf-8"))) if PATH.match(code)}
    assert sorted(path for path in named if not (ROOT / path).exists()) == []


@pytest.mark.parametrize("document", DOCUMENTS, ids=name)
def test_no_document_names_a_developers_machine(document: Path) -> None:
    assert MACHINE.findall(document.read_text(encoding="utf-8")) == []


def test_decisions_are_numbered_without_gaps() -> None:
    assert [int(path.name[:4]) for path in ADRS] == list(range(1, len(ADRS) + 1))


@pytest.mark.parametrize("adr", ADRS, ids=lambda path: path.name[:4])
def test_a_decision_has_its_number_status_and_parts(adr: Path) -> None:
    lines = adr.read_text(encoding="utf-8").splitlines()
    assert lines[0].startswith(f"# {int(adr.name[:4])}. ")
    assert lines[2].startswith("Status: ")
    assert [line for line in lines if line.startswith("## ")][:3] == ["## Context", "## Decision", "## Consequences"]
    assert 20 <= len(lines) <= 60


def test_the_changes_tell_of_the_current_version() -> None:
    version = tomllib.loads(text_of("pyproject.toml"))["project"]["version"]
    section = re.search(rf"^## {re.escape(version)}\b.*?(?=^## |\Z)", text_of("CHANGELOG.md"), re.M | re.S)
    assert section
    assert re.findall(r"^- .+", section[0], re.M)


def test_the_variables_of_the_surroundings_are_the_documented_ones() -> None:
    read = set(VARIABLE.findall(text_of("src/dayaq/site/env.py"))) - {"DAYAQ_"}
    secrets = {f"DAYAQ_{key.upper()}" for key in re.findall(r'secret\(ENV\.home, "(\w+)"\)', text_of("src/dayaq/site/settings.py"))}
    table = {
        word for line in text_of("docs/install.md").splitlines() if line.startswith("| `") for word in VARIABLE.findall(line.split("|")[1])
    }
    assert table == read | secrets


def test_every_package_needed_to_run_has_its_licence_named() -> None:
    pinned = set(re.findall(r"^([a-z0-9-]+)==", text_of("requirements/base.txt"), re.M))
    section = text_of("LICENCES.md").split("## Packages")[1].split("## Data")[0]
    assert set(re.findall(r"^\| ([a-z0-9-]+) \| \S", section, re.M)) - {"package"} == pinned
