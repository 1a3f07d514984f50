"""The demonstration: invented people who sign in, a small set of living cases, and a national case load of two years.

Everything here goes through the same actions as real work, under the acting person of each step, so that what a
visitor sees is what the system does. It is refused in an installation made for real people.
"""

from dayaq.site.demo.company import PASSWORD, DemoPerson, people, sign_in_list
from dayaq.site.demo.national import build_national, finished
from dayaq.site.demo.small import load_small
from dayaq.site.demo.sums import report, wrong

__all__ = ["PASSWORD", "DemoPerson", "build_national", "finished", "load_small", "people", "report", "sign_in_list", "wrong"]
