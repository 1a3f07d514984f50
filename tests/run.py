"""``./run test``: what the continuous integration runs, step by step; goes on after a failure and says at the end what failed.

Without Chromium everything runs but the browser journeys, and that is said loudly. Words after the command go to pytest.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PYTHON = sys.executable
CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome") or ""


def tool(name: str) -> list[str]:
    """A tool of the environment, started without its script (long paths break script headers)."""
    program = Path(PYTHON).with_name(name)
    return [str(program)] if program.exists() and name == "ruff" else [PYTHON, "-m", name]


def steps(words: list[str]) -> list[tuple[str, list[str]]]:
    """The steps in their order: name and command."""
    lint_imports = [PYTHON, "-c", "from importlinter.cli import lint_imports_command; lint_imports_command()"]
    pytest = [PYTHON, "-m", "pytest", "-q"]
    everything = [
        ("format", [*tool("ruff"), "format", "--check", "--quiet", "src", "tests", "bench"]),
        ("lint", [*tool("ruff"), "check", "--quiet", "src", "tests", "bench"]),
        ("long files and functions, to think about", [PYTHON, "tests/laws/long.py"]),
        ("types", [PYTHON, "-m", "mypy"]),
        ("import laws", lint_imports),
        ("tests", [*pytest, "-n", "2", "-m", "not journey and not long", *words]),
    ]
    if CHROMIUM:
        everything.append(
            ("browser journeys", [*pytest, "-n", "2", "--dist", "loadfile", "-m", "journey and not long", "tests/journeys", *words])
        )
    return everything


def main(words: list[str]) -> int:
    """Run all steps; 0 when all passed."""
    failed = []
    environment = {**os.environ, "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}", "CHROMIUM": CHROMIUM, "DJANGO_ALLOW_ASYNC_UNSAFE": "1"}
    for name, command in steps(words):
        print(f"\n== {name}", flush=True)
        start = time.monotonic()
        code = subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode
        print(f"== {name}: {'ok' if code == 0 else f'FAILED ({code})'} in {time.monotonic() - start:.0f} s", flush=True)
        if code:
            failed.append(name)
    if not CHROMIUM:
        print(
            "\n*** The browser journeys were SKIPPED: no Chromium found. ***\n"
            "*** Debian and Ubuntu: apt install chromium fonts-dejavu-core, or set CHROMIUM=/path/to/chromium ***"
        )
    print(
        "\nSkipped on purpose: the long suites (full security and drill runs, a survey of 500, every page of an assessment in three\n"
        "languages, and the ODK client, which needs node and its packages: npm ci --ignore-scripts in tests/journeys/odk):\n"
        f"{Path(PYTHON).name} -m pytest -m long"
    )
    print(f"FAILED: {', '.join(failed)}" if failed else "All steps passed.")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
