"""Ballots and their count, pure."""

from dayaq.assess.validation.rules.ballots import Counted, Votes, check_ballot, check_tally, check_total, counted, tallied

__all__ = ["Counted", "Votes", "check_ballot", "check_tally", "check_total", "counted", "tallied"]
