"""The instruments that come with Dayaq, read from ``data/``; texts are language maps ({en: .., az: .., ru: ..}).

Files, with the field names of the dataclasses as keys: ``scales.yaml`` (not_my_field: text, scales: [{code, polarity,
choices}]), ``survey.yaml`` (code, version, title, languages, source, sections), ``priorities.yaml`` (choices:
[{code, label, opens}], offered where a top item has no choices of its own), ``notes.yaml`` (survey: {name: text}, interview: {name: text}), ``interview.yaml``, ``criteria.yaml``,
``recommendations.csv``, and ``variants/az.yaml`` (country, add: [{section, after, item}], change: [item]).
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from dayaq.assess.framework.rules.criteria import AskedBefore, Criteria, Criterion
from dayaq.assess.framework.rules.guide import Guide, GuideSection
from dayaq.assess.framework.rules.instrument import NOT_MY_FIELD, Choice, Instrument, Words
from dayaq.assess.framework.rules.shape import Malformed, parsed, read

DATA = Path(__file__).resolve().parents[1] / "data"
FILES = {"ct-nat-survey": "survey"}  # instruments that are answered; guide and criteria have readers of their own
LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class UnknownInstrument(LookupError):
    """No instrument of this code comes with Dayaq."""


def contents(path: Path) -> Any:
    """A YAML file as plain data; Malformed with the line when it is not YAML."""
    try:
        return yaml.load(path.read_text(encoding="utf-8"), Loader=LOADER)  # noqa: S506 - both are safe loaders
    except yaml.YAMLError as error:
        raise Malformed(path.name, [str(error)]) from None


def noted(folder: Path, name: str) -> dict[str, Any]:
    """The notes of one instrument by name; a folder without notes has none."""
    path = folder / "notes.yaml"
    return dict(contents(path).get(name, {})) if path.exists() else {}


def common(code: str, country: str = "") -> Instrument:
    """An instrument that comes with Dayaq, with a country's additions when there are any; UnknownInstrument."""
    if code not in FILES:
        raise UnknownInstrument(f"no instrument {code!r}; there are: {', '.join(sorted(FILES))}")
    return from_folder(DATA, FILES[code], country.upper())


def variants() -> tuple[str, ...]:
    """The countries that have a variant of their own."""
    return tuple(sorted(path.stem.upper() for path in (DATA / "variants").glob("*.yaml")))


@cache
def from_folder(folder: Path, name: str = "survey", country: str = "") -> Instrument:
    """The instrument in a folder of data files, the variant of ``country`` merged in; Malformed says what is wrong."""
    data = dict(contents(folder / f"{name}.yaml"))
    scales = contents(folder / "scales.yaml")
    data.setdefault("notes", {**noted(folder, name), NOT_MY_FIELD: scales[NOT_MY_FIELD]})
    data.setdefault("scales", {scale["code"]: scale for scale in scales["scales"]})
    variant = folder / "variants" / f"{country.lower()}.yaml"
    if country and variant.exists():
        data["sections"] = varied(data["sections"], contents(variant))
        data["country"] = country
    data["sections"] = [completed(section, folder) for section in data["sections"]]
    return read(data)


def varied(sections: list[dict[str, Any]], variant: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The sections with what a country changes (items of a known code) and adds (after a named item, or at the end)."""
    changed = {item["code"]: item for item in variant.get("change", ())}
    return [
        {**section, "items": added(section, [{**item, **changed.get(item["code"], {})} for item in section["items"]], variant)}
        for section in sections
    ]


def added(section: Mapping[str, Any], items: list[dict[str, Any]], variant: Mapping[str, Any]) -> list[dict[str, Any]]:
    """``items`` with the additions that name this section."""
    for addition in variant.get("add", ()):
        if addition["section"] == section["code"]:
            codes = [item["code"] for item in items]
            place = codes.index(addition["after"]) + 1 if addition.get("after") in codes else len(items)
            items = [*items[:place], addition["item"], *items[place:]]
    return items


def completed(section: Mapping[str, Any], folder: Path) -> dict[str, Any]:
    """A section whose items carry what the file need not repeat: kind and scale of a statement, the priorities."""
    scales = {block["code"]: block["scale"] for block in section.get("blocks", ())}
    items = []
    for item in section["items"]:
        whole = {"kind": "scale", "scale": scales[item["block"]], **item} if item.get("block") in scales else dict(item)
        if whole["kind"] == "top" and not whole.get("choices"):
            whole["choices"] = contents(folder / "priorities.yaml")["choices"]
        items.append(whole)
    return {"intro": {}, **section, "items": items}


@cache
def priorities() -> tuple[Choice, ...]:
    """The priorities A to Q that survey and workshop choose from."""
    return common("ct-nat-survey").item("8.1").choices


@cache
def framework(folder: Path = DATA) -> Criteria:
    """Areas and criteria as one value."""
    return parsed(Criteria, contents(folder / "criteria.yaml"), "criteria.yaml")


def criteria() -> tuple[Criterion, ...]:
    """The 25 criteria in order."""
    return framework().criteria


def areas() -> dict[int, Words]:
    """The five areas by number."""
    return dict(framework().areas)


@cache
def guide(folder: Path = DATA) -> Guide:
    """The interview guide with the notes that belong to an interview."""
    data = dict(contents(folder / "interview.yaml"))
    data.setdefault("notes", noted(folder, "interview"))
    whole = parsed(Guide, data, "interview.yaml")
    return replace(whole, sections=tuple(marked(section) for section in whole.sections))


def marked(section: GuideSection) -> GuideSection:
    """A section whose questions say themselves whether they are always asked."""
    return replace(section, questions=tuple(replace(question, always=section.always) for question in section.questions))


@cache
def asked_before() -> tuple[AskedBefore, ...]:
    """The 145 recommendations of the sources, oldest files first."""
    with (DATA / "recommendations.csv").open(encoding="utf-8", newline="") as lines:
        return tuple(asked(row) for row in csv.DictReader(lines))


def asked(row: Mapping[str, str]) -> AskedBefore:
    """One line of the file."""
    return AskedBefore(
        id=row["id"],
        source=row["source"],
        year=int(row["year"]),
        addressee=row["addressee"],
        theme=row["theme"],
        text=row["text"],
        area=int(row["area"] or 0),
        same_as=tuple(row["same_as"].replace(",", ";").replace(";", " ").split()),
        later=row.get("later_evidence", ""),
    )
