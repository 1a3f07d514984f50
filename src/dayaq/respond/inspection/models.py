"""Labour inspection: visits, worker rights, indicators, mediation of wages."""
