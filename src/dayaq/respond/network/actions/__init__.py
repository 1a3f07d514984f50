"""Every write of the network: one verb, one function."""

from dayaq.respond.network.actions.answers import remind, say_to_referrer
from dayaq.respond.network.actions.directory import close_service, keep_service, say_free
from dayaq.respond.network.actions.links import Parcel, Secrets, answer_link, make_link, open_link, withdraw_link
from dayaq.respond.network.actions.onward import answer_onward, decide_onward, refer_onward, withdraw_onward
from dayaq.respond.network.actions.packages import answer_package, make_package, send_package, withdraw_package
from dayaq.respond.network.actions.quick import Report, report_quickly

__all__ = [
    "Parcel",
    "Report",
    "Secrets",
    "answer_link",
    "answer_onward",
    "answer_package",
    "close_service",
    "decide_onward",
    "keep_service",
    "make_link",
    "make_package",
    "open_link",
    "refer_onward",
    "remind",
    "report_quickly",
    "say_free",
    "say_to_referrer",
    "send_package",
    "withdraw_link",
    "withdraw_onward",
    "withdraw_package",
]
