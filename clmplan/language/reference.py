"""The two reference pages: every word of a playbook, and every code, from the same data the program runs on."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from string import Formatter

from clmplan.almanac.table import all_names, known_regions
from clmplan.base.diagnostics import Code, Example, Wording
from clmplan.codes import reference_words as say
from clmplan.codes.catalogue import all_codes
from clmplan.language.calls import functions
from clmplan.language.declare import budgets, campaigns, channels, lifecycles, offers, policies, waves
from clmplan.language.phrases import spelled
from clmplan.language.resolve import _PLAYBOOK
from clmplan.language.scope import KINDS
from clmplan.language.shapes import Line
from clmplan.language.words import word_table

_SHAPES = {
    "playbook": _PLAYBOOK.lines,
    "channel": channels.SHAPE.lines,
    "offer": offers.SHAPE.lines,
    "policy": policies.SHAPE.lines,
    "budget": budgets.SHAPE.lines,
    "campaign": campaigns.SHAPE.lines,
}
_FENCES = {"clm": "clm", "yaml": "yaml", "csv": "csv"}
_TABLE = ("| English | 中文 | |", "|---|---|---|")


def words_page() -> str:
    """`grammar/words.md`: declarations, schedules, functions, conditions, values, days, spellings; Markdown."""
    sections = (
        _section("declarations", _declarations()),
        _section("schedules", _schedules()),
        _section("functions", _functions()),
        _section("conditions", _conditions()),
        _section("literals", _literals()),
        _section("days", _days()),
        _section("spellings", _spellings()),
        _section("later", _later()),
    )
    head = (say.GENERATED, "", f"# {_both(say.WORDS_TITLE)}", "", say.HOW_TO_READ.en, "", say.HOW_TO_READ.zh, "")
    return "\n".join((*head, *(line for section in sections for line in section))).rstrip() + "\n"


def codes_page() -> str:
    """`grammar/codes.md`: every code with its sentences in both languages and its examples; Markdown."""
    lines = [say.GENERATED, "", f"# {_both(say.CODES_TITLE)}", "", _shown(say.CODES_INTRO.en), ""]
    lines += [_shown(say.CODES_INTRO.zh), ""]
    band = ""
    for code in all_codes():
        if code.id[3] != band:
            band = code.id[3]
            lines += [f"## CLM{band}xx {_both(say.BANDS[band])}", ""]
        lines += _code(code)
    return "\n".join(lines).rstrip() + "\n"


def _declarations() -> Iterator[str]:
    yield from _declared("playbook")
    for kind, slot in (("metric", "VALUE"), ("segment", "CONDITION")):
        chinese = {"VALUE": "数值", "CONDITION": "条件"}[slot]
        yield from _titled(kind)
        yield from _table(
            [(f'{_word(kind, "en")} NAME ["TEXT"] = {slot}', f"{_word(kind, 'zh')} 名字 [“文字”] = {chinese}", "")]
        )
    yield from _titled("lifecycle")
    claims = [" ".join(f"[{_word(claim, locale)}]" for claim in lifecycles._CLAIMS) for locale in ("en", "zh")]
    head = tuple(
        f"{one.removesuffix(' { … }')} {claim} {{ … }}" for one, claim in zip(_head("lifecycle"), claims, strict=True)
    )
    forms = [(spelled(form, "en"), spelled(form, "zh"), "") for form in lifecycles._STAGE_FORMS]
    yield from _table([(head[0], head[1], ""), *forms])
    for kind in ("channel", "offer", "policy", "budget", "campaign"):
        yield from _declared(kind)
    yield from _more("wave", [_form_pair(form) for form in (*campaigns._WAVE_FORMS, *waves.WAVE_LINES[1].forms)])
    yield from _more("prepare", [_form_pair(form) for form in campaigns._PREPARE_FORMS])
    yield from _more("assume", [row for line in campaigns._ASSUME.lines for row in _rows(line)])
    programme = "holdout programme {share:percent} [key {key:text}]"
    yield from _more("programme holdout", [_form_pair(programme)])


def _declared(kind: str) -> Iterator[str]:
    yield from _titled(kind)
    lines = [line for line in _SHAPES[kind] if line.name != "on"]
    yield from _table([(*_head(kind), ""), *(row for line in lines for row in _rows(line))])


def _rows(line: Line) -> list[tuple[str, str, str]]:
    """The forms of a line; what holds for the line is said beside the first."""
    is_true = {"required": line.is_required, "many": line.is_many, "block": line.is_block}
    remarks = "; ".join(_both(say.REMARKS[name]) for name, holds in is_true.items() if holds)
    rows = []
    for number, form in enumerate(line.forms):
        key = (f"{_word(line.name, 'en')}: ", f"{_word(line.name, 'zh')}：") if line.is_property else ("", "")
        block = " { … }" if line.is_block else ""
        rows.append(
            (key[0] + spelled(form, "en") + block, key[1] + spelled(form, "zh") + block, "" if number else remarks)
        )
    return rows


def _schedules() -> Iterator[str]:
    kinds = waves.schedule_kinds()
    for name, kind in kinds.items():
        yield from ("", f"### {_both(say.SCHEDULES[name])}")
        yield from _table([*(_form_pair(phrase) for phrase in kind.phrases)])
        yield from _fenced([english for english, _ in kind.examples] + [chinese for _, chinese in kind.examples], "clm")


def _functions() -> Iterator[str]:
    for function in sorted(set(functions().values()), key=lambda one: one.name):
        yield from ("", f"### {_both(function.titles)}", "", function.summary.en, "", function.summary.zh)
        yield from _table([(english, chinese, "") for english, chinese in function.examples])


def _conditions() -> Iterator[str]:
    yield from _table([(*example, _both(meaning)) for meaning, example in say.CONDITIONS])
    yield from ("", f"### {_both(say.HEADINGS['operators'])}")
    yield from _table(_spelled_rows("operators"))


def _literals() -> Iterator[str]:
    yield from ("", *_TABLE)
    for meaning, english, chinese in say.LITERALS:
        yield f"| {', '.join(map(_cell, english))} | {', '.join(map(_cell, chinese))} | {_both(meaning)} |"


def _days() -> Iterator[str]:
    yield from ("", say.OPENINGS["days"].en, "", say.OPENINGS["days"].zh)
    yield from _table([(english, chinese, "") for english, chinese in all_names(known_regions())])


def _spellings() -> Iterator[str]:
    table = word_table()
    roles = sorted({role for word in table.words.values() for role in word.roles})
    yield from _table([row for role in roles for row in _spelled_rows(role)])
    for values in (table.keys, table.values, table.conditions):
        found: dict[str, list[str]] = {}
        for form, name in values.items():
            found.setdefault(name, []).append(form)
        yield from _table([_by_language(forms) for forms in found.values()])


def _later() -> Iterator[str]:
    words = ", ".join(f"`{word}`" for word in sorted(word_table().later))
    yield from ("", say.OPENINGS["later"].en, "", say.OPENINGS["later"].zh, "", words)


def _spelled_rows(role: str) -> list[tuple[str, str, str]]:
    found: dict[str, list[str]] = {}
    for form, word in word_table().words.items():
        if role in word.roles:
            for name in word.names:
                found.setdefault(name, []).append(form)
    return [_by_language(forms) for _, forms in sorted(found.items())]


def _by_language(forms: Iterable[str]) -> tuple[str, str, str]:
    kept = tuple(forms)
    return ("  ".join(f for f in kept if f.isascii()), "  ".join(f for f in kept if not f.isascii()), "")


def _head(kind: str) -> tuple[str, str]:
    return f'{_word(kind, "en")} NAME ["TEXT"] {{ … }}', f"{_word(kind, 'zh')} 名字 [“文字”] {{ … }}"


def _form_pair(form: str) -> tuple[str, str, str]:
    return spelled(form, "en"), spelled(form, "zh"), ""


def _titled(kind: str) -> Iterator[str]:
    yield from ("", f"### {_both(KINDS[kind])}")


def _more(name: str, rows: list[tuple[str, str, str]]) -> Iterator[str]:
    yield from ("", say.OPENINGS[name].en, "", say.OPENINGS[name].zh)
    yield from _table(rows)


def _section(name: str, lines: Iterable[str]) -> list[str]:
    return [f"## {_both(say.HEADINGS[name])}", *lines, ""]


def _table(rows: Iterable[tuple[str, str, str]]) -> Iterator[str]:
    yield from ("", *_TABLE)
    for english, chinese, remark in rows:
        yield f"| {_cell(english)} | {_cell(chinese)} | {remark} |"


def _cell(text: str) -> str:
    """Code inside a table: a bar would end the cell, and back-ticks need longer ones around them."""
    if not text:
        return ""
    fence = "`` " if "`" in text else "`"
    return fence + text.replace("|", "\\|") + fence[::-1]


def _code(code: Code) -> Iterator[str]:
    yield from (f"### {code.id} `{code.name}`", "", _both(say.SEVERITIES[code.severity.value]), "")
    yield from (f"- {_shown(code.message.en)}", f"- {_shown(code.message.zh)}")
    for name, sentence in (("help", code.help), ("why", code.why)):
        yield from (
            f"- {say.LABELS[name].en}: {_shown(sentence.en)}",
            f"- {say.LABELS[name].zh}：{_shown(sentence.zh)}",
        )
    yield ""
    for name, example in (("bad", code.bad), ("good", code.good)):
        if example is not None:
            yield f"{_both(say.LABELS[name])} (`{example.file}`)"
            yield from _fenced(_example(example), _FENCES[example.file.rpartition(".")[2]])
            yield ""


def _example(example: Example) -> list[str]:
    """An example as lines; long runs of one sign or of like lines are cut, for the reader's sake."""
    text = re.sub(r"(.)\1{39,}", lambda run: run.group(1) * 8 + "…", example.text)
    return text.rstrip("\n").split("\n")


def _fenced(lines: Iterable[str], language: str) -> Iterator[str]:
    yield from ("", f"```{language}", *lines, "```")


def _shown(pattern: str) -> str:
    """A sentence with its `{name}` places kept and its doubled braces undone."""
    return "".join(
        text + (f"{{{name}}}" if name is not None else "") for text, name, _, _ in Formatter().parse(pattern)
    )


def _word(name: str, locale: str) -> str:
    return word_table().spelled(name, locale)


def _both(wording: Wording) -> str:
    return f"{wording.en} · {wording.zh}"
