"""Findings: 25 criteria judged with evidence, sentences that carry their proof, both sides' words, limits, recommendations.

Whose work: the assessors, before and after the validation workshop; the bodies assessed reply.
Basis: CT-NAT method (IOM 2016, chapters 1.3, 2 and 3; annex E); OSCE 2012, chapters V and VI (observation, law, written reply).
"""
