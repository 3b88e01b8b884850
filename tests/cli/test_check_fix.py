"""`clmplan check --fix`: what it writes, what it leaves, and what it says about both."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from command_line import copy, edit, outputs, run

MISTAKES = {
    "en": ("2026-12-31\n", "2026/12/31\n", "for one_time", "for one_tme"),
    "zh": ("2026-12-31\n", "2026/12/31\n", "面向 单次", "面向 单词"),
}


@pytest.fixture(params=["en", "zh"])
def damaged(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A project with one mistake that mends safely, and one that needs a guess."""
    return damage(copy(request.param, tmp_path))


def damage(project: Path) -> Path:
    date, other_date, name, other_name = MISTAKES[project.name]
    path = project / "quickstart.clm"
    text = path.read_text(encoding="utf-8")
    assert date in text
    path.write_text(text.replace(date, other_date, 1), encoding="utf-8")
    edit(path, name, other_name)
    return project


def text_of(project: Path) -> str:
    return (project / "quickstart.clm").read_bytes().decode()


def test_safe_fixes_are_written_and_what_remains_is_said(damaged: Path) -> None:
    done = run("check", damaged, "--fix")
    assert "2026-12-31" in text_of(damaged) and "2026/12/31" not in text_of(damaged)
    assert "CLM116" in done.out and "quickstart.clm" in done.out
    assert "CLM116" not in done.err and "CLM202" in done.err
    assert 1 == done.status
    assert {"quickstart.clm"} == {name for name in outputs(damaged) if name.endswith(".clm")}


def test_a_project_that_is_mended_is_clean_and_mending_it_again_changes_nothing(english: Path) -> None:
    damage(english)
    first = run("check", english, "--fix", "--unsafe")
    # The nearest name is a guess, and here a right one.
    assert (0, "for one_time" in text_of(english)) == (first.status, True)
    before = outputs(english)
    again = run("check", english, "--fix", "--unsafe")
    assert (0, "nothing to fix\nquickstart.clm: no mistakes\n") == (again.status, again.out)
    assert before == outputs(english)


def test_a_diff_shows_the_change_and_writes_nothing(damaged: Path) -> None:
    before = outputs(damaged)
    done = run("check", damaged, "--diff")
    assert before == outputs(damaged)
    assert "--- a/quickstart.clm" in done.out and "+++ b/quickstart.clm" in done.out
    assert {"-", "+"} == {line[0] for line in done.out.splitlines() if "2026" in line and line[0] in "+-"}
    assert 1 == done.status


def test_a_diff_of_fixes_that_would_leave_no_mistake_is_still_a_finding(english: Path) -> None:
    path = english / "quickstart.clm"
    path.write_text(text_of(english).replace("2026-12-31\n", "2026/12/31\n", 1), encoding="utf-8")
    assert 1 == run("check", english, "--diff").status
    assert 0 == run("check", english, "--fix").status
    assert (0, "nothing to fix") == (run("check", english, "--diff").status, run("check", english, "--diff").out[:14])


def test_the_byte_order_mark_the_line_endings_and_the_mode_stay(damaged: Path) -> None:
    path = damaged / "quickstart.clm"
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    path.chmod(0o640)
    expected = path.read_bytes().replace(b"2026/12/31", b"2026-12-31")
    run("check", damaged, "--fix")
    assert expected == path.read_bytes()
    assert 0o640 == path.stat().st_mode & 0o777


def test_a_playbook_behind_a_link_is_mended_where_it_is(english: Path, tmp_path: Path) -> None:
    damage(english)
    path, target = english / "quickstart.clm", english / "kept" / "text.clm"
    target.parent.mkdir()
    path.rename(target)
    path.symlink_to(target)
    run("check", english, "--fix")
    assert path.is_symlink()
    assert "2026-12-31" in target.read_text(encoding="utf-8")


def test_an_imported_file_is_mended_too(english: Path) -> None:
    (english / "parts").mkdir()
    (english / "parts" / "more.clm").write_text("segment more = email_ok\n", encoding="utf-8")
    path = english / "quickstart.clm"
    path.write_text('import "parts/more.clm"\n' + text_of(english), encoding="utf-8")
    done = run("check", english, "--fix")
    assert "segment more = email_ok is yes\n" == (english / "parts" / "more.clm").read_text(encoding="utf-8")
    assert "parts/more.clm: 1 fix(es) written" in done.out


def test_fixes_that_wait_for_others_come_in_later_rounds(english: Path) -> None:
    path = english / "quickstart.clm"
    path.write_text(text_of(english) + "\nchannel paper {\n  cost £1,\n  reach: 90%\n", encoding="utf-8")
    run("check", english, "--fix")
    assert text_of(english).endswith("\nchannel paper {\n  cost: £1\n  reach: 90%\n}\n")


def test_unsafe_and_diff_belong_to_fix(english: Path) -> None:
    done = run("check", english, "--unsafe")
    assert (2, "--unsafe is used together with --fix\n") == (done.status, done.err)


def test_a_document_on_standard_output_stays_alone_while_fixes_are_written(english: Path) -> None:
    damage(english)
    done = run("check", english, "--fix", "--format", "json")
    assert ["CLM202"] == [one["code"] for one in json.loads(done.out)["findings"]]
    assert "quickstart.clm: 1 fix(es) written" in done.err


def test_a_missing_project_is_said_as_without_fix(tmp_path: Path) -> None:
    assert run("check", tmp_path).err == run("check", tmp_path, "--fix").err


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="a superuser is refused nothing")
def test_a_file_that_cannot_be_written_stays_whole_and_is_named(english: Path) -> None:
    damage(english)
    before = text_of(english)
    english.chmod(0o555)
    try:
        done = run("check", english, "--fix")
    finally:
        english.chmod(0o755)
    assert before == text_of(english)
    assert 3 == done.status


def test_a_failing_disk_leaves_the_file_as_it_was_and_nothing_beside_it(
    english: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    damage(english)
    before = outputs(english)

    def refuse(self: Path, target: Path) -> Path:
        raise OSError(28, "no space")

    monkeypatch.setattr(Path, "replace", refuse)
    done = run("check", english, "--fix")
    assert before == outputs(english)
    assert "fix(es) written" not in done.out
    assert "CLM708" in done.err
