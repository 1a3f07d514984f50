"""Rules of case work, without a database: doubles, transfers, letters, stages, notes."""
