"""What a reader can work out: from one table, from all releases together, from two editions, about everybody in a row."""
