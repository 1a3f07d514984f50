"""Pages of screening."""

from dayaq.respond.screening.views.asking import begin, elements, finish, page
from dayaq.respond.screening.views.reading import blank, compare, drafts, index, result

__all__ = ["begin", "blank", "compare", "drafts", "elements", "finish", "index", "page", "result"]
