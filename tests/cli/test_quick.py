"""The quick way in says and does what the whole command line does, and leaves to it what it does not know."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import typer

from clmplan.base import assets
from clmplan.cli import main as way_in
from clmplan.cli.app import build_app
from clmplan.cli.quick import COMMANDS, command

PLAIN = (
    ("check",),
    (
        "check",
        "{project}",
    ),
    (
        "check",
        "{project}/clmplan.yaml",
    ),
    (
        "check",
        "{project}/quickstart.clm",
    ),
    (
        "check",
        "{broken}",
    ),
    ("check", "{broken}", "--format", "short"),
    ("check", "--format=json", "{broken}"),
    ("check", "--format", "github", "{broken}", "--locale", "zh"),
    ("check", "{broken}", "--locale=en", "--format=sarif"),
    ("check", "{broken}", "--diff"),
    ("check", "{broken}", "--diff", "--unsafe"),
    ("check", "{project}", "--unsafe"),
    ("check", "{project}", "--fix"),
    ("check", "{project}", "--format", "pretty"),
    ("check", "{project}", "--locale", "fr"),
    (
        "check",
        "{nowhere}",
    ),
    ("check", "{project}", "--pedantic"),
    ("fmt", "{project}"),
    ("fmt", "{project}", "--check"),
    ("fmt", "{project}/quickstart.clm", "--language", "zh", "--diff"),
    ("fmt", "{broken}", "--check", "--locale=zh"),
    ("fmt", "{project}", "--language", "fr"),
    ("fmt", "{nowhere}"),
)
NOT_PLAIN = (
    ("--help",),
    ("{project}", "--form", "json"),
    ("{project}", "--format"),
    ("{project}", "--format", "--fix"),
    ("{project}", "{project}"),
    ("{project}", "--fix", "--fix"),
    ("{project}", "--fix=yes"),
    ("--", "{project}"),
    ("-x",),
    ("",),
)


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("quick")
    for name in ("project", "broken"):
        shutil.copytree(assets.folder("playbooks") / "quickstart" / "en", folder / name)
    playbook = folder / "broken" / "quickstart.clm"
    playbook.write_text(playbook.read_text(encoding="utf-8") + "segmnt a = = 3\nsegment b = (count(orders) > 3\n")
    return {name: folder / name for name in ("project", "broken", "nowhere")}


def spoken(
    arguments: list[str], is_quick: bool, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> tuple[object, str, str]:
    monkeypatch.setattr(sys, "argv", ["clmplan", *arguments])
    if not is_quick:
        monkeypatch.setattr(way_in, "command", lambda _: None)
    with pytest.raises(SystemExit) as ended:
        way_in.main()
    written = capsys.readouterr()
    return ended.value.code, written.out, written.err


@pytest.mark.parametrize("arguments", PLAIN, ids=" ".join)
def test_both_ways_in_say_the_same(
    arguments: tuple[str, ...],
    folders: dict[str, Path],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    filled = [one.format(**folders) for one in arguments]
    assert command(filled) is not None
    quick = spoken(filled, True, monkeypatch, capsys)
    assert quick == spoken(filled, False, monkeypatch, capsys)
    assert quick[1] or quick[2] or "--check" in arguments


@pytest.mark.parametrize("arguments", NOT_PLAIN, ids=" ".join)
def test_what_is_not_plain_is_left_to_the_whole_command_line(arguments: tuple[str, ...]) -> None:
    assert command(["check", *(one.format(project="p") for one in arguments)]) is None


def test_other_commands_and_none_are_left_to_the_whole_command_line() -> None:
    assert command([]) is None
    assert command(["compile", "p"]) is None
    assert command(["--version"]) is None


def test_a_shell_that_completes_reaches_the_whole_command_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("_CLMPLAN_COMPLETE", "bash_complete")
    assert command(["check"]) is None


@pytest.mark.parametrize("name", COMMANDS)
def test_the_options_are_those_of_the_whole_command_line(name: str) -> None:
    whole = typer.main.get_command(build_app("en")).commands[name]  # type: ignore[attr-defined]
    options = {one.opts[0]: one.is_flag for one in whole.params if one.param_type_name == "option"}
    options.pop("--help", None)
    assert {**dict.fromkeys(COMMANDS[name].valued, False), **dict.fromkeys(COMMANDS[name].flags, True)} == options
    assert 1 == sum(one.param_type_name == "argument" for one in whole.params)


def test_a_check_imports_nothing_heavy(folders: dict[str, Path]) -> None:
    heavy = (
        "typer",
        "click",
        "pydantic",
        "numpy",
        "duckdb",
        "lark",
        "clmplan.model.outcome",
        "clmplan.exporters.lines",
    )
    code = (
        "import sys; from clmplan.cli.quick import command\n"
        f"work = command(['check', {str(folders['project'])!r}]); status = work()\n"
        f"print(status, [name for name in {heavy} if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "0 []" == done.stdout.splitlines()[-1]
