"""Rights: what the person was told and understood, complaints, requests about own data.

Whose work: everybody who helps; independent answerers.
Legal basis: CoE Convention Art. 11, 12(1), 15(1); Convention 108; THB Law Art. 6.3, 17.
"""
