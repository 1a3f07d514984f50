"""Justice: legal aid, proceedings, defendants, verdicts, assets, statements."""
