"""The report of an assessment: put together from what the other areas know, checked, built, released.

Whose work: the team, for the commissioner. Basis: CT-NAT, report template and chapters 1 to 3 (a number stands with its base,
a finding with its source, a disputed one with both sides' words).
"""
