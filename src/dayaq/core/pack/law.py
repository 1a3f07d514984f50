"""The pages of docs/law: from each legal basis to the rule and the place where it lives.

They are made from two sources that are kept where the rule is kept: the ``Basis:`` lines of docstrings and
the ``basis`` keys of packs. Run ``python -m dayaq.core.pack.law docs/law`` to write them.
"""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from dayaq.core.pack.duties import duties, places
from dayaq.core.pack.load import available, load
from dayaq.core.pack.pack import Pack
from dayaq.core.pack.schema.base import Binding
from dayaq.core.pack.view import bindings_of

SOURCE = Path(__file__).resolve().parents[2]
BASIS = re.compile(r"^\s*Basis:\s*(?P<text>.+(?:\n(?!\s*$)\s+.+)*)", re.MULTILINE)
Documented = ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True, slots=True, order=True)
class Line:
    """One line of a page: basis, what the rule says, where it is."""

    basis: str
    rule: str
    place: str

    def __str__(self) -> str:
        return f"| {_cell(self.basis)} | {_cell(self.rule)} | `{self.place}` |"


def _cell(text: str) -> str:
    return " ".join(text.replace("|", "\\|").split())


def of_code(root: Path = SOURCE) -> Iterator[Line]:
    """Every ``Basis:`` line of the docstrings below ``root``, with the first sentence of that docstring."""
    for file in sorted(root.rglob("*.py")):
        tree = ast.parse(file.read_text(encoding="utf-8"))
        for node in ast.walk(tree):
            if isinstance(node, Documented):
                yield from _of_node(node, file.relative_to(root.parent))


def _of_node(node: Documented, file: Path) -> Iterator[Line]:
    text = ast.get_docstring(node) or ""
    name = "" if isinstance(node, ast.Module) else f":{node.name}"
    for found in BASIS.finditer(text):
        yield Line(" ".join(found["text"].split()), text.partition("\n")[0], f"{file.as_posix()}{name}")


def of_pack(pack: Pack) -> Iterator[Line]:
    """Every binding value of a pack, one line an act."""
    for key, rule in bindings_of(pack):
        for basis in rule.basis:
            yield Line(citation(pack, basis), saying(rule), f"packs/{pack.code}: {key}")


def citation(pack: Pack, basis: str) -> str:
    """The basis as people cite it, with the mark of a disputed or unverified act."""
    found = pack.legal.find(basis)
    if found is None:
        return basis
    marks = [warning.code.partition(".")[2] for warning in found.warnings if warning.code != "legal.alias"]
    return found.text("en") + (f" ({', '.join(marks)})" if marks else "")


def saying(rule: Binding) -> str:
    """What a binding value says, in short: its own keys without texts, then dates and confidence."""
    content = rule.model_dump(mode="json", by_alias=True, exclude_none=True, exclude_defaults=True)
    label = content.get("label", {}).get("en", "") if isinstance(content.get("label"), dict) else ""
    own = {key: value for key, value in content.items() if key not in Binding.model_fields and _plain(value)}
    words = "; ".join(f"{key.replace('_', ' ')}: {_words(value)}" for key, value in own.items())
    first, end = rule.valid
    dates = f"from {first or 'unknown'} to {end or 'open'}{', dates uncertain' if rule.uncertain else ''}"
    return f"{'; '.join(filter(None, (label, words)))} ({dates}; {rule.confidence})".lstrip()


def _plain(value: object) -> bool:
    return not isinstance(value, dict) and not (isinstance(value, list) and any(isinstance(v, dict) for v in value))


def _words(value: object) -> str:
    if isinstance(value, list):
        return ", ".join(map(str, value)) or "none"
    return str(value).lower() if isinstance(value, bool) else str(value)


def page(title: str, lines: Iterable[Line]) -> str:
    """One page as Markdown; the same input always gives the same page."""
    head = f"# {title}\n\nMade from the `Basis:` lines of the code and the `basis` keys of the packs; do not edit.\n\n"
    rows = "\n".join(str(line) for line in sorted(set(lines)))
    return f"{head}| Legal basis | Rule | Place |\n|---|---|---|\n{rows}\n"


def of_rules() -> str:
    """The page of the rules of the field by their codes: what each says, its basis, where code and tests keep it."""
    code, tests = places(SOURCE), places(SOURCE.parents[1] / "tests")
    head = (
        "# Rules of the field\n\nMade from `core/pack/rules.csv` and from the docstrings and packs that name a rule by its code; do not edit. "
        "A rule marked Y is a value of a country, one marked N is the same everywhere.\n\n"
    )
    rows = [
        f"| {one.code} | {'Y' if one.configurable else 'N'} | {_cell(one.says)} | {_cell(one.basis)} | {_places(code[one.code])} | {_places(tests[one.code])} |"
        for one in duties()
    ]
    return f"{head}| Rule | | Says | Basis | Kept in | Tested in |\n|---|---|---|---|---|---|\n" + "\n".join(rows) + "\n"


def _places(found: Iterable[str]) -> str:
    return "<br>".join(f"`{place}`" for place in found)


def pages() -> dict[str, str]:
    """File names and contents of all pages: one for the code, one for each pack with rules."""
    made = {"code.md": page("Legal basis of rules in the code", of_code()), "rules.md": of_rules()}
    for code in available():
        pack = load(code)
        lines = list(of_pack(pack))
        if lines:
            made[f"{code}.md"] = page(f"Legal basis of the pack: {pack.label('pack.name', 'en')}", lines)
    return made


def write(folder: Path) -> list[Path]:
    """Write the pages into ``folder`` and name the files."""
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for name, text in pages().items():
        (folder / name).write_text(text, encoding="utf-8")
        written.append(folder / name)
    return written


if __name__ == "__main__":
    for made in write(Path(sys.argv[1] if len(sys.argv) > 1 else "docs/law")):
        print(made)
