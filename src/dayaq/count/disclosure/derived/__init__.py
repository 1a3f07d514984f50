"""Percentages, means, rates and charts: what is computed from counts is hidden with them, and audited."""
