"""Instruments as values: what is asked, of whom, on which scale, and what an answer may be."""

from dayaq.assess.framework.rules.instrument import (
    NOT_MY_FIELD,
    Block,
    Choice,
    Instrument,
    Item,
    Scale,
    Section,
    Words,
    said,
)

__all__ = ["NOT_MY_FIELD", "Block", "Choice", "Instrument", "Item", "Scale", "Section", "Words", "said"]
