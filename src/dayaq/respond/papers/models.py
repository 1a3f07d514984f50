"""Papers: what the process produces on paper, from templates of the pack, signed and dated."""
