"""The web server's entry; it does not start on a database made for another mode."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dayaq.site.settings")
application = get_wsgi_application()

import dayaq.count.disclosure.hiding.search  # noqa: E402, F401 - the solver is loaded now, so that the first reader of a table need not wait
from dayaq.site.installation import insist_on_mode  # noqa: E402 - needs the applications to be loaded

insist_on_mode()
