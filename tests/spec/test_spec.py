"""The chapters of the language are executed: what they promise is what happens."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from decimal import Decimal
from typing import Any

import pytest
import yaml

from clmplan.base.days import Duration
from clmplan.model.expression import Constant, CustomerField, EventCall, EventField, Expression
from clmplan.model.playbook import Playbook
from tests.spec.chapters import FOLDER, Case, announced, cases, load, said

CASES = list(cases())


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_a_chapter_keeps_its_word(case: Case) -> None:
    checked = load(case.text, case.project, is_alone=case.is_alone, is_judged=case.is_judged)
    sentences = [f"{one.place} {one.code.id} {one.message('en')}" for one in checked.diagnostics]
    assert announced(case.text) == said(checked.diagnostics), sentences
    if not case.facts:
        return
    assert checked.value is not None
    for path, expected in yaml.safe_load(case.facts).items():
        assert expected == plain(follow(checked.value, str(path))), path


def test_every_chapter_has_cases() -> None:
    assert len(CASES) > 100
    assert {case.name.split(":")[0] for case in CASES} == {path.stem for path in FOLDER.glob("*.md")}


def follow(playbook: Playbook, path: str) -> Any:
    """The part of a playbook that a path such as `segments.vip.condition` leads to."""
    found: Any = playbook
    for step in path.split("."):
        if step == "days" and callable(getattr(found, step)):
            found = found.days(playbook.horizon)
        elif isinstance(found, tuple):
            found = found[int(step)] if step.isdigit() else next(one for one in found if one.name == step)
        else:
            found = getattr(found, step)
    return found


def plain(value: Any) -> Any:
    """A value as YAML can say it; expressions as nested calls."""
    match value:
        case None | bool() | int() | str():
            return value
        case Expression():
            return spoken(value)
        case Duration():
            return f"{value.amount}{value.unit.value}"
        case tuple():
            return [plain(one) for one in value]
    return str(value)


def spoken(value: Any) -> Any:
    """An expression in one line."""
    match value:
        case Constant():
            return str(value.value)
        case CustomerField() | EventField():
            return value.name
        case EventCall():
            field = f".{value.field}" if value.field else ""
            where = f" where {spoken(value.where)}" if value.where is not None else ""
            within = f" within {value.within_days}" if value.within_days is not None else ""
            return f"{value.function.name}({value.event}{field}{where}{within})"
        case Decimal():
            return f"{value.normalize():f}"
        case tuple():
            return ", ".join(spoken(one) for one in value)
    if is_dataclass(value):
        parts = [spoken(getattr(value, one.name)) for one in fields(value) if one.name not in {"at", "type"}]
        return f"{type(value).__name__}({', '.join(str(part) for part in parts)})"
    return str(value)
