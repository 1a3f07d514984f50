"""Pages of papers: those of a case, making one, and papers that concern no case."""
