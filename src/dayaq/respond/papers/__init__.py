"""Papers: what the process produces on paper, from templates of the pack, signed and dated.

Whose work: everybody with a case.
Legal basis: CoE Convention Art. 11, 12(1)(d); THB Law Art. 6.3, 17.
"""
