"""`grammar/words.md`: everything that can be written, told in both languages side by side."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from clmplan.base.diagnostics import Wording
from clmplan.codes import page_words
from clmplan.codes import reference_words as say
from clmplan.language.reference import lines as known
from clmplan.language.reference.entry import OUTSIDE, Entry
from clmplan.language.reference.gather import entries
from clmplan.language.reference.markdown import both, cell, fenced, table
from clmplan.language.words import word_table

_COLUMNS = ("English", "中文", "")
_SECTIONS = (
    "declarations",
    "schedules",
    "functions",
    "conditions",
    "literals",
    "values",
    "days",
    "regions",
    "spellings",
)
# Blocks that stand inside another declaration, in the order of the page.
_INNER = {"campaign": ("wave", "prepare", "assume"), "test": ("given",)}


def words_page() -> str:
    """The page as Markdown."""
    sections = {
        "declarations": _declarations,
        "schedules": lambda: _told("schedules"),
        "functions": lambda: _told("functions"),
        "conditions": _conditions,
        "literals": _literals,
        "values": lambda: _short("values"),
        "days": _days,
        "regions": lambda: _short("regions"),
        "spellings": _spellings,
    }
    lines = [page_words.GENERATED, "", f"# {both(page_words.WORDS_TITLE)}", ""]
    for sentence in (page_words.HOW_TO_READ, say.WORDS_INTRO):
        lines += [sentence.en, "", sentence.zh, ""]
    lines += [*_contents(), ""]
    for name in _SECTIONS:
        lines += [f"## {both(say.HEADINGS[name])}", *sections[name](), ""]
    return "\n".join(lines).rstrip() + "\n"


def _contents() -> Iterator[str]:
    for name in _SECTIONS:
        title = both(say.HEADINGS[name])
        yield f"- [{title}](#{_anchor(title)})"
        if name == "declarations":
            kinds = [one.title for one in _of("declarations")]
            yield "  " + ", ".join(f"[{both(kind)}](#{_anchor(both(kind))})" for kind in kinds)


def _anchor(title: str) -> str:
    """The anchor that a code host makes of a heading."""
    kept = "".join(one for one in title.lower() if one.isalnum() or one in " -_")
    return kept.replace(" ", "-")


def _of(topic: str) -> tuple[Entry, ...]:
    return tuple(entry for entry in entries() if entry.topic == topic)


def _lines_of(kind: str) -> tuple[Entry, ...]:
    return tuple(entry for entry in _of("lines") if entry.name.partition(".")[0] == kind)


def _declarations() -> Iterator[str]:
    for entry in _of("declarations"):
        yield from _heading(entry)
        yield from _example(entry)
        block = Wording(" { … }", " { … }") if known.shapes().get(entry.name) else Wording("", "")
        heads = [(cell(form.en + block.en), cell(form.zh + block.zh), "") for form in entry.forms]
        yield from table(_COLUMNS, (*heads, *map(_row, _lines_of(entry.name))))
        yield from _blocks(_INNER.get(entry.name, ()))
    yield from ("", f"### {both(say.OUTSIDE)}")
    yield from table(_COLUMNS, map(_row, _lines_of(OUTSIDE)))


def _blocks(kinds: Iterable[str]) -> Iterator[str]:
    for kind in kinds:
        rows = [_row(entry) for entry in _lines_of(kind)]
        if rows:
            yield from ("", both(say.INSIDE[kind]))
            yield from table(_COLUMNS, rows)


def _row(entry: Entry) -> tuple[str, str, str]:
    forms = (cell(*(form.en for form in entry.forms)), cell(*(form.zh for form in entry.forms)))
    remarks = [both(say.REMARKS[name]) for name in entry.remarks if name != "block"]
    return (
        *forms,
        "<br>".join((_meaning(entry), *(f"*{one}*" for one in remarks))),
    )


def _heading(entry: Entry) -> Iterator[str]:
    english, chinese = _sentences(entry)
    yield from ("", f"### {both(entry.title)}", "", english, "", chinese)


def _sentences(entry: Entry) -> tuple[str, str]:
    """The meaning of an entry with what else a reader must know, in each language."""
    told = (entry.meaning, *entry.facts)
    return "; ".join(one.en for one in told), "；".join(one.zh for one in told)


def _meaning(entry: Entry) -> str:
    return "<br>".join(map(_escaped, _sentences(entry)))


def _example(entry: Entry) -> Iterator[str]:
    for locale in ("en", "zh"):
        texts = (example.zh if locale == "zh" else example.en for example in entry.examples)
        yield from fenced((line for text in texts for line in text.split("\n")), "clm")


def _told(topic: str) -> Iterator[str]:
    for entry in _of(topic):
        yield from _heading(entry)
        yield from table(_COLUMNS, ((cell(form.en), cell(form.zh), "") for form in entry.forms))
        yield from fenced([text for one in entry.examples for text in (one.en, one.zh)], "clm")


def _conditions() -> Iterator[str]:
    rows = []
    for entry in _of("conditions"):
        forms = entry.forms or entry.examples[:1]
        shown = [_shown(form) for form in forms]
        rows.append((shown[0][0], shown[0][1], _meaning(entry)))
    yield from table(_COLUMNS, rows)


def _shown(form: Wording) -> tuple[str, str]:
    return cell(form.en.split("\n")[0]), cell(form.zh.split("\n")[0])


def _literals() -> Iterator[str]:
    rows = []
    for entry in _of("literals"):
        written = entry.forms[0]
        meaning = f"{both(entry.title)}: {_escaped(entry.meaning.en)}<br>{_escaped(entry.meaning.zh)}"
        rows.append((cell(*written.en.split("  ")), cell(*written.zh.split("  ")), meaning))
    yield from table(_COLUMNS, rows)


def _short(topic: str) -> Iterator[str]:
    rows = ((cell(one.title.en), cell(one.title.zh), f"{one.meaning.en}<br>{one.meaning.zh}") for one in _of(topic))
    yield from table(_COLUMNS, rows)


def _days() -> Iterator[str]:
    yield from ("", say.DAYS_INTRO.en, "", say.DAYS_INTRO.zh)
    rows = ((cell(one.title.en), cell(one.title.zh), one.meaning.en) for one in _of("days"))
    yield from table(_COLUMNS, rows)


def _spellings() -> Iterator[str]:
    yield from ("", say.SPELLINGS_INTRO.en, "", say.SPELLINGS_INTRO.zh)
    spelled: dict[str, list[str]] = {}
    words = word_table()
    for form, word in words.words.items():
        for name in sorted(word.names):
            spelled.setdefault(name, []).append(form)
    for forms in (words.keys, words.values, words.conditions):
        for form, name in forms.items():
            if form not in spelled.setdefault(name, []):
                spelled[name].append(form)
    yield from table(_COLUMNS[:2], (_by_language(forms) for _, forms in sorted(spelled.items())))
    later = ", ".join(cell(word) for word in sorted(words.later))
    if later:
        yield from ("", f"{say.LATER.en}: {later}", "", f"{say.LATER.zh}：{later}")


def _by_language(forms: Iterable[str]) -> tuple[str, str]:
    kept = tuple(forms)
    return (
        " ".join(cell(form) for form in kept if form.isascii()),
        " ".join(cell(form) for form in kept if not form.isascii()),
    )


def _escaped(text: str) -> str:
    return text.replace("|", "\\|")
