"""Pages of accounts, by topic: people, roles, joining, one's own things."""
