"""What is still missing before a report is final, each with the page where it is put right.

Basis: AS-25 (findings and recommendations linked), AS-83 (right of reply), eleven slips of the printed report.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from dayaq.assess.findings.rules.tokens import MARK
from dayaq.assess.interviews.rules.identifying import Statement, identifying
from dayaq.assess.report.rules.chapters.whole import SECTIONS
from dayaq.assess.report.rules.material import Found, Material
from dayaq.assess.report.rules.slips import Slip
from dayaq.assess.results.rules.texts import Mark
from dayaq.core.decision import Reason
from dayaq.core.report import Fault
from dayaq.core.words import N_

NAMES = N_("the finding rests on interviews, names nobody, and speaks of an institution that was interviewed")
BARE = N_("no recommendation rests on this finding")
JUDGE = Reason("judge", N_("judge them, or say that there is no evidence"))
LOOK = Reason("tells_who_todo", N_("look whether the words tell who said it"))
CORRECT = Reason("slip_todo", N_("correct the passage or the data"))
PLACES = {  # code of a fault -> url name of the page where it is put right
    "finding_not_final": "findings:list",
    "reply_open": "findings:list",
    "tells_who": "findings:list",
    "passage_tells": "report:passages",
    "no_recommendation": "findings:list",
    "no_finding": "findings:recommendations",
    "not_judged": "findings:matrix",
    "no_page": "findings:list",
    "unknown_source": "assessment:sources",
    "slip": "report:passages",
}


def unfinished(material: Material) -> Iterator[Fault]:
    """What keeps the assessment itself from being complete."""
    for one in material.findings:
        if one.status != "final":
            yield _one("finding_not_final", one.code, N_("the finding is not final"), N_("review it and make it final"))
        if any(reply.stance in {"corrects", "disputes"} and not reply.accepted for reply in one.positions):
            yield _one("reply_open", one.code, N_("a body replied and was not answered"), N_("answer it"))
        if tells_who(material, one):
            yield _notice("tells_who", one.code, NAMES, N_("look whether the words tell who said it"))
        if not one.recommendations and not one.alone:
            yield _notice("no_recommendation", one.code, BARE, N_("recommend something, or say why not"))
    for recommended in material.recommendations:
        if not recommended.findings and not recommended.dropped:
            yield _notice("no_finding", recommended.code, N_("the recommendation rests on no finding"), N_("link it to a finding"))
    judged = {code for code, _ in material.cells}
    for area in material.areas:
        empty = [one.code for one in material.criteria if one.area == area and one.code not in judged]
        if empty:
            text = Reason("not_judged", N_("criteria nobody has judged: %(codes)s"), {"codes": ", ".join(empty)})
            yield Fault("not_judged", SECTIONS[f"2.{area}"], text, JUDGE, "notice")


def tells_who(material: Material, one: Found) -> bool:
    """Whether a finding that rests on interviews and names nobody names an institution from the printed list (AS-99)."""
    if not any(piece.kind == "interviews" for piece in one.evidence):
        return False
    return any(identifying(material.institutions, Statement(text, "", one.attribution)) for text in one.text.values())


def telling(material: Material, language: str, look: Callable[[str], Iterable[Mark]]) -> Iterator[Fault]:
    """Typed texts of the report that name somebody, single somebody out or hold a telephone number: a person decides (AS-97 to AS-99)."""
    for typed in material.passages:
        if typed.language == language:
            where = f"{typed.section} ({language})"
            yield from _telling("passage_tells", where, f"{typed.body.get('title', '')}\n{typed.body.get('text', '')}", look)
    for one in material.findings:
        yield from _telling("tells_who", f"{one.code} ({language})", one.text.get(language, ""), look)


def _telling(code: str, where: str, text: str, look: Callable[[str], Iterable[Mark]]) -> Iterator[Fault]:
    """Each reason once a text; the reason never repeats the words."""
    reasons = {mark.reason.code: mark.reason for mark in look(MARK.sub("", text))}
    return (Fault(code, where, reason, LOOK, "notice") for reason in reasons.values())


def _one(code: str, where: str, what: str, todo: str) -> Fault:
    return Fault(code, where, Reason(code, what), Reason(f"{code}_todo", todo), "unfinished")


def _notice(code: str, where: str, what: str, todo: str) -> Fault:
    """Shown, and printed as it is: a finding may stand without a recommendation."""
    return replace(_one(code, where, what, todo), weight="notice")


def of_slips(slips: Iterable[Slip]) -> list[Fault]:
    """An open slip stops every build."""
    return [Fault("slip", one.where, one.what, CORRECT) for one in slips]


def stops(faults: Sequence[Fault], *, draft: bool) -> list[Fault]:
    """The faults that stop a build: what is wrong or unfinished, for a draft only what is wrong."""
    return [one for one in faults if one.weight == "wrong" or (one.weight == "unfinished" and not draft)]
