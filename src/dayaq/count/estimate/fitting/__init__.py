"""Whether a model has an estimate, and which: existence, identifiability, Newton's method for one table or thousands."""
