"""The person's own window: decision, plan, consents, who looked, in the person's language.

Whose work: the person concerned, alone or beside a worker.
Legal basis: CoE Convention Art. 12(1)(d); Convention 108 Art. 9.
"""
