"""Residence: reflection period, permits, removal alerts, return and what goes on after it.

Whose work: migration service, consulates, case workers.
Legal basis: THB Law Art. 14-1, 19, 20; CoE Convention Art. 13, 14, 16.
"""
