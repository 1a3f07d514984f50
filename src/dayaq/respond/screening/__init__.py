"""Screening: an indicator list is asked, and what the answers show is laid beside what is still unknown.

Whose work: whoever may assess a presumed victim; in pack az the competent body, with the referring NGO
beside it. Legal basis: CoE Convention, Article 10; in pack az Cabinet Decision 131 (indicators).
"""
