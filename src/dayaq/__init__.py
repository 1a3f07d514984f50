"""Dayaq: the information system of a country's response to trafficking in human beings.

One loop of four parts: a record (respond) becomes a figure (count), a figure becomes evidence
(assess), evidence becomes a recommendation and an activity (plan) whose indicator is a figure again.
"""

__version__ = "0.1.0"
