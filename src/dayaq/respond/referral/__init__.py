"""Referral: a person is handed over in time, to the right hands, with a receipt, and the finder hears the outcome.

Whose work: every body that meets a person, and the duty officer of the competent body who receives. Legal
basis: CoE Convention, Article 10(1); in pack az Cabinet Decision 21 of 1 February 2008, Article 7.
"""
