"""Benchmarks: scripts that print figures with their peer or limit beside ours; never timed tests. All people in them are invented."""
