"""Every example in the docstring of a schedule is a schedule of its kind that can be written."""

from __future__ import annotations

import re
from importlib import import_module
from inspect import getsource
from pkgutil import iter_modules

import pytest

from clmplan import schedules as room
from clmplan.language.declare.waves import schedule_kinds
from tests.unit.language.reference_shop import read

_EXAMPLE = re.compile(r"^    > (.*)$", re.MULTILINE)
MODULES = {info.name: getsource(import_module(f"{room.__name__}.{info.name}")) for info in iter_modules(room.__path__)}
EXAMPLES = [(name, text) for name, source in MODULES.items() for text in _EXAMPLE.findall(source)]


@pytest.mark.parametrize(("kind", "text"), EXAMPLES, ids=[text for _, text in EXAMPLES])
def test_an_example_in_a_docstring_is_a_schedule_of_its_kind(kind: str, text: str) -> None:
    found = read(f"campaign extra {{ for everyone; {text}; send email }}", "en")
    assert [] == [one.message("en") for one in found.diagnostics]
    assert found.value is not None
    (campaign,) = (one for one in found.value.campaigns if one.name == "extra")
    made = type(campaign.waves[0].schedule).__name__
    assert f"class {made}(" in MODULES[kind] or f"{made}(" in MODULES[kind]


def test_every_kind_shows_examples_in_its_own_file() -> None:
    shown = {name for name, _ in EXAMPLES}
    assert set(schedule_kinds()) <= shown
