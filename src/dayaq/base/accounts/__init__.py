"""People who work in the response: organisations, units, memberships with dates, roles, sign-in.

Whose work: an administrator of each organisation. Several affiliations of one person are visible, because
nobody may hold both sides of a referral, a decision or a monitoring visit.
Basis: IOM needs assessment 2016 (conflict of interest); THB Law Art. 6.3.
"""
