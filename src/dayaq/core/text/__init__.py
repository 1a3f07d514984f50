"""Text of the country's languages: the order of an alphabet, and keys by which spellings of one name meet.

No database collation knows Azerbaijani, so both are stored columns made here.
"""

from dayaq.core.text.alphabet import AZERBAIJANI, ENGLISH, GEORGIAN, RUSSIAN, Alphabet, sort_key
from dayaq.core.text.match import match_key, match_keys

__all__ = [
    "AZERBAIJANI",
    "ENGLISH",
    "GEORGIAN",
    "RUSSIAN",
    "Alphabet",
    "match_key",
    "match_keys",
    "sort_key",
]
