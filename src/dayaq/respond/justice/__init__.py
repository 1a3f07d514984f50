"""Justice: legal aid, proceedings, defendants, verdicts, assets, statements.

Whose work: lawyers, investigators, prosecutors.
Legal basis: CC Art. 144-1, 144-2; CPC; CoE Convention Art. 15, 18-30.
"""
