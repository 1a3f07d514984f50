"""Rules of the fund: what is owed by law, who approves, how the ledger adds up, how the fund stands to damages."""
