"""Relief fund: what is owed by law, what is paid, the ledger, compensation.

Whose work: fund officers, case workers, lawyers.
Legal basis: THB Law Art. 17, 22, 23; Cabinet Decisions 8 and 152; CPC Art. 190-191.
"""
