"""Shelter: places, beds, stays, leave, incidents, standards, accreditation.

Whose work: shelter managers, monitors.
Legal basis: THB Law Art. 13, 16; Presidential Decree 203; Cabinet Decision 180.
"""
