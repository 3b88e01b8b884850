"""How many customers each stage, segment and campaign holds, their share, and what they are worth."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from clmplan.census.crowd import Crowd
from clmplan.census.discreet import partition, shown
from clmplan.model.named import named
from clmplan.model.playbook import Playbook

if TYPE_CHECKING:
    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Group:
    """Some customers by name: `kind` is `stage`, `segment` or `campaign`, `of` the lifecycle of a stage.

    `name` is empty for those outside every stage. `customers` is None when withheld, and then `value` is too;
    `value` is in minor units, None also without money.
    """

    kind: str
    of: str
    name: str
    title: str
    customers: int | None
    value: int | None


@dataclass(frozen=True, slots=True)
class Meaning:
    """A group by its names: `kind` is `segment`, `campaign` or `stage`, `of` the lifecycle of a stage."""

    kind: str
    of: str
    name: str
    title: str

    @property
    def written(self) -> str:
        """The spelling that no other group has."""
        return f"{self.kind}:{self.of}.{self.name}" if self.of else f"{self.kind}:{self.name}"

    @property
    def spellings(self) -> tuple[str, ...]:
        """All texts that may mean it."""
        return (self.name, self.title, self.written, f"{self.kind}:{self.name}", f"{self.of}.{self.name}".lstrip("."))


def groups(crowd: Crowd, smallest: int) -> tuple[Group, ...]:
    """Every stage, segment and campaign of a playbook in the order of declaration."""
    found: list[Group] = []
    for lifecycle in crowd.playbook.lifecycles:
        names = [*((stage.name, stage.title) for stage in lifecycle.stages), ("", "")]
        masks = [crowd.stage(lifecycle.name, position) for position in (*range(len(lifecycle.stages)), -1)]
        counts = partition([int(np.count_nonzero(mask)) for mask in masks], smallest)
        for (name, title), mask, count in zip(names, masks, counts, strict=True):
            if name or count is None or count:
                found.append(Group("stage", lifecycle.name, name, title, count, _value(crowd, mask, count)))
    found += _named(crowd, smallest)
    return tuple(found)


def members(crowd: Crowd, meaning: Meaning) -> NDArray[np.bool_]:
    """Who belongs to a group; shape (customers,)."""
    if meaning.kind == "segment":
        return crowd.holds(meaning.name)
    if meaning.kind == "campaign":
        return crowd.audience(meaning.name)
    stages = named(crowd.playbook.lifecycles, meaning.of).stages
    return crowd.stage(meaning.of, [stage.name for stage in stages].index(meaning.name))


def find(playbook: Playbook, text: str | None) -> tuple[Meaning, ...]:
    """Every group that a text may mean, by name, title, or `kind:name`; all of them for None."""
    every = [Meaning("segment", "", one.name, one.title) for one in playbook.segments]
    every += [Meaning("campaign", "", one.name, one.title) for one in playbook.campaigns]
    for lifecycle in playbook.lifecycles:
        every += [Meaning("stage", lifecycle.name, one.name, one.title) for one in lifecycle.stages]
    return tuple(one for one in every if text is None or text in one.spellings)


def _named(crowd: Crowd, smallest: int) -> Iterator[Group]:
    every = [("segment", one.name, one.title, crowd.holds(one.name)) for one in crowd.playbook.segments]
    every += [("campaign", one.name, one.title, crowd.audience(one.name)) for one in crowd.playbook.campaigns]
    for kind, name, title, mask in every:
        count = shown(int(np.count_nonzero(mask)), crowd.size, smallest)
        yield Group(kind, "", name, title, count, _value(crowd, mask, count))


def _value(crowd: Crowd, mask: NDArray[np.bool_], count: int | None) -> int | None:
    return None if crowd.value is None or count is None else int(crowd.value[mask].sum())
