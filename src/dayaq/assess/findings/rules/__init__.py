"""What holds about judgements, evidence, words with numbers in them, limits and recommendations; no database, no Django."""
