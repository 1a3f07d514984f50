"""The look: templates, style sheets, one small script, and the tags that pages are written with.

Whose work: everybody who opens a page. Knows no area of the house; it draws what it is given.
Legal basis: none of its own; Directive (EU) 2016/2102 and EN 301 549 (WCAG 2.2 AA) set the measure.
"""
