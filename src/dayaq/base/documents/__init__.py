"""Files kept with a case: papers, pictures, letters as they came, in pieces inside the database under row security.

Whose work: everybody with a case; a file belongs to one field group and only readers of that group see that it exists.
Basis: THB Law, Articles 6.3 and 17 (only necessary information, kept safely); CoE Convention, Article 11.
"""
