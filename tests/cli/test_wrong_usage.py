"""Wrong use of a command, places that refuse files, two runs at once: said clearly, and nothing half written."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from command_line import edit, is_polite, outputs, run


@pytest.mark.parametrize(
    "text", ["tomorrow", "2026-13-01", "02.11.2026", "", "2026-11-02T10:00", "20261102", "２０２６-11-02"]
)
@pytest.mark.parametrize("command", ["compile", "simulate", "why"])
def test_a_bad_day_is_wrong_usage(command: str, text: str, english: Path) -> None:
    who = ("c01", "--project") if command == "why" else ()
    done = run(command, *who, english, "--as-of", text)
    assert done.status == 2
    assert "--as-of: a day such as 2026-11-02 is expected" in done.err
    assert not (english / "build").exists()


def test_no_day_at_all_is_wrong_usage_with_the_remedy(english: Path) -> None:
    edit(english / "clmplan.yaml", "as_of: 2026-11-02\n", "")
    done = run("compile", english)
    assert done.status == 2
    assert "CLM720" in done.err
    assert "--as-of 2026-11-02" in done.err


@pytest.mark.parametrize(
    "arguments",
    [
        ["compile", "{project}", "--locale", "fr"],
        ["check", "{project}", "--locale", "FR"],
        ["check", "{project}", "--format", "xml"],
        ["explain", "CLM202", "--locale", "fr"],
        ["init", "{project}/new", "--language", "fr"],
        ["compile", "{project}", "--replications", "5"],
        ["simulate", "{project}", "--replications", "many"],
        ["simulate", "{project}", "--replications", "1"],
        ["simulate", "{project}", "--seed", "x"],
        ["compile", "{project}", "{project}"],
        ["evaluate"],
        ["why"],
        ["publish"],
        ["--colour"],
    ],
)
def test_wrong_usage_ends_with_status_two_and_writes_nothing(arguments: list[str], english: Path) -> None:
    before = outputs(english)
    done = run(*(one.format(project=english) for one in arguments))
    assert done.status == 2, done.said
    assert done.err
    assert done.out == ""
    assert is_polite(done)
    assert before == outputs(english)


@pytest.mark.parametrize("seed", ["0", "-1", "99999999999999999999999"])
def test_any_whole_number_is_a_seed_or_is_refused(seed: str, english: Path) -> None:
    done = run("simulate", english, "--seed", seed)
    assert done.status in {1, 2}
    assert is_polite(done)


def test_a_missing_project_is_an_environment_problem(tmp_path: Path) -> None:
    done = run("compile", tmp_path / "nowhere")
    assert done.status == 3
    assert "CLM728" in done.err
    assert "nowhere" in done.err
    assert "clmplan init" in done.err
    assert list(tmp_path.iterdir()) == []


def below_a_file(project: Path) -> Path:
    return project / "quickstart.clm" / "build"


def in_proc(_: Path) -> Path:
    return Path("/proc/clmplan-build")


def too_long(project: Path) -> Path:
    return project / ("x" * 300)


@pytest.mark.parametrize("place", [below_a_file, in_proc, too_long])
def test_a_place_that_refuses_files_is_named_and_left_alone(place: Callable[[Path], Path], english: Path) -> None:
    if place is in_proc and not Path("/proc").is_dir():
        pytest.skip("this system has no /proc")
    before = {name: data for name, data in outputs(english).items() if not name.startswith(".clmplan/")}
    done = run("compile", english, "--out", place(english))
    assert done.status == 3, done.said
    assert "CLM70" in done.err
    assert done.out == ""
    assert is_polite(done)
    assert before == {name: data for name, data in outputs(english).items() if not name.startswith(".clmplan/")}


def test_a_workspace_that_cannot_be_made_leaves_no_build(english: Path) -> None:
    (english / ".clmplan").write_text("a file where the workspace should be", encoding="utf-8")
    done = run("compile", english)
    assert done.status == 3
    assert is_polite(done)
    assert not (english / "build").exists()


def test_a_damaged_workspace_leaves_the_old_build(english: Path) -> None:
    run("compile", english)
    before = outputs(english / "build")
    (english / ".clmplan" / "workspace.db").write_bytes(bytes(range(256)) * 64)
    edit(english / "quickstart.clm", "What is in the roaster", "Another message")
    done = run("compile", english)
    assert done.status == 3
    assert "CLM711" in done.err
    assert before == outputs(english / "build")


def test_a_second_run_at_the_same_time_is_told_to_wait(english: Path) -> None:
    run("compile", english)
    before = outputs(english / "build")
    edit(english / "quickstart.clm", "What is in the roaster", "Another message")
    with closing(sqlite3.connect(english / ".clmplan" / "lock", isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        done = run("compile", english)
    assert done.status == 3
    assert "CLM710" in done.err
    assert before == outputs(english / "build")
    assert run("compile", english).status == 0
    assert before != outputs(english / "build")


def test_init_never_overwrites_anything(english: Path) -> None:
    before = outputs(english)
    assert run("init", english).status == 1
    assert run("init", english / "quickstart.clm").status == 1
    assert run("init", english / "quickstart.clm" / "new").status == 3
    assert before == outputs(english)


@pytest.mark.parametrize("language", ["en", "zh"])
def test_init_writes_a_project_that_compiles_at_once(language: str, tmp_path: Path) -> None:
    folder = tmp_path / "my shop"
    done = run("init", folder, "--language", language)
    assert done.status == 0, done.said
    assert f"clmplan compile '{folder}'" in done.out
    assert run("check", folder).status == 0
    assert run("compile", folder).status == 0


def test_an_unknown_code_and_an_unknown_customer_come_with_a_suggestion(english: Path) -> None:
    code, customer = run("explain", "CLM20"), run("why", "c011", "--project", english)
    assert (1, 1) == (code.status, customer.status)
    assert "CLM202" in code.err or "CLM20" in code.err
    assert "`c01`" in customer.err or "`c11`" in customer.err
