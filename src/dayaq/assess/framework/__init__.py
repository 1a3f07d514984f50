"""The instruments of an assessment as data: survey, interview guide, 25 criteria, notes; every item with a stable code.

Whose work: the consultant who adapts and publishes an instrument. Basis: CT-NAT, the counter-trafficking needs
assessment tool (IOM 2016), annexes C, D and E; all wording is our own, the codes are the source's.
"""
