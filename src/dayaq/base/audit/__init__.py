"""The trail: who did what, append-only, and the history of values, kept apart in their own groups.

Whose work: auditors read the trail, owners of a case read who opened it. The trail names tables, rows and
columns, never values; old and new values live in a history table of the same field group, row-secured like
the record itself. Basis: THB Law Art. 6.3; Criminal Code Art. 316-1 (unlawful disclosure is an offence).
"""
