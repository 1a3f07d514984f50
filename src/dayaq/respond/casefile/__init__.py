"""The case file: one person as the response knows them, with what every body says about their status.

Whose work: the organisation that opened the file, and whoever holds a grant on it. Legal basis: CoE
Convention, Articles 10 to 12; in pack az the Law of 28 June 2005 and Cabinet Decisions 21 and 131.
"""
