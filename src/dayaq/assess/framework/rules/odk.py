"""Submissions of ODK clients: XML in, the canonical answers out, and the reverse for trying clients and files.

One client leaves out what was not asked, another writes it empty: absent and empty both mean "no answer", and what is
relevant we work out ourselves. The instance id that a client makes is never kept: whoever has the phone could find
the answers by it. Times, devices and the order of answering are not read at all.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from xml.etree.ElementTree import Element, ParseError, SubElement, tostring

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

from dayaq.assess.framework.rules import odknames
from dayaq.assess.framework.rules.answering import OTHER, cleaned, listed
from dayaq.assess.framework.rules.instrument import Instrument, Item, Value

LARGEST = 1_000_000  # bytes of one submission without pictures; a full survey has some 6,000
OPENROSA = "http://openrosa.org/xforms"


class NotASubmission(ValueError):
    """The XML is not an answer to this form; the message says why."""


@dataclass(frozen=True, slots=True)
class Submission:
    """What one respondent answered, in which language ("" when not said), and nodes that no item explains."""

    answers: Mapping[str, Value]
    language: str
    strange: tuple[str, ...] = ()


def read(instrument: Instrument, xml: bytes | str) -> Submission:
    """The answers of a submission; NotASubmission when it is something else, too large or of another form."""
    root = rooted(xml)
    form, version = root.get("id", ""), root.get("version", "")
    if form.removesuffix(f"-{instrument.country.lower()}") != instrument.code or version != str(instrument.version):
        raise NotASubmission(f"this answers the form {form} {version}, not {instrument.code} {instrument.version}")
    said = leaves(root)
    nodes = odknames.item_nodes(instrument)
    items = {item.code: item for item in instrument.items}
    answers: dict[str, Value] = {}
    for name, code in nodes.items():
        answers |= answer(items[code], name, said)
    known = expected(instrument)
    strange = tuple(name for name, text in said.items() if text and name not in known)
    return Submission(cleaned(instrument, answers), said.get(odknames.LANGUAGE, ""), strange)


def rooted(xml: bytes | str) -> Element:
    """The root element; entities, doctypes and what is no XML are refused."""
    if len(xml) > LARGEST:
        raise NotASubmission(f"larger than {LARGEST} bytes")
    try:
        root: Element = fromstring(xml, forbid_dtd=True)
    except (ParseError, DefusedXmlException, ValueError) as error:
        raise NotASubmission(f"not XML that can be read: {error}") from None
    return root


def leaves(root: Element) -> dict[str, str]:
    """Local name -> text of every element without children; the client's own ``meta`` is not looked at.

    Not by recursion: a file of somebody else may be nested as deep as it is long.
    """
    found: dict[str, str] = {}
    waiting = list(reversed(root))
    while waiting:
        element = waiting.pop()
        name = local(element)
        if name != "meta" and len(element):
            waiting.extend(reversed(element))
        elif name != "meta":
            found[name] = (element.text or "").strip()
    return found


def local(element: Element) -> str:
    """The name of an element without its namespace."""
    return str(element.tag).rpartition("}")[2]


def answer(item: Item, name: str, said: Mapping[str, str]) -> dict[str, Value]:
    """The answer to one item and the text beside it; nothing for no answer."""
    value: Value
    if item.kind == "top":
        value = [said[place] for place in odknames.places(item) if said.get(place)]
    else:
        value = said.get(name, "").split() if item.kind in ("many", "rank") else said.get(name, "")
    told = said.get(f"{name}_other", "")
    return {code: text for code, text in ((item.code, value), (item.code + OTHER, told)) if text}


def expected(instrument: Instrument) -> set[str]:
    """The nodes that a submission of our own form may fill."""
    own = {odknames.LANGUAGE}
    for item in instrument.items:
        name = odknames.node(item.code)
        own |= {f"{name}_other", *(odknames.places(item) if item.kind == "top" else [name])}
    return own


def written(instrument: Instrument, answers: Mapping[str, Value], language: str, *, empty: bool = False) -> str:
    """A submission as a client writes it; ``empty``: with an empty node for what was not answered, as Enketo does."""
    form = f"{instrument.code}-{instrument.country.lower()}" if instrument.country else instrument.code
    root = Element("data", {"id": form, "version": str(instrument.version)})
    SubElement(SubElement(root, "before"), odknames.LANGUAGE).text = language
    for section in instrument.sections:
        page = SubElement(root, f"s_{odknames.plain_name(section.code)}")
        for item in section.items:
            put(page, item, answers, empty=empty)
    meta = SubElement(root, f"{{{OPENROSA}}}meta")
    SubElement(meta, f"{{{OPENROSA}}}instanceID").text = "uuid:00000000-0000-4000-8000-000000000000"
    return str(tostring(root, encoding="unicode"))


def put(page: Element, item: Item, answers: Mapping[str, Value], *, empty: bool) -> None:
    """The nodes of one item."""
    name, value = odknames.node(item.code), answers.get(item.code, "")
    texts = dict.fromkeys(odknames.places(item), "") if item.kind == "top" else {name: ""}
    chosen = listed(value) if item.kind == "top" else [" ".join(value) if isinstance(value, list) else value]
    texts |= dict(zip(texts, chosen, strict=False))
    texts[f"{name}_other"] = str(answers.get(item.code + OTHER, ""))
    for node, text in texts.items():
        if text or (empty and (not node.endswith("_other") or item.choices)):
            SubElement(page, node).text = text
