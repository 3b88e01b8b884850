"""The sheet Read me: which plan this is, what the colours mean, how actuals come home."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from clmplan.codes import sheet_words as words
from clmplan.exporters.workbook.grid import author_text, set_up_print
from clmplan.exporters.workbook.parts import Parts
from clmplan.model.team.conflict import Weight

if TYPE_CHECKING:
    from xlsxwriter.workbook import Workbook

_WIDTHS = (26, 90)
_SHORT = 12  # letters of a fingerprint that tell two plans apart
_LOOKS = {
    "input": "input",
    "off": "off",
    "work": "work",
    "changed": "changed",
    "late": "late",
    "estimated": "",
    "gone": "gone",
}


def write_about(book: Workbook, parts: Parts) -> None:
    """The sheet: facts of the plan, the legend, the way back."""
    sheet, styles, say = book.add_worksheet(parts.sheet("read_me")), parts.styles, parts.say
    for position, width in enumerate(_WIDTHS):
        sheet.set_column(position, position, width)
    sheet.write_string(0, 0, parts.title, styles.of("title"))
    row = 2
    for name, text in _facts(parts):
        sheet.write_string(row, 0, say(words.ABOUT[name]), styles.of("label"))
        sheet.write_string(row, 1, text, styles.of("plain"))
        row += 1
    sheet.write_string(row + 1, 0, say(words.LEGEND_TITLE), styles.of("part"))
    row += 2
    for name, meaning in words.LEGEND.items():
        mark = words.MARKS.get({"gone": "cancelled"}.get(name, name))
        sheet.write_string(row, 0, say(mark) if mark else "", styles.of("text", _LOOKS[name]))
        sheet.write_string(row, 1, say(meaning), styles.of("plain"))
        row += 1
    sheet.write_string(row + 1, 0, say(words.RETURN_TITLE), styles.of("part"))
    for number, step in enumerate(words.RETURN_STEPS, start=1):
        sheet.write_string(row + 1 + number, 0, str(number), styles.of("label"))
        sheet.write_string(row + 1 + number, 1, say(step), styles.of("plain"))
    set_up_print(sheet, parts.title, parts.plan.locale, rows=(0, 0))


def _facts(parts: Parts) -> Iterator[tuple[str, str]]:
    plan, edition = parts.plan, parts.edition
    weights = Counter(one.weight for one in plan.conflicts)
    yield "plan", author_text(plan.playbook.name)
    yield "project", author_text(plan.project)
    yield "horizon", parts.say(words.ABOUT["range"], first=str(plan.horizon.start), last=str(plan.horizon.last))
    yield "as_of", str(plan.as_of)
    if edition.number:
        yield "edition", str(edition.number)
    if edition.number > 1:
        yield "news", _news(parts)
    yield "version", plan.fingerprint[:_SHORT]
    yield "zone", plan.zone
    yield "contacts", f"{plan.contacts:,}"
    yield "cost", str(plan.cost)
    counts = {
        name: str(weights[weight])
        for name, weight in (("hard", Weight.HARD), ("soft", Weight.SOFT), ("wasteful", Weight.WASTEFUL))
    }
    yield "conflicts", parts.say(words.ABOUT["conflict_counts"], **counts)


def _news(parts: Parts) -> str:
    news = parts.edition.news
    said = [parts.say(wording, count=str(news[name])) for name, wording in words.NEWS.items() if news.get(name)]
    return parts.say(words.MARKS["between"]).join(said) or parts.say(words.ABOUT["no_news"])
