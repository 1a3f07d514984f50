"""Referral network: who gives which help where, and how a person reaches it.

Whose work: coordinators, case workers, first responders.
Legal basis: THB Law Art. 17; NRM Rules (Cabinet Decision 123).
"""
