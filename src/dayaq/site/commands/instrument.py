"""Write an instrument as an XLSForm, or name everything that is wrong with one."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from dayaq.assess.framework.rules.checking import Fault, blocking, faults, framework_faults, guide_faults
from dayaq.assess.framework.rules.foreign import NotAForm, imported
from dayaq.assess.framework.rules.loading import DATA, FILES, UnknownInstrument, common, contents, framework, from_folder, guide
from dayaq.assess.framework.rules.shape import Malformed, read
from dayaq.assess.framework.rules.xlsform import form
from dayaq.core.decision import Reason

TEXT = (".yaml", ".yml")
CRITERIA, GUIDE = "ct-nat-criteria", "ct-nat-interview"
NAMES = {"survey": "ct-nat-survey", "interview": GUIDE, "criteria": CRITERIA}  # file of a folder -> what it holds


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """``instrument xlsform CODE --out FILE`` and ``instrument check PATH``."""
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
    writing = actions.add_parser("xlsform", help="write an instrument as a workbook for ODK, KoboToolbox and others")
    writing.add_argument("code", metavar="CODE", help=f"one of: {', '.join(FILES)}")
    writing.add_argument("--out", type=Path, required=True, metavar="FILE", help="the .xlsx file to write")
    writing.add_argument("--country", default="", metavar="CC", help="the variant of a country, such as AZ")
    writing.add_argument("--lang", action="append", default=[], metavar="LANG", help="only this language; may be repeated")
    writing.add_argument("--grid", action="store_true", help="blocks of statements as tables, for wide screens only")
    checking = actions.add_parser("check", help="name every fault: gaps, unknown scales, repeated codes, repeated words")
    checking.add_argument("path", metavar="PATH", help="an .xlsx form, a YAML file, a folder of data files, or a code")
    checking.add_argument("--json", action="store_true", help="findings as JSON")


def run(args: argparse.Namespace) -> int:
    """0 fine, 1 findings, 2 usage."""
    return _write(args) if args.action == "xlsform" else _check(args)


def _write(args: argparse.Namespace) -> int:
    instrument = common(args.code, args.country)
    args.out.write_bytes(form(instrument, args.lang, grid=args.grid).xlsx)
    print(f"{args.out.name}: {sum(1 for _ in instrument.items)} questions, {', '.join(args.lang or instrument.languages)}")
    return 0


def _check(args: argparse.Namespace) -> int:
    try:
        found = _found(args.path)
    except (Malformed, NotAForm) as error:
        said = error.faults if isinstance(error, Malformed) else [str(error)]
        found = [Fault(Path(args.path).name, Reason("malformed", "%(what)s", {"what": one})) for one in said]
    wrong = blocking(found)
    if args.json:
        data = [{"level": one.level, "where": one.where, "code": one.code, "what": str(one.reason)} for one in found]
        print(json.dumps({"ok": not wrong, "found": len(wrong), "faults": data}, ensure_ascii=False, indent=2))
    else:
        for one in found:
            print(one, file=sys.stderr)
        print(f"{Path(args.path).name}: {len(wrong)} fault(s), {len(found) - len(wrong)} for information")
    return 1 if wrong else 0


def _found(path: str) -> list[Fault]:
    """What is wrong with whatever stands at ``path``; a folder is checked with all that is in it."""
    place = Path(path)
    if path in (*FILES, GUIDE, CRITERIA):
        return _of_file(path, DATA)
    if place.is_dir():
        return [one for name, code in NAMES.items() if (place / f"{name}.yaml").exists() for one in _of_file(code, place)]
    if not place.is_file():
        raise UnknownInstrument(f"{path} is no file, no folder and no instrument ({', '.join((*FILES, GUIDE, CRITERIA))})")
    if place.suffix.lower() in TEXT:
        return _of_text(place)
    taken = imported(place.read_bytes(), place.stem)
    left = [Fault(one, Reason("left_out", "not held by an instrument, left out"), "information") for one in taken.left_out]
    return [*faults(taken.instrument), *left]  # a form cannot say what criteria it tells about


def _of_file(code: str, folder: Path) -> list[Fault]:
    """The faults of one instrument of a folder; the guide and the criteria have checks of their own."""
    if code == GUIDE:
        return guide_faults(guide(folder))
    known = framework(folder) if (folder / "criteria.yaml").exists() else framework()
    if code == CRITERIA:
        return framework_faults(known.criteria, known.areas, guide().languages)
    return faults(from_folder(folder, FILES[code]), known.criteria)


def _of_text(place: Path) -> list[Fault]:
    """The faults of one YAML file: a whole instrument by itself, or one of a folder of data files."""
    data = contents(place)
    if isinstance(data, dict) and "sections" in data and "scales" in data:
        return faults(read(data), framework().criteria)
    if place.stem not in NAMES:
        raise UnknownInstrument(f"{place.name} is neither an instrument nor one of {', '.join(f'{name}.yaml' for name in NAMES)}")
    return _of_file(NAMES[place.stem], place.parent)
