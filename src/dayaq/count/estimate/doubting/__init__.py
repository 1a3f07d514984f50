"""What the number hangs on: all models, thresholds, lists left out or merged, back-test, humps, linkage, other methods."""
