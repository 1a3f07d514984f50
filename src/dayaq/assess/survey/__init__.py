"""The survey: who is asked and answers, and how answers lose every tie to the person who gave them.

Whose work: respondents answer without an account; the assessment's team prepares, invites and reminds. Basis: CT-NAT
method (IOM 2016, 1.2 and annex D): answers are confidential and shown only together with others.
"""
