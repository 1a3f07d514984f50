"""Writes: judgements and evidence, findings and replies, facts and limits, recommendations."""

from dayaq.assess.findings.actions.judging import add_evidence, judge, take_figure, withdraw
from dayaq.assess.findings.actions.recommending import confirm_earlier, recommend, rest_on, revise
from dayaq.assess.findings.actions.replying import answer, declare_conflict, reply
from dayaq.assess.findings.actions.stating import say_limit, state_fact, withdraw_fact
from dayaq.assess.findings.actions.writing import Draft, change, finish, leave_alone, reopen, review, write

__all__ = [
    "Draft",
    "add_evidence",
    "answer",
    "change",
    "confirm_earlier",
    "declare_conflict",
    "finish",
    "judge",
    "leave_alone",
    "recommend",
    "reopen",
    "reply",
    "rest_on",
    "review",
    "revise",
    "say_limit",
    "state_fact",
    "take_figure",
    "withdraw",
    "withdraw_fact",
    "write",
]
