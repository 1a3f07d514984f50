"""Every write of the survey: preparing, inviting, answering, depositing, paper."""

from dayaq.assess.survey.actions.answering import forward, keep, send, start
from dayaq.assess.survey.actions.depositing import deposit, mix
from dayaq.assess.survey.actions.intake import take_file
from dayaq.assess.survey.actions.inviting import Guest, invite, invite_all, remind, withdraw
from dayaq.assess.survey.actions.paper import agree, enter, readings, register
from dayaq.assess.survey.actions.planning import close, open_survey, prepare

__all__ = [
    "Guest",
    "agree",
    "close",
    "deposit",
    "enter",
    "forward",
    "invite",
    "invite_all",
    "keep",
    "mix",
    "open_survey",
    "prepare",
    "readings",
    "register",
    "remind",
    "send",
    "start",
    "take_file",
    "withdraw",
]
