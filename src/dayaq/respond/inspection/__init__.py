"""Labour inspection: visits, worker rights, indicators, mediation of wages.

Whose work: labour inspectors, NGOs.
Legal basis: Labour inspection law 2011, decree 2015; ILO operational indicators.
"""
