"""A small invented report with every kind of block."""

from __future__ import annotations

from datetime import date

from dayaq.core.chart import Drawing, LikertChart, LikertRow
from dayaq.core.report import (
    Acronyms,
    Adds,
    Asked,
    Bibliography,
    BulletList,
    Callout,
    Cite,
    Cover,
    Figure,
    Heading,
    Note,
    Number,
    PageBreak,
    Paragraph,
    Plain,
    Protection,
    Report,
    Source,
    Table,
    Toc,
    line,
)

ANSWERS = ("Completely agree", "Agree", "Neither", "Disagree", "Completely disagree")
WORDS = {
    "en": {"table": "Table", "figure": "Figure", "page": "p. %(page)s", "draft": "DRAFT", "back": "back to the text"},
    "az": {"table": "Cədvəl", "figure": "Şəkil", "page": "səh. %(page)s", "draft": "LAYİHƏ", "back": "mətnə qayıt"},
    "ru": {"table": "Таблица", "figure": "Рисунок", "page": "с. %(page)s", "draft": "ПРОЕКТ", "back": "назад к тексту"},
}
TEXT = {
    "en": "Referral works in the capital.",
    "az": "Yönləndirmə paytaxtda işləyir: ə ğ ş ı İ ö ü ç Ə Ğ Ş.",
    "ru": "Перенаправление работает в столице: ё щ ъ ы э.",
}
NASTY = "#eval(1) *b* $y$ <script>alert(1)</script> & ]] \\ @ref // `x`"
DATA = {
    "survey/5.1.4/strongly_agree": Asked(0, 6),
    "survey/5.1.4/agree": Asked(2, 6),
    "survey/5.1.4/neither": Asked(3, 6),
    "survey/5.1.4/disagree": Asked(1, 6),
    "survey/5.1.4/strongly_disagree": Asked(0, 6),
    "survey/5.1.4/base": Asked(6),
}
COUNTS = (0, 2, 3, 1, 0)


def numbers() -> tuple[Number, ...]:
    codes = ("strongly_agree", "agree", "neither", "disagree", "strongly_disagree")
    return tuple(Number(f"survey/5.1.4/{code}", value, 6, "survey") for code, value in zip(codes, COUNTS, strict=True))


def table(**change: object) -> Table:
    base = Number("survey/5.1.4/base", 6, None, "survey")
    made = {
        "caption": line("Investigation (statement 5.1.4)"),
        "header": tuple(Plain(word) for word in ("Statement", *ANSWERS, "n")),
        "rows": ((line(NASTY), *((one,) for one in numbers()), (base,)),),
        "notes": (line("Those who said that it is not their field are not counted."),),
        "widths": (3, 1, 1, 1, 1, 1, 0.6),
        "numeric": (False, True, True, True, True, True, True),
        "adds": (Adds("5.1.4", numbers(), base),),
        "protection": Protection.PASSED,
    }
    return Table(**{**made, **change})


def figure(**change: object) -> Figure:
    chart = LikertChart(ANSWERS, [LikertRow("5.1.4 Investigations are thorough", COUNTS, 6)])
    made = {
        "caption": line("Investigation"),
        "drawing": Drawing(chart),
        "alt": chart.spoken,
        "table": table(),
        "protection": Protection.PASSED,
    }
    return Figure(**{**made, **change})


def report(language: str = "en", *blocks: object, draft: bool = False) -> Report:
    every = (
        Toc(Plain("Contents")),
        Heading(1, Plain("1 Introduction")),
        Paragraph(line(TEXT[language], " ", Cite("Aze 30", "5"), Note(line("A footnote, ə ш."))), ""),
        Paragraph(line(NASTY, Plain("bold", bold=True), Plain("italic", italic=True))),
        Heading(2, Plain("1.1 Method")),
        Paragraph(line("Of ", Number("survey/5.1.4/base", 6, None, "survey"), " answers ..."), "quote"),
        BulletList((line("one"), line("two"))),
        Callout(Plain("Mind"), line("Few answers.")),
        figure(),
        PageBreak(),
        Heading(1, Plain("Sources")),
        Bibliography(),
        Heading(1, Plain("Acronyms")),
        Acronyms((("NRM", Plain("national referral mechanism")),)),
    )
    return Report(
        Cover("Ehtiyacların qiymətləndirilməsi 2016", "Invented", ("A line",), ("Rebuilt",)),
        language,
        date(2016, 4, 25),
        tuple(blocks) or every,  # type: ignore[arg-type] # tests hand over blocks
        WORDS[language],
        {"Aze 30": Source("Aze 30", "Report on referral", "https://example.org/a"), "Aze 3": Source("Aze 3", "A page", paged=False)},
        "Dayaq",
        draft,
    )
