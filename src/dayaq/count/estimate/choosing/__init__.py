"""Which model, and how sure: stepwise and BIC choice, intervals, replicates with the choice repeated."""
