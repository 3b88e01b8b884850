"""The lines of every kind of block, found in the modules that read them; formatter and reference go through them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from clmplan.language import declare, resolve
from clmplan.language.declare import campaigns, claims, given, journeys, lifecycles, waves
from clmplan.language.shapes import Line, Shape

OUTSIDE = ""  # what stands in no block
GIVEN = "given"  # a block whose keys are fields of the project
_INNER = dict.fromkeys(("if", "else", "repeat", "arm"), "branch")


@cache
def blocks() -> Mapping[str, tuple[Line, ...]]:
    """The lines of each kind of declaration, and of each kind of line that has a block."""
    found = {shape.kind: shape.lines for shape in (resolve.PLAYBOOK, *_shapes())}
    found["campaign"] = tuple(
        replace(line, forms=campaigns.WAVE_FORMS) if line.name == "wave" else line for line in found["campaign"]
    )
    found["wave"] = waves.WAVE.lines
    found["lifecycle"] = (
        Line("stage", lifecycles.STAGE_FORMS, is_property=False, is_many=True, is_required=True),
        Line("from", (lifecycles.MOVE_FORM,), is_property=False, is_many=True),
    )
    found["prepare"] = (Line("task", campaigns.PREPARE_FORMS, is_property=False, is_many=True),)
    found["split"] = (Line("arm", journeys.ARM_FORMS, is_property=False, is_many=True, is_block=True),)
    found[GIVEN] = (Line("event", given.EVENT_FORMS, is_property=False, is_many=True),)
    found[OUTSIDE] = (
        Line("holdout", campaigns.PROGRAMME_FORMS, is_property=False),
        Line("prove", claims.PROOF_FORMS, is_property=False, is_many=True),
    )
    return found


def kind_of_block(line: Line) -> str:
    """The kind of block that a line opens."""
    return _INNER.get(line.name, line.name)


def _shapes() -> Iterator[Shape]:
    for info in sorted(iter_modules(declare.__path__), key=lambda info: info.name):
        if info.name != "blocks":
            module = import_module(f"{declare.__name__}.{info.name}")
            yield from (value for value in vars(module).values() if isinstance(value, Shape))
