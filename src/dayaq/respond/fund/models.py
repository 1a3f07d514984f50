"""Relief fund: what is owed by law, what is paid, the ledger, compensation."""
