"""What goes to which stream: one JSON document, no colours for files, any console encoding, readers that hang up."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from command_line import SOURCES, copy, edit, is_polite, process, run, variables

from clmplan.base.diagnostics import Severity
from clmplan.cli.app import build_app
from clmplan.cli.main import main

_HEAVY = ("numpy", "scipy", "duckdb", "sqlglot", "jinja2", "icalendar", "sqlite_utils", "pandas", "lunar_python")


def test_json_is_one_document_on_standard_output(english: Path) -> None:
    compiled = run("compile", english, "--json")
    evaluated = run("evaluate", english / "data" / "orders.csv", "--project", english, "--json")
    told = run("why", "c16", "--project", english, "--json")
    checked = run("check", english, "--format", "json")
    schemas = [json.loads(done.out).get("schema") for done in (compiled, evaluated)]
    assert schemas == ["clmplan.plan/1", "clmplan.evaluation/1"]
    assert json.loads(told.out)["customer"] == "c16"
    assert ("clmplan.findings/1", []) == tuple(json.loads(checked.out)[part] for part in ("schema", "findings"))
    assert compiled.out == (english / "build" / "plan.json").read_text(encoding="utf-8")
    assert "warning CLM" in compiled.err


def test_a_refused_command_with_json_prints_nothing_on_standard_output(english: Path) -> None:
    done = run("simulate", english, "--json")
    assert (1, "") == (done.status, done.out)


def test_findings_as_json_name_their_place_from_one(english: Path) -> None:
    edit(english / "quickstart.clm", "for one_time", "for one_tme")
    done = run("check", english, "--format", "json")
    assert done.status == 1
    (found,) = json.loads(done.out)["findings"]
    assert found["code"] == "CLM202"
    assert found["path"] == "quickstart.clm"
    line = (english / "quickstart.clm").read_text(encoding="utf-8").splitlines()[found["line"] - 1]
    assert line[found["column"] - 1 :] == "one_tme"


def test_a_missing_project_is_json_too(tmp_path: Path) -> None:
    done = run("check", tmp_path, "--format", "json")
    assert done.status == 3
    assert [found["code"] for found in json.loads(done.out)["findings"]] == ["CLM728"]


@pytest.mark.parametrize("environment", [{}, {"NO_COLOR": "1"}, {"FORCE_COLOR": ""}])
def test_no_colour_codes_reach_a_file(environment: dict[str, str], english: Path) -> None:
    edit(english / "quickstart.clm", "for one_time", "for one_tme")
    done = process("check", english, **environment)
    assert done.status == 1
    assert "\x1b" not in done.said


def test_colours_follow_the_terminal_and_no_color(monkeypatch: pytest.MonkeyPatch) -> None:
    from clmplan.cli import speak

    monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)
    monkeypatch.delenv("NO_COLOR", raising=False)
    assert speak.paint("error", Severity.ERROR) == "\x1b[31merror\x1b[0m"
    monkeypatch.setenv("NO_COLOR", "1")
    assert speak.paint("error", Severity.ERROR) == "error"


@pytest.mark.parametrize("encoding", ["gbk", "ascii"])
@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_console_of_any_encoding_shows_the_summary(encoding: str, language: str, tmp_path: Path) -> None:
    project = copy(language, tmp_path)
    done = process("compile", project, PYTHONIOENCODING=encoding, PYTHONUTF8="0")
    assert done.status == 0, done.said
    assert is_polite(done)
    if language == "zh" and encoding == "gbk":
        assert "活动" in done.out
        assert "￥" in done.out


@pytest.mark.parametrize("arguments", [["--help"], ["compile", "--help"], ["check", "{project}"]])
def test_chinese_help_on_a_gbk_console_does_not_break(arguments: list[str]) -> None:
    filled = [one.format(project=SOURCES["zh"]) for one in arguments]
    done = process(*filled, PYTHONIOENCODING="gbk", PYTHONUTF8="0", CLMPLAN_LOCALE="zh")
    assert done.status == 0, done.said
    assert is_polite(done)


@pytest.mark.parametrize("command", [["explain", "CLM202"], ["--help"], ["compile", "{project}", "--json"]])
def test_a_reader_that_hangs_up_causes_no_traceback(command: list[str], english: Path) -> None:
    arguments = [one.format(project=english) for one in command]
    started = subprocess.Popen(
        [sys.executable, "-c", "from clmplan.cli.main import main; main()", *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=variables({}),
    )
    assert started.stdout is not None
    assert started.stderr is not None
    started.stdout.close()
    said = started.stderr.read().decode("utf-8")
    started.stderr.close()
    started.wait(timeout=60)
    assert "Traceback" not in said
    assert "Exception" not in said
    assert "mistake of clmplan" not in said
    assert started.returncode != 4


@pytest.mark.parametrize("arguments", [["--help"], ["check", str(SOURCES["en"])], ["explain", "CLM202"]])
def test_light_commands_import_nothing_heavy(arguments: list[str]) -> None:
    program = (
        "import sys\nfrom clmplan.cli.app import build_app\n"
        "try:\n    build_app('en')()\nexcept SystemExit as end:\n    assert not end.code, end.code\n"
        f"print('heavy:', sorted(set({_HEAVY!r}) & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, *arguments], env=variables({}), capture_output=True, check=False, timeout=60
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.decode("utf-8").splitlines()[-1] == "heavy: []"


def test_help_speaks_chinese_when_asked() -> None:
    done = process("--help", CLMPLAN_LOCALE="zh")
    assert done.status == 0
    assert "纯文本的营销活动规划。" in done.out
    assert "Campaign planning as plain text." not in done.out
    assert "Campaign planning as plain text." in process("--help").out


def test_chinese_from_the_environment_reaches_messages_without_a_project(tmp_path: Path) -> None:
    done = process("explain", "CLM9999", CLMPLAN_LOCALE="zh")
    assert "没有代码" in done.err
    done = process("compile", tmp_path / "nowhere", CLMPLAN_LOCALE="zh")
    assert "没有项目文件" in done.err


def test_every_command_is_there() -> None:
    commands = [one for one in build_app("en").registered_commands if one.callback is not None]
    names = {one.name or one.callback.__name__ for one in commands if one.callback is not None}
    plans = {"compile", "simulate", "evaluate", "why", "audience"}
    assert names == {"init", "check", "fmt", "test", *plans, "days", "explain", "words"}
    assert run("--version").out.strip()[0].isdigit()


@pytest.mark.parametrize("name", ["", "clmplan.yaml", "quickstart.clm"])
def test_a_project_is_named_by_its_folder_its_file_or_its_playbook(name: str, english: Path) -> None:
    done = run("check", english / name)
    assert (done.status, done.out) == (0, "quickstart.clm: no mistakes\n")


def test_the_project_of_the_working_folder_is_found_from_below(english: Path) -> None:
    done = process("check", cwd=english / "data")
    assert (0, "quickstart.clm: no mistakes\n") == (done.status, done.out)


def test_an_engine_stopped_by_ctrl_c_is_no_mistake_of_ours(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    import duckdb

    def stopped(locale: str) -> None:
        raise duckdb.InterruptException("INTERRUPT Error: Interrupted!")

    monkeypatch.setattr("clmplan.cli.main._every_command", stopped)
    monkeypatch.setattr("sys.argv", ["clmplan", "compile"])
    with pytest.raises(SystemExit) as ended:
        main()
    assert 130 == ended.value.code and "mistake of clmplan" not in capsys.readouterr().err
