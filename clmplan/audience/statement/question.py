"""What is asked about every customer on a day, and the statements that answer it: as masks, or as counts alone."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from sqlglot import exp

from clmplan.audience import declared, levels, sql, walk
from clmplan.audience.features import ZERO_OF_NOTHING
from clmplan.audience.levels import Computed, Names
from clmplan.audience.render import NO_STAGE, Scope, stage_codes
from clmplan.audience.statement.dialects import written
from clmplan.audience.terms import Terms
from clmplan.model.expression import (
    And,
    Compare,
    Constant,
    Contained,
    EventCall,
    Expression,
    MetricValue,
    Missing,
    Not,
    Or,
)
from clmplan.model.playbook import Lifecycle, Playbook

WORD = 62


@dataclass(frozen=True, slots=True)
class Question:
    """Stages and segments of a playbook by name, conditions of its own under other names, and values of customers."""

    playbook: Playbook
    lifecycles: tuple[str, ...] = ()
    segments: tuple[str, ...] = ()
    rules: Mapping[str, Expression] = field(default_factory=dict)
    values: Mapping[str, Expression] = field(default_factory=dict)

    def __post_init__(self) -> None:
        twice = sorted(set(self.segments) & set(self.rules))
        if twice:
            raise ValueError(f"rules called like segments: {', '.join(twice)}")

    @classmethod
    def of_all(cls, playbook: Playbook, rules: Mapping[str, Expression]) -> Question:
        """Every stage and segment of a playbook, and some rules."""
        lifecycles = tuple(one.name for one in playbook.lifecycles)
        return cls(playbook, lifecycles, tuple(one.name for one in playbook.segments), rules)

    @property
    def conditions(self) -> Mapping[str, str]:
        """The column of each segment and rule."""
        names = Names.of(self.playbook)
        return {name: names.segments[name] for name in self.segments} | {
            name: f"rule_{index}" for index, name in enumerate(self.rules)
        }

    @property
    def columns(self) -> tuple[Computed, ...]:
        """Every column a statement may compute for it."""
        own = [declared.condition(self.conditions[name], rule) for name, rule in self.rules.items()]
        own += [declared.condition(f"value_{index}", value) for index, value in enumerate(self.values.values())]
        return (*declared.declared(self.playbook), *own)

    @property
    def wanted(self) -> tuple[str, ...]:
        """The columns that are asked for."""
        names = Names.of(self.playbook)
        stages = [names.lifecycles[name] for name in self.lifecycles]
        overlaps = [declared.overlap_column(column) for column in stages]
        return (*stages, *overlaps, *self.conditions.values(), *(f"value_{index}" for index in range(len(self.values))))

    def reads(self) -> list[Expression]:
        """Every expression that has to be computed."""
        return levels.reads(levels.needed(self.columns, self.wanted, self.playbook))

    def condition(self, name: str) -> Expression:
        """The condition of a segment or rule."""
        if name in self.rules:
            return self.rules[name]
        return next(one.condition for one in self.playbook.segments if one.name == name)


@dataclass(frozen=True, slots=True)
class Bit:
    """A place in the masks."""

    word: int
    position: int


@dataclass(frozen=True, slots=True)
class Layout:
    """Where a row says what: `stages` columns hold stage codes, `values` whole numbers, the rest are bits of words.

    `unknown` has a bit only for conditions that may be unknown, `known` one for each value.
    """

    stages: Mapping[str, str]
    values: Mapping[str, str]
    holds: Mapping[str, Bit]
    unknown: Mapping[str, Bit]
    overlaps: Mapping[str, Bit]
    known: Mapping[str, Bit]
    words: int

    @classmethod
    def of(cls, question: Question) -> Layout:
        """The layout of the answer to a question."""
        names, used = Names.of(question.playbook), 0

        def places(bits: int) -> list[Bit]:
            """So many bits side by side in one word."""
            nonlocal used
            if used % WORD + bits > WORD:
                used += WORD - used % WORD
            used += bits
            return [Bit(*divmod(used - bits + one, WORD)) for one in range(bits)]

        holds, unknown = {}, {}
        for name in question.conditions:
            # Whether it holds and whether it is unknown come of one look at the condition.
            if may_be_unknown(question.condition(name), question.playbook):
                holds[name], unknown[name] = places(2)
            else:
                (holds[name],) = places(1)
        overlaps = {name: places(1)[0] for name in question.lifecycles}
        known = {name: places(1)[0] for name in question.values}
        return cls(
            stages={name: names.lifecycles[name] for name in question.lifecycles},
            values={name: f"value_{index}" for index, name in enumerate(question.values)},
            holds=holds,
            unknown=unknown,
            overlaps=overlaps,
            known=known,
            words=-(-used // WORD),
        )


def masks(question: Question, terms: Terms, dialect: str = "duckdb") -> str:
    """The statement with a row per customer (and day): `c` (and `day`), stage codes, words of bits, values.

    The rows come in no order; `Layout.of` says what the columns mean.
    """
    layout = Layout.of(question)

    def outputs(_: Scope) -> list[exp.Expression]:
        places = [sql.column(levels.CUSTOMER)] + ([sql.column(levels.DAY)] if terms.day is None else [])
        stages = [_whole(column, NO_STAGE, exp.DType.SMALLINT) for column in layout.stages.values()]
        words = [
            sql.named(sql.cast(sql.added(parts), exp.DType.BIGINT), f"word_{index}")
            for index, parts in enumerate(_words(question, layout))
        ]
        return [*places, *stages, *words, *(_whole(column, 0, exp.DType.BIGINT) for column in layout.values.values())]

    return statement(question, terms, outputs, dialect)


def counts(question: Question, terms: Terms, dialect: str = "duckdb") -> str:
    """The statement with a row per day: how many each condition holds for (`holds_0` …) and is unknown for
    (`unknown_0` …), in the order of `conditions`, and how many stand in each stage (`stage_0_in_0` …)."""

    def outputs(_: Scope) -> list[exp.Expression]:
        found: list[exp.Expression] = [] if terms.day is not None else [sql.column(levels.DAY)]
        for index, column in enumerate(question.conditions.values()):
            found.append(sql.named(_counted(sql.column(column)), f"holds_{index}"))
            found.append(sql.named(_counted(sql.is_missing(sql.column(column))), f"unknown_{index}"))
        for lifecycle in question.playbook.lifecycles:
            if lifecycle.name in question.lifecycles:
                found += _standing(lifecycle, question.playbook)
        return found

    tree = levels.query(question.columns, question.wanted, terms, outputs)
    if terms.day is None:
        tree = tree.group_by(sql.column(levels.DAY), copy=False).order_by(sql.column(levels.DAY), copy=False)
    return written(tree, dialect)


def statement(
    question: Question, terms: Terms, outputs: Callable[[Scope], Sequence[exp.Expression]], dialect: str = "duckdb"
) -> str:
    """The statement that gives outputs over the columns of a question."""
    return written(levels.query(question.columns, question.wanted, terms, outputs), dialect)


def may_be_unknown(expression: Expression, playbook: Playbook) -> bool:
    """Whether a value or condition can be NULL for any customer, as far as its form tells."""
    match expression:
        case Constant() | Missing():
            return False
        case EventCall(function=function):
            return function.fold not in ZERO_OF_NOTHING
        case MetricValue(name=name):
            return may_be_unknown(walk.metric_named(playbook, name), playbook)
        case And(parts=parts) | Or(parts=parts):
            return any(may_be_unknown(part, playbook) for part in parts)
        case Not(part=part):
            return may_be_unknown(part, playbook)
        case Compare(left=left, right=right):
            return may_be_unknown(left, playbook) or may_be_unknown(right, playbook)
        case Contained(value=value):
            return may_be_unknown(value, playbook)
    return True


def _whole(column: str, missing: int, kind: exp.DType) -> exp.Expression:
    return sql.named(sql.cast(sql.coalesced(sql.column(column), sql.literal(missing)), kind), column)


def _words(question: Question, layout: Layout) -> list[list[exp.Expression]]:
    """The powers of two that make each word."""
    words: list[list[exp.Expression]] = [[] for _ in range(layout.words)]

    def put(condition: exp.Expression, bit: Bit, unknown: Bit | None = None) -> None:
        branches = [(condition, sql.literal(2**bit.position))]
        if unknown is not None:
            branches.append((sql.is_missing(condition.copy()), sql.literal(2**unknown.position)))
        words[bit.word].append(sql.chosen(branches, sql.literal(0)))

    for name, column in question.conditions.items():
        put(sql.column(column), layout.holds[name], layout.unknown.get(name))
    for name, column in layout.stages.items():
        put(sql.column(declared.overlap_column(column)), layout.overlaps[name])
    for name, column in layout.values.items():
        put(sql.is_known(sql.column(column)), layout.known[name])
    return words


def _standing(lifecycle: Lifecycle, playbook: Playbook) -> Iterator[exp.Expression]:
    column, codes = Names.of(playbook).lifecycles[lifecycle.name], stage_codes(playbook)
    for position, stage in enumerate(lifecycle.stages):
        is_there = exp.EQ(this=sql.column(column), expression=sql.literal(codes[stage.name]))
        yield sql.named(_counted(is_there), f"{column}_in_{position}")


def _counted(condition: exp.Expression) -> exp.Expression:
    return sql.folded("COUNT", sql.chosen([(condition, sql.literal(1))]))
