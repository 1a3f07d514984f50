"""``python -m dayaq``: the command line."""

import sys

from dayaq.site.cli import main

sys.exit(main())
