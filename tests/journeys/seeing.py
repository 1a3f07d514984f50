"""What axe finds on a page. An element seen once in its place needs no second look: axe runs where a page holds one it has not judged yet.

A place is the line of an element's ancestors with all that axe judges by: classes, roles, states, whether it has words and a name,
whether it is small or scrolls. Pages are built of the same few components, so most pages of a journey are made of places known to be
sound. The long suites judge every page whole.
"""

from __future__ import annotations

from typing import Any

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
OPTIONS = {"runOnly": RULES, "resultTypes": ["violations"], "selectors": False, "preload": False}
SOUND: dict[bool, set[int]] = {False: set(), True: set()}  # places without a fault, of wide and of narrow pages

PLACES = """() => {
  const told = new Set(['class', 'type', 'role', 'scope', 'lang', 'dir', 'autocomplete', 'tabindex', 'http-equiv', 'disabled', 'hidden', 'open']);
  const states = /^aria-(?!label$|labelledby|describedby|controls|owns|details|errormessage|activedescendant|valuetext|description)/;
  const points = /^(for|aria-(labelledby|describedby|controls|owns|details|errormessage|activedescendant))$/;
  const aside = /^(data-.*|value|checked|selected|required|name|min|max|step|pattern|minlength|maxlength|rows|cols|inputmode|method|action|novalidate|defer)$/;
  const named = new Set(['A', 'BUTTON', 'INPUT', 'SELECT', 'TEXTAREA', 'SUMMARY', 'IMG', 'TH', 'IFRAME', 'OBJECT']);
  const ids = new Map();
  for (const one of document.querySelectorAll('[id]')) ids.set(one.id, (ids.get(one.id) || 0) + 1);
  const hash = text => {
    let a = 0xdeadbeef, b = 0x41c6ce57;
    for (let i = 0; i < text.length; i++) {
      const c = text.charCodeAt(i);
      a = Math.imul(a ^ c, 2654435761); b = Math.imul(b ^ c, 1597334677);
    }
    a = Math.imul(a ^ (a >>> 16), 2246822507) ^ Math.imul(b ^ (b >>> 13), 3266489909);
    b = Math.imul(b ^ (b >>> 16), 2246822507) ^ Math.imul(a ^ (a >>> 13), 3266489909);
    return 4294967296 * (2097151 & b) + (a >>> 0);
  };
  const has_name = one => Boolean(
    one.textContent.trim() || one.getAttribute('aria-label') || one.getAttribute('title') || one.getAttribute('alt') || (/^(submit|button|reset)$/.test(one.type) && one.value) ||
    (one.labels && [...one.labels].some(label => label.textContent.trim())) || (one.getAttribute('aria-labelledby') || '').trim());
  const mark = one => {
    const said = [one.tagName];
    for (const {name, value} of one.attributes) {
      if (aside.test(name)) continue;
      if (told.has(name) || states.test(name)) said.push(`${name}=${value}`);
      else if (points.test(name)) said.push(`${name}:${value.split(/\\s+/).every(id => ids.has(id))}`);
      else if (name === 'id') said.push(`id:${ids.get(value)}`);
      else said.push(`${name}:${value.trim() !== ''}`);
    }
    said.sort();
    if (one.tagName === 'META') said.push(one.content);
    if ([...one.childNodes].some(child => child.nodeType === 3 && child.data.trim())) said.push('words');
    if (named.has(one.tagName)) {
      const box = one.getBoundingClientRect();
      said.push(`named:${has_name(one)}`, `small:${box.width < 24}${box.height < 24}`);
    }
    if (one.tagName === 'TABLE') said.push(`cells:${Boolean(one.querySelector('td'))}`);
    if (one.scrollWidth > one.clientWidth + 1 && one.clientWidth) said.push('scrolls');
    return said.join(' ');
  };
  const found = new Set();
  const walk = (one, above) => {
    const place = hash(`${above}>${mark(one)}`);
    found.add(place);
    if (one.tagName.toLowerCase() !== 'svg') for (const child of one.children) walk(child, place);
  };
  walk(document.documentElement, 0);
  return [...found];
}"""


def faults_of(page: Any, *, whole: bool = False) -> list[tuple[str, list[str]]]:
    """The faults of accessibility of the page as it stands: rule and elements. ``whole``: whatever was judged before."""
    page.wait_for_load_state()  # what a button led to may have begun and not be there yet
    sound = SOUND[page.evaluate("innerWidth < 600")]
    places = set(page.evaluate(PLACES))
    if places <= sound and not whole:
        return []
    faults = axe(page)
    if not faults:
        sound |= places
    return faults


def axe(page: Any) -> list[tuple[str, list[str]]]:
    """What axe says of the page; of what is well nothing is brought over."""
    from axe_playwright_python.sync_playwright import Axe

    found = Axe().run(page, options=OPTIONS)
    return [(fault["id"], [node["html"][:160] for node in fault["nodes"]]) for fault in found.response["violations"]]
