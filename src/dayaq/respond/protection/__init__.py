"""Protection: risks, safety plan, threats, measures, offences committed under coercion.

Whose work: police, prosecutors, case workers.
Legal basis: THB Law Art. 17; Law on protection of participants of proceedings 1998; CoE Convention Art. 26, 28.
"""
