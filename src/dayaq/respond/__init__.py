"""Respond: one person's way, from the first suspicion to the help that remains after a decision."""
