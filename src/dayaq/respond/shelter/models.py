"""Shelter: places, beds, stays, leave, incidents, standards, accreditation."""
