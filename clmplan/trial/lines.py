"""The results of tests as lines of text, the same on a terminal and in a file."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TypeAlias

from clmplan.base.excerpt import excerpt, padded, visible, width
from clmplan.codes import trial_words as words
from clmplan.model.playbook_test import Expectation
from clmplan.trial.coverage import FALSE, REACHED, TRUE, UNKNOWN, Coverage, Covered
from clmplan.trial.result import Fact, Judgement, TestResult

# How a sign is shown where it is printed.
Sign: TypeAlias = Callable[[str], str]

PASSED, FAILED, NOT_SEEN = "✓", "✗", "·"


def say(name: str, locale: str, /, **values: object) -> str:
    """A sentence of the command in a language."""
    return words.SAYS[name].fill(locale, {key: str(value) for key, value in values.items()})


def test_lines(result: TestResult, sign: Sign) -> Iterator[str]:
    """One line, and for each expectation that does not hold its place and what was found instead."""
    yield f"{sign(PASSED if result.passed else FAILED)} {visible(result.test.name)}"
    for judgement in result.judgements:
        if not judgement.holds:
            yield from _failure(judgement)


def coverage_lines(coverage: Coverage, locale: str, sign: Sign) -> Iterator[str]:
    """What was reached, as a table by kind, and the share of all that could be."""
    for kind, title in words.KINDS.items():
        points = [one for one in coverage.points if one.point.kind == kind]
        if not points:
            continue
        columns = (TRUE, FALSE, UNKNOWN) if kind == "comparison" else (REACHED,)
        heads = [say(f"head_{column}", locale) for column in columns]
        names = [f"  {_named(one)}" for one in points]
        size = max(width(text) for text in (*names, title.fill(locale, {})))
        yield ""
        yield "  ".join((padded(title.fill(locale, {}), size), *heads))
        for name, one in zip(names, points, strict=True):
            marks = [
                padded(sign(PASSED if column in one.seen else NOT_SEEN), width(head))
                for column, head in zip(columns, heads, strict=True)
            ]
            yield "  ".join((padded(name, size), *marks, str(one.point.at or ""))).rstrip()
    yield ""
    wanted = coverage.wanted
    percent = f"{100 * coverage.seen // wanted if wanted else 100}"
    yield say("covered", locale, percent=percent, seen=coverage.seen, wanted=wanted)


def expected(expectation: Expectation) -> str:
    """An expectation as it was written, on one line."""
    place = expectation.at
    return " ".join(place.text.split()) if place is not None else ""


def told(facts: Iterable[Fact]) -> list[str]:
    """Facts in two columns, indented by their depth, each with its place when that is elsewhere."""
    found = list(facts)
    texts = ["  " * fact.depth + visible(fact.text) for fact in found]
    column = max((width(text) for text in texts), default=0)
    return [
        f"{padded(text, column)}  {visible(fact.value)}{_place(fact)}" for text, fact in zip(texts, found, strict=True)
    ]


def _named(covered: Covered) -> str:
    point = covered.point
    return f"{point.owner}: {point.name}" if point.kind == "comparison" else point.name


def _failure(judgement: Judgement) -> Iterator[str]:
    place = judgement.expectation.at
    if place is not None:
        line, marks = excerpt(place)
        margin = " " * len(str(place.line))
        yield f"    {place}"
        yield f"    {place.line} | {line}"
        yield f"    {margin} | {marks}"
    yield f"    {visible(judgement.found)}"
    yield from (f"      {line}".rstrip() for line in told(judgement.facts))


def _place(fact: Fact) -> str:
    return f" ({fact.at})" if fact.depth == 0 and fact.at is not None else ""
