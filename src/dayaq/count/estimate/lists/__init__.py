"""Lists of persons and who is on which: capture histories, files, the terms of a model."""
