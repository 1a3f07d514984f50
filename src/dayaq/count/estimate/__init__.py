"""Multiple systems estimation: how many victims nobody found, from the overlap of the lists of those who were found.

Pure: no Django, no database. Method: Bales, Hesketh, Silverman 2015; Chan, Silverman, Vincent 2021 (sparse log-linear models).
"""

from dayaq.count.estimate.captures import CaptureFault, Captures, from_memberships, from_records, from_rows

__all__ = ["CaptureFault", "Captures", "from_memberships", "from_records", "from_rows"]
