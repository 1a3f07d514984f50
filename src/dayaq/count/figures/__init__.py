"""Figures: measures declared as data, computed in one SQL each, with status, source, period and competing figures.

Whose work: the analyst and everybody who reads. A figure is defined once, here, and used by every page, report,
criterion and indicator. Basis: THB Law Art. 7 (annual report), Art. 8.
"""
