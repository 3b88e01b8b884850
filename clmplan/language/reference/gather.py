"""The whole reference as entries, from the same data that the program runs on."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache

from clmplan.base.diagnostics import Wording
from clmplan.codes import form_words
from clmplan.codes import reference_words as say
from clmplan.codes.customer_words import PURCHASE_RULE
from clmplan.codes.declaration_words import DECLARATIONS
from clmplan.codes.expression_words import CONDITIONS, OPERATORS
from clmplan.codes.line_words import CLAIMS, LINES
from clmplan.codes.phrases import SLOT_WORDS
from clmplan.codes.told import Told
from clmplan.codes.value_words import LITERALS, VALUE_LINES, VALUES, WEEKDAYS
from clmplan.functions.customer_kind import CustomerWord, RankWord
from clmplan.functions.kind import Function
from clmplan.language.calls import all_functions
from clmplan.language.conditions import _TOP
from clmplan.language.declare.waves import MODIFIERS, schedule_kinds
from clmplan.language.phrases import spelled
from clmplan.language.reference import lines as known
from clmplan.language.reference.almanac import days, regions
from clmplan.language.reference.entry import OUTSIDE, Entry
from clmplan.language.reference.lookup import answers, plain
from clmplan.language.scope import KINDS
from clmplan.language.shapes import Line
from clmplan.language.words import word_table
from clmplan.model.schedule import ScheduleKind

_TIME = " [at {time:time}]"
_MOST_SEEN = 6


@cache
def entries() -> tuple[Entry, ...]:
    """Everything that can be written, in the order of the page."""
    told = (*_declarations(), *_lines(), *_schedules(), *_functions(), *_conditions(), *_values(), *days(), *regions())
    return (*(_with_aliases(entry) for entry in told), *_joints(told), *_later())


@cache
def _spellings() -> Mapping[str, tuple[str, ...]]:
    """All spellings of a canonical keyword, key, value or condition."""
    table = word_table()
    found: dict[str, dict[str, None]] = {}
    for form, word in table.words.items():
        for name in sorted(word.names):
            found.setdefault(name, {})[form] = None
    for forms in (table.keys, table.values, table.conditions):
        for form, name in forms.items():
            found.setdefault(name, {})[form] = None
    return {name: tuple(forms) for name, forms in found.items()}


def _english(*names: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(form for name in names for form in _spellings().get(name, ()) if form.isascii()))


def _chinese(*names: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(form for name in names for form in _spellings().get(name, ()) if not form.isascii()))


def _declarations() -> Iterator[Entry]:
    for kind, told in DECLARATIONS.items():
        yield Entry(
            "declarations",
            kind,
            _both(kind),
            told.meaning,
            form_words.HEADS[kind],
            (told.example,),
            _english(kind),
            _chinese(kind),
            see=say.SEE_ALSO.get(kind, ()),
        )


def _lines() -> Iterator[Entry]:
    for (kind, name), told in LINES.items():
        line = next((one for one in known.shapes().get(kind, ()) if one.name == name), None)
        if line is not None:
            yield _line(line, kind, told)


def _line(line: Line, kind: str, told: Told) -> Entry:
    keyword = _keyword(line)
    holds = {"required": line.is_required, "many": line.is_many, "block": line.is_block}
    places = known.owners(line) or (kind,)
    asked = (say.BLOCK_WORDS.get(place, place) for place in places if place != OUTSIDE)
    slots = (slot for form in line.forms for slot in known.slots_in(form))
    return Entry(
        "lines",
        f"{kind}.{line.name}",
        known.title(line),
        told.meaning,
        _forms(line, kind),
        (told.example,),
        _english(keyword),
        _chinese(keyword),
        places,
        tuple(name for name, is_so in holds.items() if is_so),
        see=tuple(dict.fromkeys((*asked, *(say.SLOT_SEES[slot] for slot in slots if slot in say.SLOT_SEES))))[
            : _MOST_SEEN + 1
        ],
        words=_words(line.forms),
    )


def _forms(line: Line, kind: str) -> tuple[Wording, ...]:
    if (kind, line.name) == ("wave", "on"):
        return (*(_form(f"{one.phrases[0]}{_TIME}") for one in _kinds()), _form(f"on {{days:dates}} {MODIFIERS}"))
    return form_words.LINE_FORMS.get(f"{kind}.{line.name}") or tuple(known.form(line, form) for form in line.forms)


def _keyword(line: Line) -> str:
    """The canonical word by which people know a line: its key, or the word that opens it."""
    if line.is_property:
        return line.name
    opening = known.opening(line)
    words = sorted((word for word in known.words_in(line.forms[0]) if opening.startswith(word)), key=len)
    return words[-1] if words else ""


def _kinds() -> tuple[ScheduleKind, ...]:
    order = {name: place for place, name in enumerate(say.SCHEDULES)}
    return tuple(sorted(schedule_kinds().values(), key=lambda kind: (order.get(kind.name, len(order)), kind.name)))


def _schedules() -> Iterator[Entry]:
    for kind in _kinds():
        yield Entry(
            "schedules",
            kind.name,
            say.SCHEDULES[kind.name].title,
            say.SCHEDULES[kind.name].meaning,
            tuple(_form(f"{phrase}{_TIME}") for phrase in kind.phrases),
            tuple(Wording(english, chinese) for english, chinese in kind.examples),
            (kind.name,),
            (),
            ("wave",),
            see=("on", "time of day"),
            words=_words(f"{phrase}{_TIME}" for phrase in kind.phrases),
        )


def _functions() -> Iterator[Entry]:
    told = {word.name: word for word in all_functions().values()}
    for _, word in sorted(told.items()):
        yield _function(word) if isinstance(word, Function) else _of_customers(word)


def _function(function: Function) -> Entry:
    field = Wording("EVENTS.FIELD", "事件.字段") if function.takes else Wording("EVENTS", "事件")
    call = Wording(
        f"{function.titles.en}({field.en}{form_words.CALL_OPTIONS.en})",
        f"{function.titles.zh}({field.zh}{form_words.CALL_OPTIONS.zh})",
    )
    return Entry(
        "functions",
        function.name,
        function.titles,
        function.summary,
        (call,),
        tuple(Wording(english, chinese) for english, chinese in function.examples),
        (function.titles.en,),
        (function.titles.zh,),
        ("metric", "segment", "stage"),
        see=("where", "within last", "metric"),
    )


def _of_customers(word: CustomerWord | RankWord) -> Entry:
    """A function over a customer's history or over ranks: with its rules, and where its formula comes from."""
    source: tuple[Wording, ...] = ()
    labels: tuple[str, ...] = ()
    see = ("top", "where", "metric")
    if isinstance(word, CustomerWord):
        source = (PURCHASE_RULE, Wording(f"source: {word.source.en}", f"出处：{word.source.zh}"))
        labels = tuple(text for label in word.labels for text in (label.en, label.zh))
        see = ("goal", "metric", "segment")
    return Entry(
        "functions",
        word.name,
        word.titles,
        word.summary,
        word.forms,
        tuple(Wording(english, chinese) for english, chinese in word.examples),
        (word.titles.en,),
        (word.titles.zh,),
        ("metric", "segment", "stage"),
        facts=(*word.facts, *source),
        see=see,
        aliases=labels,
    )


def _conditions() -> Iterator[Entry]:
    for name, told in {**OPERATORS, **CLAIMS, **CONDITIONS}.items():
        forms = form_words.EXPRESSION_FORMS.get(name)
        yield Entry(
            "conditions",
            name,
            _both(name),
            told.meaning,
            () if forms is None else (forms,),
            (told.example,),
            _english(name),
            _chinese(name),
            places=("lifecycle",) if name in CLAIMS else (),
            words=_words(_TOP) if name in ("top", "bottom") else (),
        )


def _values() -> Iterator[Entry]:
    for name, literal in LITERALS.items():
        forms = (Wording("  ".join(literal.english), "  ".join(literal.chinese)),)
        told = literal.told
        yield Entry(
            "literals",
            name,
            literal.title,
            told.meaning,
            forms,
            (told.example,),
            (literal.title.en, name),
            (literal.title.zh,),
            words=literal.words,
        )
    for name in WEEKDAYS:
        weekday = _both(name)
        example = Wording(f"on every 1w on {weekday.en}", f"于 每 1周 于 {weekday.zh}")
        yield Entry("values", name, weekday, say.WEEKDAY, (), (example,), _english(name), _chinese(name), ("wave",))
    for name, told in VALUES.items():
        place, line = VALUE_LINES[name]
        yield Entry(
            "values",
            name,
            _both(name),
            told.meaning,
            (),
            (told.example,),
            _english(name),
            _chinese(name),
            (place,),
            see=(line,),
        )


def _words(forms: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted({word for form in forms for word in known.words_in(form)}))


def _with_aliases(entry: Entry) -> Entry:
    """An entry that answers to the placeholders of forms that it explains."""
    called = {*entry.english, entry.title.en}
    slots = [slot for slot, word in say.SLOT_SEES.items() if word in called]
    spelled_out = (text for slot in slots for text in (SLOT_WORDS[slot].en, SLOT_WORDS[slot].zh))
    kept = tuple(dict.fromkeys(text for text in spelled_out if plain(text) not in answers(entry)))
    facts = (*entry.facts, *say.FACTS.get(entry.name.rpartition(".")[2], ()))
    # A line of the same word as a declaration explains no placeholder.
    aliases = (*entry.aliases, *kept) if entry.topic not in {"lines", "joints"} else ()
    return replace(entry, facts=facts, aliases=aliases)


def _joints(told: Sequence[Entry]) -> Iterator[Entry]:
    """The words inside lines, each with the forms it stands in; beyond the lines that it opens."""
    for name in sorted({word for entry in told for word in entry.words}):
        spellings = {*_english(name), *_chinese(name)}
        holding = [entry for entry in told if name in entry.words and not spellings & {*entry.english, *entry.chinese}]
        if name == "on":  # every schedule follows it
            holding = [entry for entry in holding if entry.topic != "schedules"]
        forms = tuple(dict.fromkeys(form for entry in holding for form in _forms_with(name, entry)))
        if forms:
            yield Entry("joints", name, _both(name), say.JOINT, forms, (), _english(name), _chinese(name))


def _forms_with(name: str, entry: Entry) -> tuple[Wording, ...]:
    english = word_table().spelled(name, "en")
    return tuple(form for form in entry.forms if re.search(rf"(?<![\w]){re.escape(english)}(?![\w])", form.en))[:2]


def _later() -> Iterator[Entry]:
    for word in sorted(word_table().later):
        yield Entry("joints", word, Wording(word, word), say.LATER, english=(word,) if word.isascii() else ())


def _both(name: str) -> Wording:
    table = word_table()
    if name in KINDS and name not in table.spellings:
        return KINDS[name]
    return Wording(table.spelled(name, "en"), table.spelled(name, "zh"))


def _form(template: str) -> Wording:
    return Wording(spelled(template, "en"), spelled(template, "zh"))
