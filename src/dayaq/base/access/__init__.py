"""Need-to-know: files, grants, the signed context and the gate in front of every page.

Whose work: everybody's. Deny by default; a person sees a case because a grant names the person or the unit,
for a purpose, on a legal basis, for a time; the role is the ceiling. The database enforces it beneath the code.
Basis: THB Law Art. 6.3 (only necessary information), Art. 17 (disclosure).
"""
