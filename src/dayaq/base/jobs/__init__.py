"""Background work: the outbox through which every mail leaves, progress of long work, the clock's rhythm.

Whose work: nobody's by hand; named service actors run it with the least purpose. A mail says that there is
something to do, a case code and a link, and nothing else. Basis: CoE Convention, Article 11 (protection of
private life).
"""
