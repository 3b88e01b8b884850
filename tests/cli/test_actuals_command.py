"""`clmplan data actuals`: a filled-in calendar comes home, is accounted for, kept, and shown again."""

from __future__ import annotations

import csv
import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from command_line import copy, is_polite, outputs, run
from house.small_project import Small
from sample_plan import sample_plan

from clmplan.exporters.lines import Line, in_calendar_order
from clmplan.workspace.actuals import keep_entries

HEADER = ("date", "campaign", "status", "actual reach", "actual cost (GBP)", "actual orders", "note", "clm_uid")
NAMES = ("status", "reach", "cost", "orders", "note")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A small project whose workspace gave out the calendar of the sample plan."""
    root = tmp_path / "shop"
    root.mkdir()
    Small().write(root)
    assert keep_entries(root, sample_plan(), "0" * 16) == ()
    return root


def lines() -> tuple[Line, ...]:
    return tuple(line for line in in_calendar_order(sample_plan()) if line.send is not None)


def filled(path: Path, said: dict[int, dict[str, object]], more: tuple[tuple[object, ...], ...] = ()) -> Path:
    """The calendar as a text with what is said about some of its sends."""
    with path.open("w", encoding="utf-8-sig", newline="") as opened:
        out = csv.writer(opened)
        out.writerow(HEADER)
        for number, line in enumerate(lines()):
            given = said.get(number, {})
            out.writerow([line.day, line.campaign.name, *(given.get(name, "") for name in NAMES), line.uid])
        out.writerows(more)
    return path


def read(*arguments: object, status: int = 0) -> dict[str, Any]:
    """The document of a run."""
    done = run("data", "actuals", *arguments, "--json")
    assert done.status == status, done.said
    document: dict[str, Any] = json.loads(done.out)
    return document


def test_a_filled_calendar_is_recorded_and_told(project: Path):
    file = filled(project / "back.csv", {0: {"reach": 90, "cost": "4.5"}, 1: {"status": "cancelled", "note": "rain"}})
    done = run("data", "actuals", file, "--project", project)
    assert done.status == 0, done.said
    rows = len(lines())
    assert f"  {rows} rows = 2 with actuals + {rows - 2} without any + 0 set aside" in done.out
    assert "  entries: 2 new, 0 updated, 0 known already" in done.out
    assert "entries recorded in the workspace: 2" in done.out
    again = run("data", "actuals", "--project", project)
    assert again.status == 0
    assert again.out == done.out[done.out.index("reported so far:") :]


def test_the_document_has_every_row_and_every_value(project: Path):
    said = {0: {"reach": 90, "cost": "4.5", "orders": 2, "status": "finished", "note": "rain"}}
    more = (("", "", "", "7", "", "", "", ""), ("", "", "", "", "x", "", "", lines()[3].uid))
    document = read(filled(project / "back.csv", said, more), "--project", project, status=1)
    assert (document["schema"], document["is_recorded"]) == ("clmplan.data.actuals/1", True)
    assert document["rows"] == document["matched"] + document["empty"] + document["set_aside"] == len(lines()) + 2
    (file,) = document["files"]
    first = lines()[0]
    assert file["entries"] == [
        {
            "uid": first.uid, "kind": "send", "id": first.id, "plan_id": "0" * 16,
            "reach": 90, "cost": "4.50", "orders": 2, "status": "finished", "note": "rain",
        }
    ]  # fmt: skip
    aside = [(one["row"], one["column"], one["value"], one["code"]) for one in file["rows_set_aside"]]
    row = len(lines()) + 2
    assert aside == [(row, "actual reach", "7", "CLM785"), (row + 1, "actual cost (GBP)", "x", "CLM789")]
    assert {one["group"] for one in document["reported"]} == {"all", "campaign", "wave", "channel"}


def test_rows_set_aside_make_the_status_one_and_all_else_is_recorded(project: Path):
    file = filled(project / "back.csv", {0: {"reach": 90}, 1: {"reach": "many"}})
    done = run("data", "actuals", file, "--project", project)
    assert done.status == 1
    assert "`many` in `actual reach` of row 3 of `back.csv` cannot be read: no number (CLM789)" in done.out
    assert "entries recorded in the workspace: 1" in done.out
    assert is_polite(done)


def test_the_same_file_twice_changes_nothing_and_says_so(project: Path):
    file = filled(project / "back.csv", {0: {"reach": 90}})
    run("data", "actuals", file, "--project", project)
    before = outputs(project / ".clmplan")
    done = run("data", "actuals", file, "--project", project)
    assert "entries: 0 new, 0 updated, 1 known already" in done.out
    assert "nothing new: the workspace stays as it is" in done.out
    assert before == outputs(project / ".clmplan")


def test_the_file_given_later_counts_and_the_correction_is_told(project: Path):
    first = filled(project / "first.csv", {0: {"reach": 1000, "cost": 5}})
    second = filled(project / "second.csv", {0: {"reach": 1021, "note": "late"}})
    done = run("data", "actuals", first, second, "--project", project)
    entry = lines()[0]
    named = f"{entry.id} ({entry.day})"
    assert f"  {named}: actual reach 1,000 → 1,021; the file given later counts" in done.out
    assert f"  {named}: note `late`" in done.out
    assert "cost £5.00" in run("data", "actuals", "--project", project).out
    back = read(first, "--project", project)
    assert back["files"][0]["changes"][0]["corrected"] == ["reach"]


def moved(path: Path, day: object, uid: str) -> Path:
    """A text that says of one entry only its day."""
    path.write_text(f"clm_uid,date,actual reach\n{uid},{day},\n", encoding="utf-8")
    return path


def test_a_move_is_taken_back_by_the_planned_day_in_a_later_file_and_that_is_told(project: Path):
    line = lines()[0]
    away = line.day + timedelta(days=5)
    run("data", "actuals", moved(project / "a.csv", away, line.uid), "--project", project)
    assert "; on another day 1" in run("data", "actuals", "--project", project).out
    done = run("data", "actuals", moved(project / "b.csv", line.day, line.uid), "--project", project)
    told = f"date {away} is taken back, the planned day holds again; the file given later counts"
    assert f"  {line.id} ({line.day}): {told}" in done.out
    assert "entries recorded in the workspace: 1" in done.out
    assert "on another day" not in done.out
    both = read(project / "a.csv", project / "b.csv", "--project", project)
    assert [one["changes"][0]["taken_back"] for one in both["files"]] == [[], ["day"]]


def test_a_wrong_number_is_taken_back_by_a_dash(project: Path):
    wrong = filled(project / "a.csv", {0: {"reach": 9, "cost": 5}})
    dash = filled(project / "b.csv", {0: {"reach": "-"}})
    done = run("data", "actuals", wrong, dash, "--project", project, "--locale", "zh")
    assert "撤回实际触达 9；以后给的文件为准" in done.out
    status = run("data", "actuals", "--project", project).out
    assert "cost £5.00" in status and "reach" not in status


def test_campaigns_are_told_by_their_titles_in_the_order_of_the_playbook_and_by_name_in_the_document(project: Path):
    file = filled(project / "back.csv", {0: {"reach": 1}})
    done = run("data", "actuals", file, "--project", project)
    told = [line[2:].partition(": ")[0] for line in done.out[done.out.index("so far:") :].splitlines()[1:]]
    sent = {line.campaign.name for line in lines()}
    shown = [one for one in sample_plan().playbook.campaigns if one.name in sent]
    assert told == [*(one.title or one.name for one in shown), "everything"]
    groups = [one["campaign"] for one in read("--project", project)["reported"] if one["group"] == "campaign"]
    assert groups == [one.name for one in shown]


def test_work_on_a_task_is_told_beside_the_sends(project: Path):
    task = next(line for line in in_calendar_order(sample_plan()) if line.task is not None)
    file = filled(project / "back.csv", {}, ((task.day, "x", "finished", "", 5, "", "", task.uid),))
    done = run("data", "actuals", file, "--project", project)
    assert "; tasks reported 1, of them finished 1; tasks cost £5.00" in done.out


def test_a_dry_run_records_nothing(project: Path):
    before = outputs(project / ".clmplan")
    file = filled(project / "back.csv", {0: {"reach": 90}})
    done = run("data", "actuals", file, "--project", project, "--dry-run")
    assert "a dry run: nothing is recorded" in done.out
    assert before == outputs(project / ".clmplan")
    assert read(file, "--project", project, "--dry-run")["is_recorded"] is False


def test_a_workspace_that_gave_nothing_out_says_so(tmp_path: Path):
    Small().write(tmp_path)
    for arguments in ((), ("--status",), (tmp_path / "back.csv",)):
        done = run("data", "actuals", *arguments, "--project", tmp_path)
        assert (done.status, "CLM781" in done.err) == (1, True)


def test_nothing_reported_yet_is_said(project: Path):
    done = run("data", "actuals", "--status", "--project", project)
    assert done.status == 0
    assert "CLM793" in done.err
    assert "everything: 0 of " in done.out


def test_a_file_that_cannot_be_read_stops_no_other(project: Path):
    good = filled(project / "back.csv", {0: {"reach": 90}})
    (project / "mail.pdf").write_bytes(b"%PDF")
    done = run("data", "actuals", project / "mail.pdf", good, "--project", project)
    assert (done.status, "CLM782" in done.err) == (1, True)
    assert "entries recorded in the workspace: 1" in done.out
    assert run("data", "actuals", project / "gone.csv", "--project", project).status == 3


def test_it_speaks_chinese(project: Path):
    file = filled(project / "back.csv", {0: {"reach": "1.2万", "status": "已上线"}, 1: {"cost": "很多"}})
    done = run("data", "actuals", file, "--project", project, "--locale", "zh")
    assert "`back.csv` 第 3 行的 `actual cost (GBP)` 中 `很多` 无法读取：不是金额（CLM789）" in done.out
    assert "触达 12,000" in done.out


def test_the_workbook_of_a_compiled_plan_comes_home_and_is_evaluated(tmp_path: Path):
    openpyxl = pytest.importorskip("openpyxl")
    project = copy("en", tmp_path)
    assert run("compile", project).status == 0
    book = openpyxl.load_workbook(project / "build" / "calendar.xlsx")
    sheet = book["Calendar"]
    heads = {cell.value: cell.column for cell in sheet[1]}
    rows = sheet.max_row
    for number in range(2, rows + 1):
        sheet.cell(number, heads["actual reach"]).value = None if number == 2 else number
        sheet.cell(number, heads["actual cost (GBP)"]).value = 0.25
    sheet.cell(2, heads["status"]).value = "cancelled"
    sheet.insert_rows(1, 2)
    sheet["A1"] = "filled in by the shop"
    sheet.insert_cols(3)
    book.save(tmp_path / "back.xlsx")
    document = read(tmp_path / "back.xlsx", "--project", project)
    assert document["matched"] == rows - 1
    assert document["set_aside"] == 0
    whole = document["reported"][0]
    assert (whole["sends"], whole["contacts"]["reported"]) == (rows - 1, sum(range(3, rows + 1)))
    outcomes = project / "data" / "later.csv"
    outcomes.write_text("customer,date,amount\nc01,2026-12-31,9.00\n", encoding="utf-8")
    done = run("evaluate", outcomes, "--project", project)
    assert done.status == 0, done.said
    assert "CLM833" in done.err
    assert "planned and reported by the teams" in done.out
    judged = json.loads((project / "build" / "evaluation.json").read_text(encoding="utf-8"))
    assert judged["fulfilment"]["lines"][0]["reported"] == rows - 1
    assert "Planned and reported by the teams" in (project / "build" / "report.html").read_text(encoding="utf-8")
