"""Interviews: who was asked what, notes question by question, coding of notes to criteria and themes, agreement of coders.

Whose work: the consultant who leads the assessment, assessors, coders. Headers (counts, dates, agencies) are the
assessment's work; names, notes and codings stay with those who read raw material. Basis: CT-NAT, annex C (interview
guide, information note) and chapter 1.2; taking part is voluntary and nobody is quoted by name without a decision.
"""
