"""Pages of labour inspection."""

from dayaq.respond.inspection.views import sheets, sums, visits

__all__ = ["sheets", "sums", "visits"]
