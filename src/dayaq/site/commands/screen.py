"""Read an indicator list: the profile of six dimensions beside the test of act, means and purpose.

Neither result decides anything. Needs no database.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from dayaq.core.decision import Reason
from dayaq.core.pack import Pack, PackFault, available, load
from dayaq.core.words import N_
from dayaq.respond.casefile.rules import CHILD_AGE
from dayaq.respond.screening.rules import (
    PROFILES,
    Answer,
    Circumstances,
    Counts,
    Dimension,
    DimensionResult,
    Indicator,
    IndicatorList,
    ListKind,
    Screening,
    Weight,
    consent_note,
    judge,
    screen,
)

BASE = "intl-minimum"
OLDEST = 130
TOKEN = re.compile(r"(D[1-6])=(?:(\d{1,3})S)?(?:(\d{1,3})M)?(?:(\d{1,3})W)?", re.ASCII)
OTHER_PERSONS = N_("The list %(list)s was made for another age (%(persons)s): read it with care.")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The contract: a list with answers, or counts of yes answers; age, acts and purpose beside them."""
    source = parser.add_mutually_exclusive_group(required=True)
    source.add_argument("--list", metavar="CODE", help="indicator list of a pack")
    source.add_argument("--counts", metavar="D4=1S1M,D5=2S", help="counted yes answers, without a list")
    parser.add_argument("--answers", metavar="FILE", help='JSON: {"CODE": "yes|no|unknown|not_asked"}')
    parser.add_argument("--pack", metavar="CODE", help="pack of the list (default: the first one that has it)")
    age = parser.add_mutually_exclusive_group()
    age.add_argument("--age", type=int, metavar="N", help="age in years")
    age.add_argument("--child", action="store_true", help="under 18")
    age.add_argument("--age-unknown", action="store_true", help="cannot be excluded to be under 18")
    parser.add_argument("--acts", metavar="A,B", default="", help="acts found, for example recruitment,harbouring")
    parser.add_argument("--purpose", metavar="CODE", default="", help="purpose found, for example sexual")
    parser.add_argument("--consent-claimed", action="store_true", help="say why consent changes nothing")
    parser.add_argument("--json", action="store_true", help="JSON on standard output")


def run(args: argparse.Namespace) -> int:
    """0 with both results on standard output; 2 with what is wrong on standard error."""
    try:
        result, about = _screened(args)
    except (ValueError, LookupError, OSError, PackFault) as fault:
        print(f"dayaq screen: {fault}", file=sys.stderr)
        return 2
    report = as_json(result) | about
    print(json.dumps(report, ensure_ascii=False, indent=2) if args.json else as_text(result, report))
    return 0


def _screened(args: argparse.Namespace) -> tuple[Screening, dict[str, Any]]:
    pack = _pack(args.pack, args.list)
    given = _circumstances(args, pack)
    notes = [consent_note(*_consent_basis(pack))] if args.consent_claimed else []
    if args.counts is not None:
        if args.answers:
            raise ValueError("--answers needs --list; --counts has no items to answer")
        result = judge(parse_counts(args.counts), given)
        return result, {"notes": _words([*result.notes, *notes])}
    if not args.answers:
        raise ValueError(f"--answers FILE is missing: the answers to the list {args.list}")
    source = pack.indicators[args.list]
    result = screen(_list(pack, args.list), read_answers(Path(args.answers)), given)
    if source.persons not in ("any", "child" if given.child else "adult"):
        notes.append(Reason("other_persons", OTHER_PERSONS, {"list": args.list, "persons": source.persons}))
    about = {
        "code": args.list,
        "version": source.version,
        "pack": pack.code,
        "complete": not source.incomplete,
    }
    return result, {"list": about, "notes": _words([*result.notes, *notes])}


def _pack(code: str | None, wanted: str | None) -> Pack:
    """The pack named, or the first that has the list; without a list the common words are enough."""
    if code or wanted is None:
        pack = _load(code or BASE)
        if wanted is not None and wanted not in pack.indicators:
            raise LookupError(f"pack {code} has no list {wanted}; it has: {', '.join(pack.indicators) or '-'}")
        return pack
    packs = [_load(code) for code in available()]
    having = next((pack for pack in packs if wanted in pack.indicators), None)
    if having is None:
        known = sorted({name for pack in packs for name in pack.indicators})
        raise LookupError(f"no pack has a list {wanted}; there are: {', '.join(known)}")
    return having


def _load(code: str) -> Pack:
    try:
        return load(code)
    except LookupError:
        raise LookupError(f"there is no pack {code}; there are: {', '.join(available())}") from None


def _list(pack: Pack, code: str) -> IndicatorList:
    source = pack.indicators[code]
    items = tuple(
        Indicator(
            item,
            Dimension(entry.dimension) if entry.dimension else None,
            Weight(entry.weight) if entry.weight else None,
        )
        for item, entry in source.items.items()
    )
    return IndicatorList(code, source.version, ListKind(source.profile), items, not source.incomplete)


def _circumstances(args: argparse.Namespace, pack: Pack) -> Circumstances:
    if args.age is not None and not 0 <= args.age <= OLDEST:
        raise ValueError(f"--age {args.age}: an age from 0 to {OLDEST} expected")
    acts = frozenset(filter(None, (act.strip() for act in args.acts.split(","))))
    for act in sorted(acts):
        _known(pack, "act", act, "--acts")
    # The documents say "sexual exploitation" where the code list says "sexual".
    purpose = args.purpose.strip().removesuffix("_exploitation")
    if purpose:
        _known(pack, "exploitation", purpose, "--purpose")
    child_age = pack.country_process.age.child_under if pack.country_process else CHILD_AGE
    young = args.age is not None and args.age < child_age
    return Circumstances(acts, purpose, child=young or args.child or args.age_unknown)


def _known(pack: Pack, codes: str, code: str, option: str) -> None:
    known = pack.codes[codes].items
    if code not in known:
        raise ValueError(f"{option}: {code} is not known; there are: {', '.join(known)}")


def _consent_basis(pack: Pack) -> tuple[str, ...]:
    if pack.country_process is None:
        return ()
    return ("; ".join(pack.country_process.identification.test.basis),)


def read_answers(path: Path) -> dict[str, Answer]:
    """The answers of a file; ValueError names every code whose answer is not one of the four, or given twice."""
    try:
        pairs = json.loads(path.read_text(encoding="utf-8"), object_pairs_hook=tuple)
    except ValueError as fault:
        raise ValueError(f"{path.name} is not JSON in UTF-8: {fault}") from None
    if type(pairs) is not tuple:  # an object has become a tuple of pairs, so that a code given twice is seen
        raise ValueError(f'{path.name}: an object expected, {{"CODE": "yes"}}')
    answers: dict[str, Answer] = {}
    for code, value in pairs:
        if not isinstance(value, str) or value not in set(Answer):
            raise ValueError(f"{path.name}: {code}: {value!r} is no answer; {', '.join(Answer)} expected")
        if code in answers:
            raise ValueError(f"{path.name}: {code} is answered twice")
        answers[code] = Answer(value)
    return answers


def parse_counts(text: str) -> dict[Dimension, DimensionResult]:
    """Read ``D4=1S1M,D5=2S``: strong, medium and weak, in this order; ValueError names the part it cannot read."""
    found: dict[Dimension, DimensionResult] = {}
    for part in filter(None, (token.strip().upper() for token in text.split(","))):
        read = TOKEN.fullmatch(part)
        if read is None or not any(read.groups()[1:]):
            raise ValueError(f"--counts: {part!r} cannot be read; D1 to D6 as in D4=1S1M or D5=2S expected")
        dimension = Dimension(read[1])
        if dimension in found:
            raise ValueError(f"--counts: {dimension} is given twice")
        counts = Counts(*(int(number or 0) for number in read.groups()[1:]))
        found[dimension] = DimensionResult(counts, (part,) if counts != Counts() else ())
    if not found:
        raise ValueError("--counts is empty; D4=1S1M or D5=2S expected")
    return {dimension: found.get(dimension, DimensionResult()) for dimension in Dimension}


def as_json(result: Screening) -> dict[str, Any]:
    """The stable shape of the answer."""
    test = result.element_test
    return {
        "dimensions": {
            str(key): {
                "strong": found.counts.strong,
                "medium": found.counts.medium,
                "weak": found.counts.weak,
                "positive": found.positive,
            }
            for key, found in result.dimensions.items()
        },
        "profile": str(result.profile),
        "element_test": {"act": test.act, "means": str(test.means), "purpose": test.purpose, "met": test.met},
        "drivers": list(result.drivers),
        "missing": [
            {
                "dimension": entry.dimension and str(entry.dimension),
                "hint": str(entry.hint),
                "ask": list(entry.topics),
                "unanswered": list(entry.unanswered),
            }
            for entry in result.missing
        ],
        "driven_by": {part: list(codes) for part, codes in result.driven_by.items()},
    }


def as_text(result: Screening, report: Mapping[str, Any]) -> str:
    """The same for reading."""
    lines = [
        f"{key}  strong {found['strong']}  medium {found['medium']}  weak {found['weak']}"
        f"  {'positive' if found['positive'] else 'negative'}"
        for key, found in report["dimensions"].items()
    ]
    test = report["element_test"]
    lines += [
        f"Profile: {result.profile} - {PROFILES[result.profile]}",
        f"Act {_yes(test['act'])}, means {test['means'].replace('_', ' ')}, purpose {_yes(test['purpose'])}",
        f"Act, means and purpose together: {'met' if test['met'] else 'not met'}",
        f"Driven by: {', '.join(result.drivers) or '-'}",
    ]
    for entry in result.missing:
        ask = f" (ask: {', '.join(entry.topics)})" if entry.topics else ""
        unanswered = f" (open: {', '.join(entry.unanswered)})" if entry.unanswered else ""
        lines.append(f"Missing: {entry.hint}{ask}{unanswered}")
    return "\n".join([*lines, *report["notes"]])


def _yes(value: bool) -> str:
    return "yes" if value else "no"


def _words(reasons: Iterable[Reason]) -> list[str]:
    return [str(reason) for reason in reasons]
