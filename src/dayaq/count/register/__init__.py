"""The national register without names: rows projected from case files and statistical rows contributed.

Whose work: the national office; nobody types into it. The projection is a guard function, because respond never
imports count and because NGO-only persons reach the State as protected sums only.
Basis (DAT-05): THB Law Art. 8 (one database), Art. 6.3 (only necessary information).
"""
