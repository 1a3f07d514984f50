"""Case work: notes, flags, conferences, transfer, closing, doubles, drafts, letters.

Whose work: everybody with a case.
Legal basis: THB Law Art. 6.3, 17.
"""
