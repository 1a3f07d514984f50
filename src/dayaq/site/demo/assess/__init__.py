"""Assessments of the demonstration: Azerbaijan 2016, made again from what was published, and a copy with planted slips,
and an invented round that is going on.

Everything goes through the areas' own actions, as the consultant of the demonstration. Facts and counts are published
ones; who answered what is invented so that the published numbers come out, and the assessment is marked as rebuilt.
"""

from dayaq.site.demo.assess.building import CLEAN, RUNNING, SLIPS, load_assessments

__all__ = ["CLEAN", "RUNNING", "SLIPS", "load_assessments"]
