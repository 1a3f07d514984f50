"""Numbers in words up to ninety-nine, in English, Azerbaijani and Russian, with the endings they take in a sentence."""

from __future__ import annotations

from collections.abc import Mapping

EN = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen",
    "twenty thirty forty fifty sixty seventy eighty ninety",
)
# after a slash: the form that says "of them" ("yeddi nəfərdən dördü"); "onu" is also a pronoun and is left out
AZ = (
    "bir/biri iki/ikisi üç/üçü dörd/dördü beş/beşi altı/altısı yeddi/yeddisi səkkiz/səkkizi doqquz/doqquzu on",
    "iyirmi/iyirmisi otuz/otuzu qırx/qırxı əlli/əllisi altmış/altmışı yetmiş/yetmişi səksən/səksəni doxsan/doxsanı",
)
# all cases and collectives; "семью" is also the family and is left out
RU = (
    "один/одна/одно/одного/одной/одному/одним два/две/двух/двум/двумя/двое/двоих/двоим три/трёх/трех/трём/трем/тремя/трое/троих/троим "
    "четыре/четырёх/четырех/четырём/четырем/четырьмя/четверо/четверых/четверым пять/пяти/пятью/пятеро/пятерых/пятерым "
    "шесть/шести/шестью/шестеро/шестерых/шестерым семь/семи/семеро/семерых/семерым восемь/восьми/восьмью девять/девяти/девятью "
    "десять/десяти/десятью одиннадцать/одиннадцати двенадцать/двенадцати тринадцать/тринадцати четырнадцать/четырнадцати "
    "пятнадцать/пятнадцати шестнадцать/шестнадцати семнадцать/семнадцати восемнадцать/восемнадцати девятнадцать/девятнадцати",
    "двадцать/двадцати/двадцатью тридцать/тридцати/тридцатью сорок/сорока пятьдесят/пятидесяти шестьдесят/шестидесяти семьдесят/семидесяти "
    "восемьдесят/восьмидесяти девяносто/девяноста",
)


def _known(units: str, tens: str) -> dict[str, int]:
    """The value of every form."""
    counted = [*enumerate(units.split(), 1), *((10 * n, forms) for n, forms in enumerate(tens.split(), 2))]
    return {form: value for value, forms in counted for form in forms.split("/")}


KNOWN: Mapping[str, Mapping[str, int]] = {
    "en": _known(*EN) | {"none": 0, "nobody": 0, "single": 1},
    "az": _known(*AZ),
    "ru": _known(*RU) | {"никто": 0, "никого": 0},
}


def folded(word: str, language: str) -> str:
    """A word in small letters; in Azerbaijani I is ı and İ is i."""
    return (word.replace("İ", "i").replace("I", "ı") if language == "az" else word).casefold()


def value(word: str, language: str) -> int | None:
    """What a word says as a number: figures, words, two words joined ("twenty-two")."""
    if word.isdecimal():
        return int(word)
    known = KNOWN.get(language, {})
    tens, _, units = word.partition("-")
    before, after = known.get(tens), known.get(units)
    if not units:
        return before
    return before + after if before is not None and after is not None and extends(before, after, language) else None


def extends(before: int, after: int, language: str) -> bool:
    """Whether two numbers in a row are one: "iyirmi iki", "on bir", "двадцать два"."""
    return before in range(10 if language == "az" else 20, 100, 10) and after in range(1, 10)
