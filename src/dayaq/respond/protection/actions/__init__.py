"""Every write of protection: one verb, one function."""

from dayaq.respond.protection.actions.liability import answer_invocation, invoke, record_liability
from dayaq.respond.protection.actions.measures import answer_measure, end_measure, propose_measure, use_measure
from dayaq.respond.protection.actions.risks import agree_plan, assess_risk, close_threat, report_threat, update_threat
from dayaq.respond.protection.actions.subjects import (
    end_false_name,
    end_letter_address,
    give_false_name,
    name_letter_address,
    protect_other,
)

__all__ = [
    "agree_plan",
    "answer_invocation",
    "answer_measure",
    "assess_risk",
    "close_threat",
    "end_false_name",
    "end_letter_address",
    "end_measure",
    "give_false_name",
    "invoke",
    "name_letter_address",
    "propose_measure",
    "protect_other",
    "record_liability",
    "report_threat",
    "update_threat",
    "use_measure",
]
