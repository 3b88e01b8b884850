"""Cut points: what separates a top share or a fifth from the rest of its population, as one number per day.

A population of a million comes back as whole numbers and is cut exactly; the main statement then only compares. So
parts of the customers, asked one after the other, give the same answer as all of them at once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING

import numpy as np
from sqlglot import exp

from clmplan.audience import declared, levels, sql, walk
from clmplan.audience.levels import Computed
from clmplan.audience.render import Scope, ranked_population, rendered
from clmplan.audience.scales import LARGEST_NARROW, scale_of
from clmplan.audience.statement.dialects import written
from clmplan.audience.statement.names import name_of
from clmplan.audience.statement.question import Question
from clmplan.audience.terms import Terms
from clmplan.audience.walk import Ranked
from clmplan.model.expression import Expression, Quintile, TopShare
from clmplan.model.playbook import Playbook

if TYPE_CHECKING:
    from numpy.typing import NDArray

Population = Sequence[int] | np.ndarray[tuple[int], np.dtype[np.int64]]
Point = int | None
SEPARATOR = "; "
_Type = exp.DType
_FITS, _TOO_LARGE = 1, 2


@dataclass(frozen=True, slots=True)
class Cuts:
    """The cut points of each day in whole units: one for a top share, four for fifths; None: nothing is cut off."""

    days: tuple[int, ...]
    points: Mapping[Ranked, tuple[tuple[Point, ...], ...]] = field(default_factory=dict)

    def on(self, row: int) -> Mapping[tuple[Ranked, int], Point]:
        """The cut points of one day by their number."""
        return {
            (ranked, number): point
            for ranked, by_day in self.points.items()
            for number, point in enumerate(by_day[row])
        }

    def day(self, day: int) -> Cuts:
        """The cut points of one day."""
        row = self.days.index(day)
        return Cuts((day,), {ranked: by_day[row : row + 1] for ranked, by_day in self.points.items()})

    def columns(self) -> tuple[Mapping[tuple[Ranked, int], str], Mapping[str, NDArray[np.generic]]]:
        """The same as columns of the table of days: their names, and their texts, empty where nothing is cut off."""
        names: dict[tuple[Ranked, int], str] = {}
        texts: dict[str, NDArray[np.generic]] = {}
        for ranked, by_day in self.points.items():
            for number in range(_how_many(ranked)):
                name = names[ranked, number] = f"cut_{len(names)}"
                found = ["" if points[number] is None else str(points[number]) for points in by_day]
                texts[name] = np.array(found, dtype=np.object_)
        return names, texts

    def text(self, ranked: Ranked, playbook: Playbook) -> str:
        """The cut points of the first day as people read them, four of them between semicolons."""
        places = scale_of(ranked.by, playbook).places
        points = self.points.get(ranked, ((),))[0]
        return SEPARATOR.join(shown(point, places) for point in points if point is not None)


def cut_texts(question: Question, cuts: Cuts | None = None) -> Mapping[str, str]:
    """The cut points of a single day by name, as people read them: of each top share under its segment, of fifths
    under their own name. Empty texts where nothing is cut off, or when no cut points are given."""
    names: dict[str, Ranked] = {}
    for segment in question.playbook.segments:
        if isinstance(segment.condition, TopShare):
            names[segment.name] = segment.condition
    for step in ranked_steps(question):
        names |= {name_of(one): one for one in step if isinstance(one, Quintile)}
    return {name: "" if cuts is None else cuts.text(one, question.playbook) for name, one in names.items()}


def shown(point: Point, places: int) -> str:
    """A cut point with its decimals, without zeros at the end; empty when there is none."""
    if point is None:
        return ""
    digits = format(Decimal(point).scaleb(-places), "f")
    return digits.rstrip("0").rstrip(".") if "." in digits else digits


def ranked_steps(question: Question) -> tuple[tuple[Ranked, ...], ...]:
    """The ranks a question needs: first those that need no others, then those that need only these, and so on."""
    heights: dict[Ranked, int] = {}

    def height(ranked: Ranked) -> int:
        if ranked not in heights:
            below = [one for one in ranked_in(_reads_of(ranked, question.playbook)) if one != ranked]
            heights[ranked] = 1 + max(map(height, below), default=0)
        return heights[ranked]

    found = ranked_in(question.reads())
    for one in found:
        height(one)
    return tuple(
        tuple(one for one, own in heights.items() if own == step)
        for step in range(1, max(heights.values(), default=0) + 1)
    )


def ranked_in(expressions: Iterable[Expression]) -> list[Ranked]:
    """The top shares and fifths that stand in expressions, each once."""
    return list(dict.fromkeys(one for top in expressions for one in walk.every(top) if isinstance(one, Ranked)))


@dataclass(frozen=True, slots=True)
class Populations:
    """The populations behind some ranks, and the statement that gives their values."""

    question: Question
    among: tuple[Ranked, ...]

    @classmethod
    def of(cls, question: Question, ranks: Iterable[Ranked]) -> Populations:
        """The populations of ranks; those over the same customers by the same value are one."""
        return cls(question, tuple({(one.by, one.among): one for one in ranks}.values()))

    def index(self, ranked: Ranked) -> int:
        """Which population a rank is over."""
        return [(one.by, one.among) for one in self.among].index((ranked.by, ranked.among))

    def statement(self, terms: Terms, dialect: str = "duckdb", *, as_text: bool = False) -> str:
        """A row per customer (and day): `state_0` says whether it belongs, `value_0` its value; and so on."""
        playbook = self.question.playbook
        columns: list[Computed] = [*declared.declared(playbook)]
        wanted: list[str] = []
        for index, one in enumerate(self.among):
            reads = (one.by,) if one.among is None else (one.by, one.among)
            columns.append(Computed(f"member_{index}", reads, _member(one)))
            columns.append(Computed(f"ranked_{index}", (one.by,), _value(one)))
            wanted += [f"member_{index}", f"ranked_{index}"]

        def outputs(_: Scope) -> list[exp.Expression]:
            found = [sql.column(levels.DAY)] if terms.day is None else []
            for index, one in enumerate(self.among):
                found += _ranked_outputs(index, is_wide=scale_of(one.by, playbook).is_wide, as_text=as_text)
            return found

        return written(levels.query(columns, wanted, terms, outputs), dialect)


def too_large(answer: Mapping[str, NDArray[np.generic]], populations: Populations) -> bool:
    """Whether a value did not fit 64 bits, so that the values have to be asked for as text."""
    return any(bool((answer[f"state_{index}"] == _TOO_LARGE).any()) for index in range(len(populations.among)))


def members(answer: Mapping[str, NDArray[np.generic]], index: int, rows: NDArray[np.bool_] | None) -> Population:
    """The values of a population, of all rows or of some."""
    belongs = answer[f"state_{index}"] != 0
    values = answer[f"value_{index}"][belongs if rows is None else belongs & rows]
    return [int(str(one)) for one in values] if values.dtype.kind in "OUS" else values.astype(np.int64)


def joined(parts: Sequence[Population]) -> Population:
    """The values of a population from all shards; sorted or not, the cut points are the same."""
    if all(isinstance(part, np.ndarray) for part in parts):
        return np.concatenate([np.zeros(0, dtype=np.int64), *(np.asarray(part) for part in parts)])
    return [int(one) for part in parts for one in part]


def cut_points(ranked: Ranked, values: Population) -> tuple[Point, ...]:
    """The cut points over the values of a population, exactly as the nodes say."""
    size = len(values)
    if not isinstance(ranked, TopShare):
        places = [-(-number * size // 5) - 1 for number in range(1, 5)]
        return tuple(_at(values, places)) if size else (None,) * 4
    whole, kept = _scaled(ranked.percent)
    outside = -(-kept * size // whole)
    if outside <= 0:
        return (None,)
    return tuple(_at(values, [size - outside if ranked.bottom else outside - 1]))


def _at(values: Population, places: Sequence[int]) -> list[int]:
    """The values at some places of their order."""
    if isinstance(values, np.ndarray):
        ordered = np.partition(values, sorted(set(places)))
        return [int(ordered[place]) for place in places]
    exact = sorted(values)
    return [exact[place] for place in places]


def _scaled(percent: Decimal) -> tuple[int, int]:
    """100 and (100 - percent) as whole numbers of the same, fine enough scale."""
    places = max(0, -int(percent.as_tuple().exponent))
    return 100 * 10**places, int((100 - percent) * 10**places)


def _how_many(ranked: Ranked) -> int:
    return 1 if isinstance(ranked, TopShare) else 4


def _reads_of(ranked: Ranked, playbook: Playbook) -> list[Expression]:
    reads = (ranked.by,) if ranked.among is None else (ranked.by, ranked.among)
    own = Computed("ranked", reads, _value(ranked))
    return levels.reads(levels.needed((*declared.declared(playbook), own), ("ranked",), playbook))


def _member(ranked: Ranked) -> Callable[[Scope], exp.Expression]:
    return lambda scope: ranked_population(ranked, scope)[0]


def _value(ranked: Ranked) -> Callable[[Scope], exp.Expression]:
    return lambda scope: rendered(ranked.by, scope)


def _ranked_outputs(index: int, *, is_wide: bool, as_text: bool) -> list[exp.Expression]:
    member, value = sql.column(f"member_{index}"), sql.column(f"ranked_{index}")
    state: exp.Expression = sql.literal(_FITS)
    fits = member
    if is_wide and not as_text:
        inside = (
            exp.GTE(this=value.copy(), expression=sql.literal(-LARGEST_NARROW)),
            exp.LTE(this=value.copy(), expression=sql.literal(LARGEST_NARROW)),
        )
        state = sql.chosen([(sql.all_of(inside), state)], sql.literal(_TOO_LARGE))
        fits = sql.all_of((member.copy(), *(one.copy() for one in inside)))
    whole = sql.cast(value, _Type.TEXT if as_text else _Type.BIGINT)
    return [
        sql.named(sql.cast(sql.chosen([(member.copy(), state)], sql.literal(0)), _Type.SMALLINT), f"state_{index}"),
        sql.named(sql.chosen([(fits, whole)], sql.literal("" if as_text else 0)), f"value_{index}"),
    ]
