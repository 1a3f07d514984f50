"""Intake: case lists kept elsewhere, mapped, looked at and taken over, line by line."""
