"""Hotline: calls that need no person, advice, call-backs, hand-on to help.

Whose work: hotline operators.
Legal basis: MIA Order 590 of 2007; OSCE Action Plan IV 4.11.
"""
