"""Intake: case lists kept elsewhere, mapped, looked at and taken over, line by line.

Whose work: case workers who bring their old lists.
Legal basis: THB Law Art. 6.3.
"""
