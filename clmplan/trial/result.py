"""What came of a test: one judgement per expectation, with the evidence."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from clmplan.base.source import Span
from clmplan.model.calendar import DroppedSend, Send
from clmplan.model.expression import Expression
from clmplan.model.plan import Decision
from clmplan.model.playbook import Playbook
from clmplan.model.playbook_test import Expectation, ExpectCondition, PlaybookTest

Value: TypeAlias = Callable[[Expression, date], "object | None"]


@dataclass(frozen=True, slots=True)
class Fact:
    """One part of what was evaluated: its text, what it came to, how deep it lies, where it was written."""

    text: str
    value: str
    depth: int = 0
    at: Span | None = None


@dataclass(frozen=True, slots=True)
class Judgement:
    """Whether an expectation holds; when it does not, a sentence on what was found and the facts behind it."""

    expectation: Expectation
    holds: bool
    found: str = ""
    facts: tuple[Fact, ...] = ()


@dataclass(frozen=True, slots=True)
class TestResult:
    """A test with its judgements in written order; `seen` are the points of coverage that it reached."""

    test: PlaybookTest
    judgements: tuple[Judgement, ...]
    seen: frozenset[tuple[int, str]] = frozenset()

    @property
    def passed(self) -> bool:
        """Whether every expectation holds."""
        return all(one.holds for one in self.judgements)


@dataclass(frozen=True, slots=True)
class Story:
    """What the plan did to the customer of a test.

    `decisions` are the sends whose audience holds the customer, `sends` all sends of the plan, `dropped` those that a
    rule of the calendar took out. `holds` is the answer
    of the engine that makes plans; `value` that of the plain evaluator, part by part (None: unknown).
    """

    test: PlaybookTest
    playbook: Playbook
    currency: str
    locale: str
    decisions: tuple[Decision, ...]
    sends: tuple[Send, ...]
    dropped: tuple[DroppedSend, ...]
    holds: Callable[[ExpectCondition, date], bool]
    value: Value

    @property
    def contacts(self) -> tuple[Send, ...]:
        """The sends that contact the customer."""
        return tuple(one.send for one in self.decisions if one.refusal is None)
