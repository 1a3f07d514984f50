"""The chapters of the report, each a function from voice and material to blocks.

Basis: CT-NAT report 2016, contents (introduction, findings in five areas, recommendations in five areas, annexes A to E).
"""

from dayaq.assess.report.rules.chapters.whole import ACRONYMS, SECTIONS, WORDS, compose

__all__ = ["ACRONYMS", "SECTIONS", "WORDS", "compose"]
