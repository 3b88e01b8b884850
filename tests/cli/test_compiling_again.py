"""A second compile of the same project writes the same bytes, into the build folder and into the workspace."""

from __future__ import annotations

import json
from pathlib import Path

from command_line import copy, outputs, run, shuffle


def test_a_second_compile_gives_the_same_bytes_for_every_output(english: Path) -> None:
    run("compile", english)
    first = outputs(english / "build")
    kept = {name: data for name, data in outputs(english / ".clmplan").items() if name.startswith("plans/")}
    assert len(first) == 9
    assert len(kept) == 4
    run("compile", english, "--out", english / "again")
    assert first == outputs(english / "again")
    assert kept == {name: data for name, data in outputs(english / ".clmplan").items() if name.startswith("plans/")}


def test_shuffled_rows_of_a_large_project_change_no_output_byte(gift: Path, tmp_path: Path) -> None:
    project = copy("gift", tmp_path)
    shuffle(project / "data" / "orders.csv", 7)
    shuffle(project / "data" / "customers.csv", 8)
    assert (project / "data" / "orders.csv").read_bytes() != (gift / "data" / "orders.csv").read_bytes()
    done = run("compile", project)
    assert done.status == 0, done.said
    again = outputs(project / "build")
    assert again == {name: data for name, data in outputs(gift / "build").items() if name in again}
    assert len(again) == 9


def test_the_language_asked_for_is_the_language_of_every_output_and_changes_no_number(english: Path) -> None:
    run("compile", english)
    first = outputs(english / "build")
    run("compile", english, "--locale", "zh", "--out", english / "zh")
    second = outputs(english / "zh")
    before, after = (json.loads(one["plan.json"]) for one in (first, second))
    assert (before["locale"], after["locale"]) == ("en", "zh")
    for part in ("totals", "stages", "segments", "splits", "allocation"):
        assert before[part] == after[part], part
    assert first["report.html"] != second["report.html"]
    assert first["calendar.csv"] != second["calendar.csv"]
