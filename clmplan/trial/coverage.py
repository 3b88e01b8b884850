"""What the tests of a playbook reach: stages, segments, waves, and both outcomes of every comparison."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from clmplan.base.source import Span
from clmplan.model.expression import (
    And,
    Arithmetic,
    Compare,
    Contained,
    Expression,
    Missing,
    Not,
    Or,
    SegmentMember,
    StageOf,
    TopShare,
)
from clmplan.model.playbook import Playbook
from clmplan.trial.facts import compared, text_of
from clmplan.trial.result import Story, TestResult

REACHED, TRUE, FALSE, UNKNOWN = "reached", "true", "false", "unknown"


@dataclass(frozen=True, slots=True)
class Point:
    """Something a test can reach: its kind, its name (the text of a comparison), whose it is, its place."""

    kind: str
    name: str
    owner: str
    condition: Expression | None
    at: Span | None

    @property
    def wanted(self) -> tuple[str, ...]:
        """What must be seen of it."""
        return (TRUE, FALSE) if self.kind == "comparison" else (REACHED,)


@dataclass(frozen=True, slots=True)
class Covered:
    """A point with what the tests saw of it."""

    point: Point
    seen: frozenset[str]

    @property
    def missing(self) -> tuple[str, ...]:
        """What must be seen and was not."""
        return tuple(one for one in self.point.wanted if one not in self.seen)


@dataclass(frozen=True, slots=True)
class Coverage:
    """All points in the order of the playbook."""

    points: tuple[Covered, ...]

    @property
    def wanted(self) -> int:
        """How much could be seen: one for each stage, segment and wave, two for each comparison."""
        return sum(len(one.point.wanted) for one in self.points)

    @property
    def seen(self) -> int:
        """How much of it was seen."""
        return self.wanted - sum(len(one.missing) for one in self.points)


def points(playbook: Playbook) -> tuple[Point, ...]:
    """Everything tests can reach, in the order of the playbook."""
    return (*_names(playbook), *_comparisons(playbook))


def observed(all_points: Iterable[Point], story: Story, days: Iterable[date]) -> frozenset[tuple[int, str]]:
    """What one test saw: the position of each point with the outcome, on any of the days looked at."""
    contacted = {f"{send.campaign}.{send.wave}" for send in story.contacts}
    days = tuple(days)
    seen: set[tuple[int, str]] = set()
    for position, point in enumerate(all_points):
        if point.kind == "wave":
            seen |= {(position, REACHED)} if point.name in contacted else set()
            continue
        values = {_value(point, day, story) for day in days}
        if point.kind == "comparison":
            seen |= {(position, _outcome(value)) for value in values}
        elif True in values:
            seen.add((position, REACHED))
    return frozenset(seen)


def coverage(all_points: Iterable[Point], results: Iterable[TestResult]) -> Coverage:
    """What all tests together saw."""
    seen: dict[int, set[str]] = {}
    for result in results:
        for position, outcome in result.seen:
            seen.setdefault(position, set()).add(outcome)
    return Coverage(
        tuple(Covered(point, frozenset(seen.get(position, ()))) for position, point in enumerate(all_points))
    )


def _value(point: Point, day: date, story: Story) -> object | None:
    if point.condition is None:
        return False
    value = story.value(point.condition, day)
    return value == point.name.rpartition(".")[2] if point.kind == "stage" else value


def _outcome(value: object | None) -> str:
    if value is None:
        return UNKNOWN
    return TRUE if value else FALSE


def _names(playbook: Playbook) -> Iterator[Point]:
    for lifecycle in playbook.lifecycles:
        for stage in lifecycle.stages:
            name = f"{lifecycle.name}.{stage.name}"
            yield Point("stage", name, lifecycle.name, StageOf(lifecycle.name), stage.at)
    for segment in playbook.segments:
        yield Point("segment", segment.name, segment.name, SegmentMember(segment.name), segment.at)
    for campaign in playbook.campaigns:
        for wave in campaign.waves:
            yield Point("wave", f"{campaign.name}.{wave.name}", campaign.name, None, wave.at)


def _comparisons(playbook: Playbook) -> Iterator[Point]:
    found: dict[tuple[str, Expression], str] = {}
    for owner, condition in conditions(playbook):
        for one in comparisons(condition):
            found.setdefault((str(one.at), one), owner)
    spans = Counter(one.at for _, one in found)
    for (_, one), owner in found.items():
        yield Point("comparison", _text(one, is_alone=spans[one.at] == 1), owner, one, one.at)


def _text(comparison: Expression, *, is_alone: bool) -> str:
    """A comparison as written; the two of a `between` each with a sign."""
    if is_alone or not isinstance(comparison, Compare):
        return text_of(comparison)
    return compared(comparison)


def conditions(playbook: Playbook) -> Iterator[tuple[str, Expression]]:
    """Every condition of a playbook with the name of what it belongs to."""
    for lifecycle in playbook.lifecycles:
        for stage in lifecycle.stages:
            if stage.condition is not None:
                yield stage.name, stage.condition
    for segment in playbook.segments:
        if isinstance(segment.condition, TopShare):
            if segment.condition.among is not None:
                yield segment.name, segment.condition.among
        else:
            yield segment.name, segment.condition
    for campaign in playbook.campaigns:
        yield campaign.name, campaign.audience
        for exclusion in campaign.exclusions:
            yield campaign.name, exclusion
    for never in playbook.policy.never:
        yield "policy", never.audience
    for cap in playbook.policy.caps:
        if cap.audience is not None:
            yield "policy", cap.audience


def comparisons(condition: Expression) -> Iterator[Expression]:
    """The conditions without parts that a condition is made of; names of segments stand for themselves elsewhere."""
    match condition:
        case And(parts=parts) | Or(parts=parts):
            for part in parts:
                yield from comparisons(part)
        case Not(part=part):
            yield from comparisons(part)
        case Compare(left=left, right=right) if not _is_always(left, right):
            yield condition
        case Contained() | Missing():
            yield condition


def _is_always(left: Expression, right: Expression) -> bool:
    """Whether a comparison is `everyone`: two equal constants."""
    return left == right and not isinstance(left, Arithmetic)
