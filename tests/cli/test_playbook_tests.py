"""`clmplan test`: what it prints, what it writes, how it ends."""

from __future__ import annotations

import json
import os
from pathlib import Path
from xml.etree import ElementTree

import pytest
from command_line import Done, copy, edit, is_polite, process, run

GOLDEN = Path(__file__).resolve().parents[1] / "golden" / "cli"
BREAK = {"en": ("between 61 and 180", "between 62 and 180"), "zh": ("介于 61天", "介于 62天")}


def shown(command: str, done: Done, project: Path) -> str:
    lines = [f"$ clmplan {command}", done.out.rstrip("\n"), *(f"! {line}".rstrip() for line in done.err.splitlines())]
    text = "\n".join(line for line in lines if line) + f"\n[{done.status}]\n"
    return text.replace(str(project.parent) + os.sep, "").replace("\\", "/")


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_command_says_what_it_said_before(language: str, tmp_path: Path) -> None:
    project = copy(language, tmp_path)
    said = [
        shown(f"test {language} --coverage", run("test", project, "--coverage"), project),
        shown(f"test {language} --generate", run("test", project, "--generate"), project),
    ]
    edit(project / "quickstart.clm", *BREAK[language])
    edit(project / "quickstart.clm", *({"en": ("<= £0.10", "< £0"), "zh": ("花费 不超过", "花费 超过")}[language]))
    said.append(shown(f"test {language}", run("test", project), project))
    path, text = GOLDEN / f"test_{language}.txt", "\n".join(said)
    if os.environ.get("UPDATE_GOLDEN") == "1":
        path.write_text(text, encoding="utf-8")
    assert path.read_text(encoding="utf-8") == text, f"{path.name} changed: look at it, then run with UPDATE_GOLDEN=1"


def test_the_gift_retailer_keeps_its_tests(gift: Path) -> None:
    done = run("test", gift)
    assert done.status == 0, done.out
    assert "7 passed, 0 failed" in done.out


def test_tests_read_no_customers(english: Path) -> None:
    (english / "data" / "customers.csv").unlink()
    assert run("test", english).status == 0


def test_a_failing_test_ends_with_status_one(english: Path) -> None:
    edit(english / "quickstart.clm", "between 61 and 180", "between 62 and 180")
    done = run("test", english)
    assert done.status == 1
    assert "2 passed, 1 failed" in done.out


def test_only_chooses_by_name_whatever_the_case(english: Path) -> None:
    done = run("test", english, "--only", "TEXT MESSAGE")
    assert done.status == 0
    assert "2 passed" in done.out and "dormant" not in done.out


def test_only_that_chooses_nothing_is_wrong_usage(english: Path) -> None:
    done = run("test", english, "--only", "no text mesage without consent")
    assert done.status == 2
    assert "perhaps `no text message without consent` is meant" in done.err


@pytest.mark.parametrize("option", [["--only", "x"], ["--junit", "j.xml"], ["--coverage"], ["--json"]])
def test_generate_runs_nothing(option: list[str], english: Path) -> None:
    done = run("test", english, "--generate", *option)
    assert (done.status, done.out) == (2, "")
    assert option[0] in done.err


def test_write_needs_generate(english: Path) -> None:
    done = run("test", english, "--write", english / "b.clm")
    assert (done.status, (english / "b.clm").exists()) == (2, False)


def test_a_playbook_without_tests_says_so_and_shows_the_way(english: Path) -> None:
    playbook = english / "quickstart.clm"
    text = playbook.read_text(encoding="utf-8")
    playbook.write_text(text[: text.index("\ntest ")], encoding="utf-8")
    done = run("test", english)
    assert done.status == 0
    assert "no tests yet" in done.out and "clmplan test --generate" in done.out


def test_what_is_generated_can_be_written_listed_and_run(english: Path) -> None:
    file = english / "boundaries.clm"
    done = run("test", english, "--generate", "--write", file)
    assert done.status == 0
    assert f"tests written to {file}" in done.out and "add `boundaries.clm` to `playbooks`" in done.out
    edit(english / "clmplan.yaml", "playbooks: [quickstart.clm]", "playbooks: [quickstart.clm, boundaries.clm]")
    assert run("check", english).status == 0
    assert run("test", english).status == 0
    before = file.read_bytes()
    again = run("test", english, "--generate", "--write", file)
    assert (again.status, file.read_bytes()) == (0, before)
    assert "add `boundaries.clm`" not in again.out


def test_a_file_that_somebody_wrote_is_left_as_it_is(english: Path) -> None:
    before = (english / "quickstart.clm").read_bytes()
    done = run("test", english, "--generate", "--write", english / "quickstart.clm")
    assert done.status == 2
    assert "left as it is" in done.err
    assert before == (english / "quickstart.clm").read_bytes()


def test_junit_is_a_file_of_its_own_and_whole(english: Path, tmp_path: Path) -> None:
    file = tmp_path / "reports" / "junit.xml"
    edit(english / "quickstart.clm", "between 61 and 180", "between 62 and 180")
    assert run("test", english, "--junit", file).status == 1
    suite = ElementTree.parse(file).getroot()[0]
    assert (suite.get("tests"), suite.get("failures")) == ("3", "1")
    assert [path.name for path in file.parent.iterdir()] == ["junit.xml"]


def test_json_is_one_document(english: Path) -> None:
    edit(english / "quickstart.clm", "between 61 and 180", "between 62 and 180")
    done = run("test", english, "--json", "--coverage")
    document = json.loads(done.out)
    assert (document["passed"], document["failed"]) == (2, 1)
    (failed,) = [test for test in document["tests"] if not test["passed"]]
    wrong = [one for one in failed["expectations"] if not one["holds"]]
    assert wrong[0]["text"] == "expect stage = dormant on 2026-11-12"
    assert ("days since last order", "61") in {(fact["text"], fact["value"]) for fact in wrong[0]["facts"]}
    assert document["coverage"]["seen"] < document["coverage"]["wanted"]


def test_mistakes_in_the_text_come_first(english: Path) -> None:
    edit(english / "quickstart.clm", "expect contact wake.first", "expect contact wake.frist")
    done = run("test", english)
    assert (done.status, done.out) == (1, "")
    assert "perhaps `first` is meant" in done.err


def test_messages_follow_the_language_asked_for(english: Path) -> None:
    assert "3 个通过，0 个未通过" in run("test", english, "--locale", "zh").out


def test_a_console_without_the_signs_gets_plain_ones(english: Path) -> None:
    done = process("test", english, PYTHONIOENCODING="ascii")
    assert done.status == 0
    assert done.out.startswith("ok ")
    assert is_polite(done)


def test_a_name_cannot_command_the_terminal(english: Path) -> None:
    edit(english / "quickstart.clm", '"no text message without consent"', '"no text \x1b[31mmessage"')
    done = run("test", english)
    assert done.status == 0
    assert "\x1b" not in done.out and "no text \ufffd[31mmessage" in done.out


def test_generating_does_not_bless_a_gap_in_a_complete_lifecycle(english: Path) -> None:
    playbook = english / "quickstart.clm"
    text = playbook.read_text(encoding="utf-8")
    broken = text.replace("between 61 and 180", "between 63 and 180").replace(" exclusive {", " exclusive complete {")
    playbook.write_text(broken, encoding="utf-8")
    done = run("test", english, "--generate")
    assert 1 == done.status
    assert "claims `complete`" in done.err
    assert "days since last order = 61" in done.err
    assert "stage is missing" not in done.out
