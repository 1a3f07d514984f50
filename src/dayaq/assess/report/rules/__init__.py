"""How a report is put together and what would make it wrong, as values."""
