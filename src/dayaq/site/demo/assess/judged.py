"""What was found and judged in the rebuilt assessment: findings with replies, facts, cells of the matrix, recommendations."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from dayaq.assess.assessment.models import Assessment
from dayaq.assess.findings import actions
from dayaq.assess.findings.models import Finding
from dayaq.assess.findings.rules.facts import Stated
from dayaq.assess.findings.rules.tokens import Token, tokens
from dayaq.assess.framework.rules.criteria import AskedBefore
from dayaq.assess.framework.rules.loading import asked_before
from dayaq.assess.validation import actions as validation
from dayaq.base.access.context import acting
from dayaq.site.demo.assess.planned import Team
from dayaq.site.demo.assess.reading import read

REPLIED = {"draft": date(2016, 4, 1), "validation": date(2016, 4, 25), "final": date(2016, 6, 1)}
ANSWER = {
    "en": "Both statements stand side by side; the assessors had no access to check them further.",
    "az": "Hər iki bəyanat yanaşı verilir; qiymətləndiricilərin onları əlavə yoxlamaq imkanı olmayıb.",
    "ru": "Оба утверждения приведены рядом; у оценщиков не было возможности проверить их дальше.",
}


def judge(row: Assessment, team: Team) -> None:
    """Everything that is concluded, in the order in which one thing rests on another."""
    for fact in read("facts"):
        stated(row, fact, team)
    found = {told["code"]: finding(row, order, told, team) for order, told in enumerate(read("findings"), start=1)}
    for cell in read("matrix")["cells"]:
        judged(row, cell, team)
    recommended(row, found, team)
    validation.convene(assessment=row, by=team.lead, at=team.at, **read("plan")["workshop"])


def stated(row: Assessment, fact: Mapping[str, Any], team: Team) -> None:
    """One printed figure."""
    actions.state_fact(assessment=row, fact=Stated(**{**fact, "value": Decimal(fact["value"])}), by=team.lead, at=team.at)


def finding(row: Assessment, order: int, told: Mapping[str, Any], team: Team) -> Finding:
    """One finding with its evidence and the replies to it; reviewed by the second consultant, then final."""
    named = {name: told[name] for name in ("area", "section", "criteria", "title", "text")}
    made = actions.write(assessment=row, draft=actions.Draft(order=order, **named), code=told["code"], by=team.lead, at=team.at)
    evidence(row, made, told, team)
    for position in told.get("positions", ()):
        replied(made, position, team)
    for conflict in told.get("conflicts", ()):
        actions.declare_conflict(assessment=row, finding=made, by=team.lead, at=team.at, **conflict)
    with acting(team.second):
        actions.review(finding=made, version=made.version, by=team.second, at=team.at)
    return actions.finish(finding=made, version=made.version, by=team.lead, at=team.at)


def evidence(row: Assessment, made: Finding, told: Mapping[str, Any], team: Team) -> None:
    """What the finding rests on: each statistic and theme its words are bound to, and the clauses it cites."""
    pieces = {(token.kind, token.code): pointed(token) for token in tokens(told["text"]["en"])}
    for (kind, _code), facts in pieces.items():
        actions.add_evidence(assessment=row, kind=KINDS[kind], facts=facts, finding=made, by=team.lead, at=team.at)
    for clause in told.get("documents", ()):
        facts = {"source": clause["source"], "page": clause["page"]}
        actions.add_evidence(assessment=row, kind="document", facts=facts, words=clause["words"], finding=made, by=team.lead, at=team.at)


KINDS = {"survey": "survey", "themes": "interviews"}


def pointed(token: Token) -> dict[str, Any]:
    """What a number in the text points at, as evidence says it."""
    return {"item": token.code, "choices": []} if token.kind == "survey" else {"theme": token.code}


def replied(made: Finding, position: Mapping[str, Any], team: Team) -> None:
    """A body's reply and what was answered to it."""
    said = {name: position[name] for name in ("institution", "stage", "stance", "text")}
    row = actions.reply(finding=made, on=REPLIED[position["stage"]], by=team.lead, at=team.at, **said)
    agrees = position["stance"] == "agrees"
    actions.answer(position=row, accepted="yes" if agrees else "partly", text={} if agrees else ANSWER, by=team.lead, at=team.at)


def judged(row: Assessment, cell: Mapping[str, Any], team: Team) -> None:
    """One cell of the matrix with the evidence it is judged by."""
    criterion, level = cell["cell"].split()
    at = {"assessment": row, "criterion": criterion, "level": level, "by": team.lead, "at": team.at}
    if "survey" in cell:
        item, choices = cell["survey"]
        actions.add_evidence(kind="survey", facts={"item": item, "choices": choices}, **at)
    if "theme" in cell:
        actions.add_evidence(kind="interviews", facts={"theme": cell["theme"]}, **at)
    if "document" in cell:
        source, page = cell["document"]
        actions.add_evidence(kind="document", facts={"source": source, "page": page}, words=cell["words"], **at)
    said = {"narrative": cell.get("words"), "reason": read("matrix")["because"]}
    actions.judge(state=cell["state"], number=0, improvement=cell.get("improvement", False), **said, **at)


def recommended(row: Assessment, found: Mapping[str, Finding], team: Team) -> None:
    """The recommendations in their groups, each resting on the group's findings."""
    told, words = read("recommendations"), {one.id: one for one in asked_before()}
    groups = [(code, said, group) for group in told["groups"] for code, said in group["items"].items()]
    for order, (code, said, group) in enumerate(groups, start=1):
        asked = words[code]
        made = actions.recommend(
            assessment=row, code=code, order=order, area=asked.area, text={"en": asked.text, **said}, purpose=group["purpose"],
            addressee={"en": asked.addressee, **told["addressees"][asked.addressee]}, priority=group["priority"],
            findings=[found[number] for number in group["findings"]], by=team.lead, at=team.at,
        )  # fmt: skip
        for earlier in asked_earlier(asked):
            actions.confirm_earlier(assessment=row, asked=earlier, same=True, recommendation=made, by=team.lead, at=team.at)


def asked_earlier(asked: AskedBefore) -> list[str]:
    """Recommendations of earlier years that the list of all says are the same wish, from either side."""
    older = [one for one in asked_before() if one.year < asked.year]
    return [one.id for one in older if asked.id in one.same_as or one.id in asked.same_as]
