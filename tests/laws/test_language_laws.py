"""No text, however strange, breaks the reader; every finding has a place and a sentence; reading is repeatable."""

from __future__ import annotations

from time import process_time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from clmplan.base.diagnostics import Diagnostic
from clmplan.base.excerpt import excerpt
from clmplan.base.source import Source
from clmplan.language.parse import parse
from clmplan.language.resolve import resolve
from clmplan.language.tokens import TRIVIA, tokenize
from clmplan.language.words import word_table
from tests.bench.fuzz import inputs, tried
from tests.bench.growth import growth
from tests.spec.chapters import project
from tests.unit.language.mutations import PLAYBOOKS, project_of, text_of

_SHAPES = """a vip orders orders.amount points email_ok stage active main `a{b}` 客户 email gift birthday black_friday
3 90d 3个月 3月 £5 ¥5 5万元 10% 8.5折 满300减50 2026-10-27 2026-02-30 10:00 25:00 { } ( ) [ ] , ， 、 ; : ： = != <= > ≥
.. . + - * count( sum( 次数（ @ 非会员 "text" “文字” "open"""
SHAPES = (*_SHAPES.split(), "# note\n", "\n", "\n ", "\0")
_TABLE = word_table()
VOCABULARY = tuple(sorted({*_TABLE.words, *_TABLE.keys, *_TABLE.values, *_TABLE.later, *SHAPES}))
SOUP = some.lists(some.sampled_from(VOCABULARY), max_size=60).map(" ".join)
LINES = some.lists(some.sampled_from(VOCABULARY), max_size=14).map(" ".join)
PROLOGUE = "playbook p { horizon: 2026-10-01 .. 2026-12-31 }\nlifecycle main { stage active when count(orders) > 1 }\n"
BEGINNINGS = ("segment a = ", "campaign c { for ", "policy p { ", "channel c { ", "阶段 ", "offer o { ")
BRISK = settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def read(text: str, name: str = "gbp") -> tuple[Diagnostic, ...]:
    source = Source("playbook.clm", text)
    parsed = parse(source)
    resolved = resolve((parsed.value,), project(name))
    found = parsed.diagnostics + resolved.diagnostics
    for one in found:
        check(one, source)
    assert (parsed, resolved) == (parse(source), resolve((parse(source).value,), project(name)))
    return found


def check(one: Diagnostic, source: Source) -> None:
    """A finding lies in the source and speaks both languages."""
    if one.place is not None:
        assert 0 <= one.place.start <= one.place.end <= len(source.text)
        assert excerpt(one.place)
    for locale in ("en", "zh"):
        assert one.message(locale)
        assert one.help(locale)
        assert one.code.why.fill(locale, one.spoken(locale))


@BRISK
@given(some.text(max_size=300))
def test_random_text_is_read(text: str) -> None:
    read(text)


@BRISK
@given(some.binary(max_size=300))
def test_random_bytes_are_read(data: bytes) -> None:
    read(data.decode("utf-8", "surrogateescape"))
    read(data.decode("utf-8", "replace"))


@BRISK
@given(SOUP)
def test_words_in_any_order_are_read(text: str) -> None:
    read(text)
    read(PROLOGUE + text)


@BRISK
@given(
    some.sampled_from(("segment a = ", "campaign c { for ", "policy p { ", "channel c { ", "阶段 ", "offer o { ")),
    LINES,
)
def test_words_behind_a_proper_beginning_are_read(beginning: str, rest: str) -> None:
    read(PROLOGUE + beginning + rest)


@pytest.mark.parametrize("step", range(4))
def test_every_beginning_of_a_playbook_is_read(step: int) -> None:
    name = PLAYBOOKS[2]
    text, of = text_of(name), project_of(name)
    ends = sorted({token.span.end for token in tokenize(Source(name, text)).value if token.type not in TRIVIA})
    for end in ends[step::4]:
        source = Source("playbook.clm", text[:end])
        parsed = parse(source)
        for one in (*parsed.diagnostics, *resolve((parsed.value,), of).diagnostics):
            check(one, source)


@pytest.mark.parametrize(
    "text",
    [
        "segment a = " + "(" * 10_000 + "points > 3" + ")" * 10_000,
        "segment a = " + "(" * 10_000,
        "segment a = " + ")" * 10_000,
        "segment a = " + "[" * 10_000 + "]" * 10_000,
        "segment a = " + "not " * 10_000 + "points > 3",
        "segment a = points " + "+ 1 " * 10_000 + "> 3",
        "segment a = " + "points > 3 and " * 5_000 + "points > 4",
        "segment a = " + "points > 3 or points < 1 and " * 3_000 + "points > 4",
        "segment a = " + "count(orders where " * 3_000 + "points > 4",
        "segment a = " + "stage." * 10_000 + "b",
        "{" * 10_000 + "}" * 10_000,
        "campaign a " + "{ wave b " * 10_000,
        "a { " * 10_000,
        "}" * 10_000,
        "\n" * 100_000,
        ";" * 100_000,
        ":" * 100_000,
        "\0" * 300_000,
        "\ud800" * 10_000,
        "a" * 300_000,
        "阶" * 300_000,
        "9" * 300_000,
        "9_" * 500_000,
        " " * 300_000,
        '"' + "a" * 300_000,
        '"' * 100_001,
        "`" * 100_001,
        "“" * 50_000,
        "# " + "a" * 300_000,
        "٣d ٣% ² ½ ①",
        "x² = 3",
        "segment a = points > 1d2",
        "metric m0 = 1\n" + "".join(f"metric m{n + 1} = m{n} + 1\n" for n in range(1_500)),
        "".join(f"segment s{n} = s{n + 1}\n" for n in range(1_500)) + "segment s1500 = s0",
    ],
    ids=lambda text: repr(text[:24]),
)
def test_extremes_are_read_within_seconds(text: str) -> None:
    started = process_time()
    source = Source("playbook.clm", PROLOGUE + text)
    parsed = parse(source)
    found = (*parsed.diagnostics, *resolve((parsed.value,), project("gbp")).diagnostics)
    assert process_time() - started < 10
    for one in found[:50]:
        check(one, source)


@BRISK
@given(some.lists(some.sampled_from([*VOCABULARY]), max_size=40))
def test_two_documents_read_together_say_what_they_say_apart_about_their_text(words: list[str]) -> None:
    half = len(words) // 2
    texts = [" ".join(words[:half]), " ".join(words[half:])]
    documents = [parse(Source(f"{number}.clm", text)) for number, text in enumerate(texts)]
    for checked, text in zip(documents, texts, strict=True):
        assert checked == parse(Source(checked.value.source.path, text))
    resolve(tuple(checked.value for checked in documents), project("cny"))


@pytest.mark.parametrize("seed", range(8))
def test_mutated_playbooks_are_read_and_every_finding_can_be_shown(seed: int) -> None:
    for number, (playbook, text) in enumerate(inputs(225, seed)):
        problem, _ = tried(text, playbook, limit=10)
        assert problem is None, (seed, number, text)


@pytest.mark.parametrize("unit", ["(", "a ", '"', "{", "在", "人群甲 ", "`", "\0", "@ ", "e\u0301", "\u202e", "[1,"])
def test_ten_times_the_text_on_a_line_takes_about_ten_times_as_long(unit: str) -> None:
    short, long = growth(unit, small=60_000)
    assert long < 30 * max(short, 0.1)


@pytest.mark.parametrize(
    "unit",
    [
        "{\n",
        "a {\n",
        "stagee x\n",
        "segment a%d = (points > 3\n",
        "segment s%d = pionts%d > 3\n",
        "segment s%d = country = x%d\n",
        "campaign c%d {\n  on x\n}{\n",
        "campaign c%d { for everyone; wait 3d; on 2026-11-01 }\n",
    ],
)
def test_ten_times_the_lines_take_about_ten_times_as_long(unit: str) -> None:
    short, long = growth(unit, is_one_line=False, small=10_000)
    assert long < 30 * max(short, 0.1)


def test_a_line_of_ten_megabytes_is_refused_behind_its_beginning() -> None:
    for unit in ("a ", "(", "在"):
        text = "segment a = " + unit * (10_000_000 // len(unit)) + "\nsegment b = points > 3\n"
        checked = parse(Source("playbook.clm", text))
        assert "CLM120" in {one.code.id for one in checked.diagnostics}
        assert text == "".join(token.span.text for token in tokenize(Source("playbook.clm", text)).value)
        assert "segment b" == checked.value.statements[-1].phrase.span.text


def test_a_file_that_is_no_playbook_is_not_read_to_its_end() -> None:
    for unit in ("@ a\n", ") \n", "segment a = = = 1\n"):
        found = parse(Source("playbook.clm", unit * 5_000)).diagnostics
        assert "CLM121" == found[-1].code.id
        assert len(found) <= 1_001
