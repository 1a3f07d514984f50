"""The result: the chosen method with all others beside it, in words, tables, pictures and a record of the run."""
