"""What `clmplan data` writes: rows set aside, typed tables, and nothing of a purged customer."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import duckdb
import pytest
from command_line import copy, is_polite, outputs, run, shuffle


def test_rows_set_aside_open_in_a_spreadsheet_and_run_nothing_there(tmp_path: Path) -> None:
    project = copy("en", tmp_path)
    orders = project / "data" / "orders.csv"
    orders.write_text(orders.read_text(encoding="utf-8") + 'c08,"=cmd|x",1\n', encoding="utf-8")
    assert 0 == run("data", "export", project).status
    content = (project / "build" / "data" / "set_aside.csv").read_bytes()
    rows = list(csv.reader(content.decode("utf-8-sig").splitlines()))
    assert content.startswith(b"\xef\xbb\xbf") and content.endswith(b"\r\n")
    assert ["'=cmd|x", "CLM664"] == [rows[-1][3], rows[-1][5]]


@pytest.mark.parametrize("form", ["csv", "parquet"])
def test_typed_tables_are_exported_with_dates_and_amounts(form: str, tmp_path: Path) -> None:
    project = copy("en", tmp_path)
    assert 0 == run("data", "export", project, "--to", tmp_path / "out", "--rows", form).status
    read = {"csv": "read_csv", "parquet": "read_parquet"}[form]
    file = tmp_path / "out" / f"events_orders.{form}"
    with duckdb.connect() as connection:
        found = connection.execute(
            f"SELECT count(*), min(date), CAST(sum(amount) AS DECIMAL(12,2)) FROM {read}('{file}')"
        ).fetchone()
    with (project / "data" / "orders.csv").open(encoding="utf-8") as opened:
        rows = list(csv.DictReader(opened))
    assert found is not None
    assert (len(rows), min(row["date"] for row in rows)) == (found[0], str(found[1]))
    assert f"{sum(float(row['amount']) for row in rows):.2f}" == str(found[2])


def test_a_purged_customer_is_in_no_file_of_the_workspace_and_does_not_come_back(tmp_path: Path) -> None:
    project = copy("en", tmp_path)
    assert 0 == run("compile", project).status
    assert 0 == run("data", "purge", "c08", "--project", project, "--yes").status
    with duckdb.connect() as connection:
        for path in (project / ".clmplan" / "plans").rglob("*.parquet"):
            found = connection.execute(f"SELECT count(*) FROM '{path}' WHERE customer = 'c08'").fetchone()
            assert found == (0,)
    document = json.loads(run("data", "check", project, "--json").out)
    assert ["purged"] == [one["reason"] for one in document["sources"][0]["reasons"]]
    assert 2 == run("data", "purge", "c07", "--project", project).status


def test_a_command_without_a_project_says_so(tmp_path: Path) -> None:
    for words in (("check", tmp_path), ("export", tmp_path), ("purge", "x", "--project", tmp_path, "--yes")):
        done = run("data", *words)
        assert 3 == done.status and "CLM728" in done.err


def test_column_names_without_rows_are_said_to_have_no_rows(tmp_path: Path) -> None:
    (tmp_path / "export.csv").write_text("customer,name\n", encoding="utf-8")
    done = run("data", "map", tmp_path / "export.csv", "--project", tmp_path)
    assert done.status == 1 and "CLM641" in done.err and "CLM730" in done.err and "clmplan.yaml" not in done.out


@pytest.mark.parametrize("sign", ["ab", "", '"', "\n", "，"])
def test_a_delimiter_that_cannot_be_one_is_wrong_usage(sign: str, tmp_path: Path) -> None:
    (tmp_path / "export.csv").write_text("customer,name\nK1,a\n", encoding="utf-8")
    for command in ("map", "preview"):
        done = run("data", command, tmp_path / "export.csv", "--project", tmp_path, "--delimiter", sign)
        assert done.status == 2 and is_polite(done) and "--delimiter" in done.err


def test_outputs_name_no_customer_of_a_row_set_aside_and_know_no_order_of_rows(tmp_path: Path) -> None:
    built = []
    for seed in (1, 2):
        project = copy("en", tmp_path / str(seed))
        orders, customers = project / "data" / "orders.csv", project / "data" / "customers.csv"
        with orders.open("a", encoding="utf-8") as opened:
            opened.write("stranger-7,2026-05-01,3.00\nc08,2026-10-32,9.00\nstranger-8,2026-05-02,3.00\n")
        with customers.open("a", encoding="utf-8") as opened:
            opened.write("c09,2026-01-02,1990-01-01,yes,yes\n")
        shuffle(orders, seed)
        shuffle(customers, seed)
        assert 0 == run("compile", project).status
        built.append(outputs(project / "build"))
    assert built[0] == built[1]
    for name, content in built[0].items():
        for named in (b"stranger", b"2026-10-32", b"c09"):
            assert named not in content, name
    assert b"not a known customer" in built[0]["report.html"]


def test_a_file_that_goes_on_after_as_of_is_said_when_it_is_mapped(tmp_path: Path) -> None:
    (tmp_path / "customers.csv").write_text("customer,created\nK1,2026-01-05\nK2,2026-02-05\n")
    (tmp_path / "orders.csv").write_text("customer,order date,amount\nK1,2026-03-01,5.00\nK1,2026-03-02,5.00\n")
    words = ("data", "map", "--project", tmp_path, "--write")
    first = run(*words, tmp_path / "customers.csv")
    assert "goes on" not in first.out and "as_of: 2026-02-06" in (tmp_path / "clmplan.yaml").read_text()
    assert "the data goes on to 2026-03-02, but as_of is 2026-02-06" in run(*words, tmp_path / "orders.csv").out
