"""Every act of a house and of those who watch over it."""

from dayaq.respond.shelter.actions.daily import (
    RefusedPerson,
    answer_leave,
    ask_leave,
    come_back,
    give,
    go_out,
    pay_rent,
    refuse_bed,
    rent_out,
    report_incident,
    stop_waiting,
    wait,
)
from dayaq.respond.shelter.actions.places import add_area, close_place, lay_beds, open_place, set_address, take_out
from dayaq.respond.shelter.actions.stays import Admission, admit, cancel, end_stay, extend, move
from dayaq.respond.shelter.actions.watching import accredit, find, hand_in, reply, settle, visit, withdraw

__all__ = [
    "Admission",
    "RefusedPerson",
    "accredit",
    "add_area",
    "admit",
    "answer_leave",
    "ask_leave",
    "cancel",
    "close_place",
    "come_back",
    "end_stay",
    "extend",
    "find",
    "give",
    "go_out",
    "hand_in",
    "lay_beds",
    "move",
    "open_place",
    "pay_rent",
    "refuse_bed",
    "rent_out",
    "reply",
    "report_incident",
    "set_address",
    "settle",
    "stop_waiting",
    "take_out",
    "visit",
    "wait",
    "withdraw",
]
