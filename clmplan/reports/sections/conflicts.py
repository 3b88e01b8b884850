"""What in the plan gets in the way of something else: a table, the gravest first."""

from __future__ import annotations

from clmplan.base.diagnostics import Wording
from clmplan.codes import conflict_words as said
from clmplan.model.team.conflict import Conflict, Weight
from clmplan.reports.cast import Cast
from clmplan.reports.views import Block, Cell, Notes, Section, Table, days, numbers, phrases, words
from clmplan.reports.voice import count

_MOST = 60
_TONES = {Weight.HARD: "alert", Weight.SOFT: "", Weight.WASTEFUL: "quiet"}


def conflicts_section(cast: Cast) -> Section:
    """Every conflict of a plan with its weight, its first day, its customers and its place."""
    found = cast.plan.conflicts
    if not found:
        return Section("conflicts", _say(cast, said.CONFLICTS), _say(cast, said.NO_CONFLICTS), ())
    heads = (
        *words(*(_say(cast, one) for one in (said.WEIGHT, said.DAY, said.WHAT))),
        Cell(_say(cast, said.PEOPLE), True),
        Cell(_say(cast, said.PLACE)),
    )
    blocks: list[Block] = [Table("", heads, tuple(_row(cast, one) for one in found[:_MOST]))]
    if len(found) > _MOST:
        blocks.append(Notes("", (phrases(_say(cast, said.MORE_CONFLICTS, count=count(len(found) - _MOST))),)))
    return Section("conflicts", _say(cast, said.CONFLICTS), _say(cast, said.CONFLICTS_LEAD), tuple(blocks))


def _row(cast: Cast, one: Conflict) -> tuple[Cell, ...]:
    sentence = "".join(phrase.text for phrase in phrases(one.said.message(cast.voice.locale)))
    day = days(one.day) if one.day else words(_say(cast, said.WHOLE_PLAN))
    weight = Cell(_say(cast, said.WEIGHTS[one.weight.value]), False, _TONES[one.weight])
    people = "–" if one.customers is None else count(one.customers)
    place = str(one.said.place) if one.said.place else ""
    return (weight, *day, Cell(sentence, False, "long"), *numbers(people), *words(place))


def _say(cast: Cast, wording: Wording, **values: str) -> str:
    return wording.fill(cast.voice.locale, values)
