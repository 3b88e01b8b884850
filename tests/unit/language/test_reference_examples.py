"""Every example of the reference can be written in its place, and means the same in both languages."""

from __future__ import annotations

import re

import pytest

from clmplan.base.diagnostics import Wording
from clmplan.codes.value_words import VALUE_LINES
from clmplan.language.reference.entry import Entry
from clmplan.language.reference.gather import entries
from tests.unit.language.reference_shop import NAMES, framed, meaning, of, read, texts_in

_COMPARED = re.compile("[=<>]")
ELSEWHERE = {"regions", "joints"}  # their examples belong to the project file, or are forms


def placed() -> list[tuple[str, Wording]]:
    """Each example as a piece of a playbook that can be read."""
    found = []
    for entry in entries():
        if entry.topic not in ELSEWHERE and entry.name != "import":
            found += [
                (f"{entry.topic}:{entry.name}:{number}", in_place(entry, one))
                for number, one in enumerate(entry.examples)
            ]
    return found


def in_place(entry: Entry, example: Wording) -> Wording:
    match entry.topic:
        case "lines":
            kind, _, name = entry.name.partition(".")
            return framed(kind, name, example)
        case "schedules" | "days":  # schedules name the same stage and events in both languages
            chinese = example.zh.replace("dormant", "沉睡").replace("orders", "订单").replace("order", "订单")
            return framed("wave", "on", Wording(example.en, chinese))
        case "functions":
            if _COMPARED.search(example.en):
                return Wording(f"segment one = {example.en}", f"人群 one = {example.zh}")
            # A mean alone is no metric, because it is unknown where there is no event.
            return Wording(f"segment one = {example.en} is not missing", f"人群 one = {example.zh} 不为 缺失")
        case "values" if entry.name in VALUE_LINES:
            return framed(*VALUE_LINES[entry.name], example)
        case "values":
            return framed("wave", "on", example)
    return example


EXAMPLES = placed()


@pytest.mark.parametrize("locale", ["en", "zh"])
@pytest.mark.parametrize("example", [one for _, one in EXAMPLES], ids=[name for name, _ in EXAMPLES])
def test_an_example_of_the_reference_reads_without_any_finding(example: Wording, locale: str) -> None:
    found = read(of(example, locale), locale)
    assert [] == [f"{one.place}: {one.message('en')} {one.help('en')}" for one in found.diagnostics]
    assert found.value is not None


@pytest.mark.parametrize("example", [one for _, one in EXAMPLES], ids=[name for name, _ in EXAMPLES])
def test_an_example_means_the_same_in_both_languages(example: Wording) -> None:
    same: dict[str, str] = {}
    for one, other in zip(texts_in(example.en), texts_in(example.zh), strict=False):
        same.setdefault(other, one)
    english, chinese = (read(of(example, locale), locale).value for locale in ("en", "zh"))
    assert meaning(english, {**same, **NAMES}) == meaning(chinese, {**same, **NAMES})
