"""The assessment itself: purposes, period, team, six steps, stakeholders, desk review.

Whose work: the consultant who leads it, the commissioner who asked for it. Basis: CT-NAT method (IOM 2016, 1.2):
desk review, tool, interviews, survey, analysis and draft, validation.
"""
