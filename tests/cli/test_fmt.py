"""`clmplan fmt` over files, projects and standard input: what it writes, what it says, its exit status."""

from __future__ import annotations

from pathlib import Path

import pytest
from command_line import Done, process, run
from typer.testing import CliRunner

from clmplan.cli.app import build_app

MESS = 'campaign  c{\nfor stage=active\n  send email "Hi"   # soon\n}\n'
TIDY = 'campaign c {\n  for stage = active\n  send email "Hi"  # soon\n}\n'
CHINESE = '活动 c {\n  面向 阶段 = active\n  发送 email "Hi"  # soon\n}\n'
BROKEN = "segment a=1 and\nsegment b  =  = 2\nsegment c=points>3\n"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A badly laid out playbook outside every project."""
    path = tmp_path / "plan.clm"
    path.write_bytes(MESS.encode())
    return path


def piped(text: str | bytes, *arguments: str) -> Done:
    """The command with something on standard input."""
    done = CliRunner().invoke(build_app("en"), ["fmt", *arguments, "-"], input=text)
    if done.exception is not None and not isinstance(done.exception, SystemExit):
        raise done.exception
    return Done(done.exit_code, done.stdout, done.stderr)


def test_a_file_is_laid_out_in_place(file: Path) -> None:
    done = run("fmt", file)
    assert (0, TIDY) == (done.status, file.read_text())
    assert f"{file.name}: formatted" in done.out
    again = run("fmt", file)
    assert (0, "1 file(s) already formatted\n", TIDY) == (again.status, again.out, file.read_text())


def test_check_lists_what_would_change_and_writes_nothing(file: Path) -> None:
    done = run("fmt", "--check", file)
    assert (1, MESS) == (done.status, file.read_text())
    assert f"{file.name}: would be formatted" in done.out
    run("fmt", file)
    done = run("fmt", "--check", file)
    assert (0, "") == (done.status, done.out)


def test_diff_shows_the_change_and_writes_nothing(file: Path) -> None:
    done = run("fmt", "--diff", file)
    assert (1, MESS) == (done.status, file.read_text())
    assert "-campaign  c{" in done.out.splitlines()
    assert "+campaign c {" in done.out.splitlines()
    assert "formatted" not in done.out
    run("fmt", file)
    assert (0, "") == (run("fmt", "--diff", file).status, run("fmt", "--diff", file).out)


def test_standard_input_goes_to_standard_output() -> None:
    assert Done(0, TIDY, "") == piped(MESS)
    assert Done(0, CHINESE, "") == piped(MESS, "--language", "zh")
    assert Done(1, "-: would be formatted\n", "") == piped(MESS, "--check")
    assert 1 == piped(MESS, "--diff").status
    assert Done(0, "", "") == piped(TIDY, "--check")


def test_standard_input_that_is_no_text_is_said() -> None:
    done = piped(b"\xff\xfe")
    assert (1, "") == (done.status, done.out)
    assert "CLM705" in done.err


def test_the_words_change_and_change_back(file: Path) -> None:
    run("fmt", file)
    assert 0 == run("fmt", "--language", "zh", file).status
    assert CHINESE == file.read_text()
    assert 0 == run("fmt", "--language", "en", file).status
    assert TIDY == file.read_text()


def test_another_language_is_a_wrong_use(file: Path) -> None:
    done = run("fmt", "--language", "fr", file)
    assert (2, MESS) == (done.status, file.read_text())
    assert "--language" in done.err
    assert 2 == run("fmt", "--locale", "fr", file).status


def test_what_cannot_be_read_stays_and_the_rest_is_laid_out(file: Path) -> None:
    file.write_text(BROKEN)
    done = run("fmt", file)
    assert (1, BROKEN.replace("c=points>3", "c = points > 3")) == (done.status, file.read_text())
    assert "2 mistake(s)" in done.err


def test_line_ends_and_byte_order_marks_stay(file: Path) -> None:
    file.write_bytes(b"\xef\xbb\xbf" + MESS.replace("\n", "\r\n").encode())
    assert 0 == run("fmt", file).status
    assert b"\xef\xbb\xbf" + TIDY.replace("\n", "\r\n").encode() == file.read_bytes()
    assert 0 == run("fmt", "--check", file).status


def test_a_project_means_its_playbooks_and_what_they_import(english: Path) -> None:
    (english / "more.clm").write_text("segment  few=points>3\n")
    (english / "unused.clm").write_text("segment  few=points>3\n")
    playbook = english / "quickstart.clm"
    playbook.write_text('import "more.clm"\n' + playbook.read_text(encoding="utf-8"), encoding="utf-8")
    done = run("fmt", english)
    assert 0 == done.status, done.said
    assert "segment few = points > 3\n" == (english / "more.clm").read_text()
    assert "segment  few=points>3\n" == (english / "unused.clm").read_text()


def test_a_folder_without_a_project_means_every_playbook_below(tmp_path: Path, file: Path) -> None:
    inner = tmp_path / "stages" / "trade.clm"
    inner.parent.mkdir()
    inner.write_text("segment  few=points>3\n")
    assert 0 == run("fmt", tmp_path).status
    assert (TIDY, "segment few = points > 3\n") == (file.read_text(), inner.read_text())


def test_a_place_without_playbooks_is_said(tmp_path: Path) -> None:
    assert 3 == run("fmt", tmp_path).status
    done = run("fmt", tmp_path / "none.clm")
    assert 3 == done.status
    assert "CLM701" in done.err


def test_what_the_project_names_is_no_word_of_the_language(tmp_path: Path) -> None:
    (tmp_path / "clmplan.yaml").write_text(
        "name: p\nzone: Europe/London\ncurrency: GBP\nplaybooks: [plan.clm]\ndata:\n  customers:\n"
        '    {file: c.csv, key: customer, fields: {christmas: {column: x, type: "date?", yearly: yes}}}\n'
    )
    text = "campaign c {\n  on 3 days before christmas\n}\n"
    (tmp_path / "plan.clm").write_text(text)
    assert 0 == run("fmt", "--language", "zh", tmp_path).status
    assert "活动 c {\n  于 christmas 前 3 天\n}\n" == (tmp_path / "plan.clm").read_text(encoding="utf-8")


def test_a_folder_that_cannot_be_written_is_said(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "no")

    monkeypatch.setattr("clmplan.cli.findings.fixing.NamedTemporaryFile", refuse)
    done = run("fmt", file)
    assert (3, MESS) == (done.status, file.read_text())


def test_the_current_folder_is_the_default(english: Path) -> None:
    done = process("fmt", "--check", cwd=english)
    assert "" == done.err
    (english / "quickstart.clm").write_text("segment  a=points>3\n")
    done = process("fmt", "--check", cwd=english)
    assert (1, "quickstart.clm: would be formatted\n") == (done.status, done.out.replace("\r\n", "\n"))


@pytest.mark.parametrize("name", ["en", "zh"])
def test_both_languages_compile_to_the_same_plan(name: str, english: Path, chinese: Path) -> None:
    project = {"en": english, "zh": chinese}[name]
    plans = []
    for language in (name, {"en": "zh", "zh": "en"}[name]):
        done = run("fmt", "--language", language, project)
        assert 0 == done.status, done.said
        done = run("compile", project, "--locale", "en")
        assert 0 == done.status, done.said
        plans.append((project / "build" / "plan.json").read_bytes())
    assert plans[0] == plans[1]
