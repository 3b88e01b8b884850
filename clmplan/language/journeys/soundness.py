"""Steps that nobody can reach, rounds that take no time, and waves that are too long to be read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from clmplan.base.diagnostics import Diagnostic
from clmplan.base.source import Span
from clmplan.codes import journeys as codes
from clmplan.codes.mend_words import GIVEN_FIRST
from clmplan.model.declared.journey import Branch, Message, Repeat, Split, Step, Stop, Wait

_MOST_STEPS = 500


def unsound(steps: Sequence[Step]) -> Iterator[Diagnostic]:
    """What is wrong with the steps of a wave, in written order."""
    yield from _unreachable(steps)
    yield from _endless(steps)
    yield from _alike(steps)
    count = _taken(steps)
    if count > _MOST_STEPS:
        yield codes.TOO_MANY_STEPS.at(steps[0].at, count=f"{count:,}", most=_MOST_STEPS)


def _ways(step: Step) -> tuple[Sequence[Step], ...]:
    """The blocks inside a step."""
    match step:
        case Branch():
            return step.then, step.otherwise
        case Split():
            return tuple(arm.steps for arm in step.arms)
        case Repeat():
            return (step.steps,)
    return ()


def _unreachable(steps: Sequence[Step]) -> Iterator[Diagnostic]:
    for position, step in enumerate(steps):
        for way in _ways(step):
            yield from _unreachable(way)
        if _ends(step) and position + 1 < len(steps):
            said = codes.UNREACHABLE_STEP.at(steps[position + 1].at)
            yield said.beside(step.at, codes.NOBODY_PASSES)
            return


def _ends(step: Step) -> bool:
    """Whether nobody goes on after a step."""
    match step:
        case Stop():
            return True
        case Branch() | Split():
            return all(any(map(_ends, way)) for way in _ways(step))
        case Repeat():
            return step.until is None and any(map(_ends, step.steps))
    return False


def _endless(steps: Sequence[Step]) -> Iterator[Diagnostic]:
    for step in steps:
        for way in _ways(step):
            yield from _endless(way)
        if isinstance(step, Repeat) and not _takes_time(step.steps):
            yield codes.REPEAT_WITHOUT_WAIT.at(step.at)


def _takes_time(steps: Sequence[Step]) -> bool:
    """Whether every way through steps lets a day pass, or ends."""
    return any(_is_slow(step) for step in steps)


def _is_slow(step: Step) -> bool:
    match step:
        case Wait():
            return not step.dates
        case Stop():
            return True
        case Branch() | Split():
            return all(map(_takes_time, _ways(step)))
        case Repeat():
            return step.until is None and _takes_time(step.steps)
    return False


def _alike(steps: Sequence[Step]) -> Iterator[Diagnostic]:
    first: dict[str, Span | None] = {}
    for split in _splits(steps):
        if split.name and split.name in first:
            yield codes.SAME_SPLIT.at(split.at, name=split.name).beside(first[split.name], GIVEN_FIRST)
        first.setdefault(split.name, split.at)


def _splits(steps: Sequence[Step]) -> Iterator[Split]:
    for step in steps:
        if isinstance(step, Split):
            yield step
        for way in _ways(step):
            yield from _splits(way)


def _taken(steps: Sequence[Step]) -> int:
    """How many steps there are when every round is written out."""
    rounds = ((step.times if isinstance(step, Repeat) else 1, _ways(step)) for step in steps)
    return len(steps) + sum(times * sum(map(_taken, ways)) for times, ways in rounds)


def messages_inside(steps: Sequence[Step]) -> Iterator[Message]:
    """Every message among steps, in written order."""
    for step in steps:
        if isinstance(step, Message):
            yield step
        for way in _ways(step):
            yield from messages_inside(way)
