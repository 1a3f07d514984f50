"""Support: needs, plan agreed with the person, help given, follow-up one year on.

Whose work: assistance centre, NGOs, shelters.
Legal basis: THB Law Art. 12, 14, 15, 17; CoE Convention Art. 12.
"""
