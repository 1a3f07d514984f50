"""Disclosure control: what of a table may leave the office, so that no reader can work out a hidden count.

Whose work: the analyst who publishes and the rapporteur who answers for it. Pure: no Django, no database.
Basis: THB Law Art. 6.3 (only necessary information); methods: the European handbook on statistical disclosure
control, chapters 4 and 5.
"""
