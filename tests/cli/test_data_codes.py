"""Every code of the mapping and of the commands about data is yielded by a command."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest
from command_line import Done, run

from clmplan.base.diagnostics import Code
from clmplan.codes import mapping

PROJECT = (
    "name: s\nzone: Europe/London\ncurrency: GBP\nplaybooks: [a.clm]\n"
    "data:\n  customers: {file: a.csv, key: customer}\n"
)
ROWS = "customer,a\nK1,2\nK2,2\n"
MAP = ("map", "@/a.csv", "--project", "@")

# Code to the files of a folder and the command (`@` is the folder) that yields it.
CASES: Mapping[str, tuple[dict[str, str], tuple[str, ...]]] = {
    "CLM730": ({"a.csv": "x,y\n1,2\n1,2\n"}, MAP),
    "CLM731": ({"a.csv": ROWS}, (*MAP, "--key", "custmer")),
    "CLM732": ({"a.csv": "customer,order date\nK1,01/02/2026\nK1,02/03/2026\n"}, MAP),
    "CLM733": ({"a.csv": ROWS, "clmplan.yaml": PROJECT}, (*MAP, "--write")),
    "CLM734": ({"a.csv": ROWS}, ("map", "@/../elsewhere.csv", "--project", "@")),
    "CLM735": ({"a.csv": ROWS, "clmplan.yaml": "- a\n"}, (*MAP, "--write")),
    "CLM736": ({"a.csv": "customer,mobile\nK1,1.38E+10\nK2,1.39E+10\n"}, MAP),
    "CLM737": ({"a.csv": "customer,a,a\nK1,1,2\nK2,1,2\n"}, MAP),
    "CLM738": ({"a.csv": ROWS, "clmplan.yaml": PROJECT}, ("purge", "nobody", "--project", "@", "--yes")),
    "CLM739": ({"a.csv": ROWS, "clmplan.yaml": PROJECT}, ("preview", "nothing", "--project", "@")),
}


def done(number: str, folder: Path, locale: str) -> Done:
    files, words = CASES[number]
    for name, content in files.items():
        (folder / name).write_text(content, encoding="utf-8")
    return run("data", *(word.replace("@", str(folder)) for word in words), "--locale", locale)


@pytest.mark.parametrize("locale", ["en", "zh"])
@pytest.mark.parametrize("number", CASES)
def test_a_command_yields_the_code(number: str, locale: str, tmp_path: Path) -> None:
    said = done(number, tmp_path, locale)
    assert number in said.err
    assert (0 if "warning" in said.err or "警告" in said.err else 1) == said.status


def test_there_is_a_case_for_every_code() -> None:
    assert {one.id for one in vars(mapping).values() if isinstance(one, Code)} == set(CASES)
