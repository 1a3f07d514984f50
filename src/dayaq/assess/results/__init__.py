"""Results: what the answers of a survey say, with their bases; what of it may leave, and what has left already.

Whose work: the team of an assessment. Basis: CT-NAT (assessment of the needs of the response to trafficking), step five,
data entry, analysis and drafting; promises of confidentiality to respondents (annexes C and D).
"""
