"""A list of steps over the cells of a block, each done once and forgotten after its last use."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from clmplan.audience.sweep import values as v
from clmplan.audience.sweep.frame import Frame
from clmplan.audience.sweep.reading import Needs

Evaluate = Callable[..., v.Value]


class UnsweepableError(Exception):
    """A form that only the statement knows; the caller asks that instead."""


@dataclass(frozen=True, slots=True)
class Step:
    """How a value comes from those of earlier steps; `evaluate` takes the frame, then these."""

    evaluate: Evaluate
    inputs: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Program:
    """Steps in order, the step of each output, and what all of them read."""

    steps: tuple[Step, ...]
    outputs: tuple[int, ...]
    needs: Needs

    def run(self, frame: Frame) -> Iterator[tuple[int, v.Value]]:
        """Each output with its position, as soon as it is there."""
        last_use = {place: index for index, step in enumerate(self.steps) for place in step.inputs}
        wanted: dict[int, list[int]] = {}
        for position, place in enumerate(self.outputs):
            wanted.setdefault(place, []).append(position)
        found: dict[int, v.Value] = {}
        for index, step in enumerate(self.steps):
            value = step.evaluate(frame, *(found[place] for place in step.inputs))
            yield from ((position, value) for position in wanted.get(index, ()))
            for place in set(step.inputs):
                if last_use[place] == index:
                    del found[place]
            if index in last_use:
                found[index] = value
