"""Every read of the window: what the guard tells on a digest or beside a worker, in the reader's words; keys of a case."""

from dayaq.respond.window.queries.asking import asked, beside, opened_by, service_context
from dayaq.respond.window.queries.keys import Row, key, key_rows
from dayaq.respond.window.queries.telling import Telling, complaint_said, telling

__all__ = ["Row", "Telling", "asked", "beside", "complaint_said", "key", "key_rows", "opened_by", "service_context", "telling"]
