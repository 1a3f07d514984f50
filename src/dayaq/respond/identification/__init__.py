"""Identification: the steps to a decision on status, the decision itself, its notice, and what remains after it.

Whose work: the competent body alone decides; a referring NGO may assess beside it, and people who stand by
a child take part. Legal basis: CoE Convention, Article 10; in pack az the Law and Cabinet Decision 131.
"""
