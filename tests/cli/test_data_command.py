"""What `clmplan data` says and does with raw exports and with quickstart, in both languages; UPDATE_GOLDEN=1."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path

import pytest
from command_line import Done, copy, edit, is_polite, run

from clmplan.base.source import Source
from clmplan.data.project_file import read_project
from clmplan.workspace.files import read_text
from tests.unit.data import mapping_samples as samples

GOLDEN = Path(__file__).resolve().parents[1] / "golden" / "cli"
WHO = {"en": "c08", "zh": "客08"}
EVENT = {"en": "orders", "zh": "订单"}
ROWS = {"en": ("c08,2026-10-32,9.00", "nobody,2026-10-01,9.00"), "zh": ("客08,2026-10-32,9.00", "无名,2026-10-01,9.00")}


def raw(language: str, folder: Path) -> Path:
    """A folder with two raw exports and no project."""
    project = folder / "shop"
    (project / "data").mkdir(parents=True)
    if language == "zh":
        (project / "data" / "客户.csv").write_bytes(samples.YOUZAN_CUSTOMERS.encode("gbk"))
        (project / "data" / "订单.csv").write_bytes(samples.YOUZAN_ORDERS.encode("gbk"))
    else:
        (project / "data" / "crm.csv").write_text(samples.CRM_CONTACTS, encoding="utf-8-sig")
        (project / "data" / "sales.csv").write_text(samples.CRM_SALES, encoding="utf-16")
    return project


def files(project: Path) -> list[Path]:
    return sorted((project / "data").iterdir())


def block(command: str, done: Done, project: Path) -> str:
    """One command as a terminal would show it, with the folder of the test taken out."""
    parts = [f"$ clmplan {command}", done.out.rstrip("\n"), *(f"! {line}".rstrip() for line in done.err.splitlines())]
    text = "\n".join(part for part in parts if part) + f"\n[{done.status}]\n"
    near = os.path.relpath(project)
    return text.replace(near, project.name).replace(str(project.parent) + os.sep, "").replace("\\", "/")


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("name", ["map", "check", "preview", "export", "purge"])
def test_a_data_command_says_what_it_said_before(language: str, name: str, tmp_path: Path) -> None:
    text = "\n".join(SAID[name](language, tmp_path))
    path = GOLDEN / f"data_{name}_{language}.txt"
    if os.environ.get("UPDATE_GOLDEN") == "1":
        path.write_text(text, encoding="utf-8")
    assert path.read_text(encoding="utf-8") == text, f"{path.name} changed: look at it, then run with UPDATE_GOLDEN=1"


def mapping(language: str, folder: Path) -> list[str]:
    project = raw(language, folder)
    shown = run("data", "map", *files(project), "--project", project, "--locale", language)
    written = run("data", "map", *files(project), "--project", project, "--write", "--locale", language)
    again = run("data", "map", files(project)[0], "--project", project, "--write")
    said = written.out.splitlines()[-2:]
    return [
        block("data map data/*", shown, project),
        block("data map data/* --write", Done(written.status, "…\n" + "\n".join(said), written.err), project),
        (project / "clmplan.yaml").read_text(encoding="utf-8"),
        (project / "playbook.clm").read_text(encoding="utf-8"),
        block("data map data/… --write", Done(again.status, "…", again.err), project),
        block("check", run("check", project), project),
    ]


def messy(language: str, folder: Path) -> Path:
    """Quickstart with a bad date and an order of nobody known."""
    project = copy(language, folder)
    orders = project / "data" / "orders.csv"
    orders.write_text(orders.read_text(encoding="utf-8") + "\n".join(ROWS[language]) + "\n", encoding="utf-8")
    return project


def checking(language: str, folder: Path) -> list[str]:
    project = messy(language, folder)
    passed = block("data check", run("data", "check", project), project)
    edit(project / "clmplan.yaml", "data:\n", "data:\n  set aside at most: 1\n")
    return [passed, block("data check  # with `set aside at most: 1`", run("data", "check", project), project)]


def previewing(language: str, folder: Path) -> list[str]:
    project = copy(language, folder)
    unknown = raw(language, folder)
    return [
        block(
            "data preview customers --rows 2",
            run("data", "preview", "customers", "--project", project, "--rows", 2),
            project,
        ),
        block(
            "data preview data/…", run("data", "preview", files(unknown)[0], "--rows", 1, "--locale", language), unknown
        ),
        block("data preview custmers", run("data", "preview", "custmers", "--project", project), project),
    ]


def exporting(language: str, folder: Path) -> list[str]:
    project = messy(language, folder)
    done = block("data export --rows csv", run("data", "export", project, "--rows", "csv"), project)
    return [done, (project / "build" / "data" / "set_aside.csv").read_bytes().decode("utf-8-sig").replace("\r", "")]


def purging(language: str, folder: Path) -> list[str]:
    project = copy(language, folder)
    run("compile", project)
    who = WHO[language]
    asked = run("data", "purge", who, "--project", project)
    done = run("data", "purge", who, "--project", project, "--yes")
    said = re.sub(r"[0-9a-f]{16}", "…", done.out)  # the id of a plan changes with its form
    return [
        block(f"data purge {who}", asked, project),
        block(f"data purge {who} --yes", Done(done.status, said, done.err), project),
        block("data purge nobody --yes", run("data", "purge", "nobody", "--project", project, "--yes"), project),
    ]


SAID = {"map": mapping, "check": checking, "preview": previewing, "export": exporting, "purge": purging}


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_mapped_project_is_clean_and_imports_without_a_word(language: str, tmp_path: Path) -> None:
    project = raw(language, tmp_path)
    assert 0 == run("data", "map", *files(project), "--project", project, "--write").status
    checked = run("data", "check", project, "--json")
    document = json.loads(checked.out)
    assert (0, "") == (run("check", project).status, run("check", project).err)
    assert 0 == checked.status
    assert 0 == document["sources"][0]["set_aside"]
    assert [one["rows"] for one in document["sources"]] == [
        one["used"] + one["set_aside"] + one["later"] + one["taken_back"] for one in document["sources"]
    ]


def test_a_mapping_keeps_the_byte_order_mark_the_line_ends_and_every_other_byte(tmp_path: Path) -> None:
    project = raw("zh", tmp_path)
    head = "\ufeff# 店\r\nname: 店\r\nzone: Asia/Shanghai\r\ncurrency: CNY\r\nplaybooks: [a.clm]  # 一个\r\ndata:\r\n"
    (project / "clmplan.yaml").write_bytes(head.encode())
    done = run("data", "map", *files(project), "--project", project, "--write")
    after = (project / "clmplan.yaml").read_bytes().decode()
    assert 0 == done.status and after.startswith(head)
    assert after.count("\n") == after.count("\r\n")
    assert not (project / "playbook.clm").exists()


def test_without_write_nothing_is_written(tmp_path: Path) -> None:
    project = raw("en", tmp_path)
    before = {path: path.read_bytes() for path in project.rglob("*") if path.is_file()}
    assert 0 == run("data", "map", *files(project), "--project", project).status
    assert before == {path: path.read_bytes() for path in project.rglob("*") if path.is_file()}


def test_dates_of_two_orders_stop_the_writing_until_an_order_is_chosen(tmp_path: Path) -> None:
    project = tmp_path / "shop"
    project.mkdir()
    file = project / "orders.csv"
    file.write_text("user_id,order_date,amount\nu1,05/03/2026,1\nu1,06/04/2026,2\nu2,07/04/2026,3\n")
    asked = run("data", "map", file, "--project", project, "--write")
    assert 1 == asked.status and "CLM732" in asked.err and not (project / "clmplan.yaml").exists()
    assert 0 == run("data", "map", file, "--project", project, "--write", "--date-order", "mdy").status
    assert "date order: mdy" in (project / "clmplan.yaml").read_text(encoding="utf-8")
    assert 2 == run("data", "map", file, "--project", project, "--date-order", "myd").status


def test_a_project_grows_file_by_file_and_says_what_is_missing(tmp_path: Path) -> None:
    project = raw("zh", tmp_path)
    customers, orders = files(project)
    first = run("data", "map", orders, "--project", project, "--write")
    assert 0 == first.status and "还没有客户表" in first.out
    second = run("data", "map", customers, "--project", project, "--write")
    assert 0 == second.status and "还没有客户表" not in second.out
    assert read_project(_source(project)).value is not None


def test_lines_of_an_order_are_joined_unless_each_repeats_the_amount_of_the_whole(tmp_path: Path) -> None:
    def mapped(name: str, *amounts: str) -> str:
        lines = "".join(
            f"u{order % 3},2026-01-{order + 1:02},I{order},{amount}\n" for order in range(9) for amount in amounts
        )
        (tmp_path / name).write_text("user_id,order_date,invoice,amount\n" + lines, encoding="utf-8")
        return run("data", "map", tmp_path / name, "--project", tmp_path).out

    assert "one per: order_id" in mapped("a.csv", "1.00", "2.00")
    assert "one per: order_id" not in mapped("b.csv", "3.00", "3.00")
    assert "repeat one amount" in mapped("b.csv", "3.00", "3.00")
    assert "repeat one amount" not in mapped("c.csv", "3.00")


def test_an_amount_is_made_of_quantity_and_price_where_there_is_none(tmp_path: Path) -> None:
    rows = "".join(f"{5360 + row % 2},{row},2010-12-0{row + 1},2.55,1785{row % 2}\n" for row in range(1, 6))
    (tmp_path / "retail.csv").write_text("InvoiceNo,Quantity,InvoiceDate,UnitPrice,CustomerID\n" + rows)
    said = run("data", "map", tmp_path / "retail.csv", "--project", tmp_path).out
    assert "amount: {product: [Quantity, UnitPrice], type: money}" in said


def test_a_file_outside_the_project_is_refused(tmp_path: Path) -> None:
    project = raw("en", tmp_path)
    (tmp_path / "elsewhere.csv").write_text("customer,a\nx,1\n")
    done = run("data", "map", tmp_path / "elsewhere.csv", "--project", project)
    assert 1 == done.status and "CLM734" in done.err


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"customer\n",
        b"\x00\x01\x02",
        b"a,b\n",
        b"a;b\n1;2\n",
        "姓名，电话\n张三，1\n".encode(),
        b'customer,=cmd|\' /C calc\'!A0,"x"" OR 1=1;--"\nK1,=1+1,\';DROP TABLE t\nK2,@x,y\n',
        b'customer,name\nK1,"a\nb"\nK2,"c ""d"""\n',
        b"customer,customer,customer\n1,2,3\n",
        ("customer," + ",".join(f"c{number}" for number in range(60)) + "\nK1" + ",1" * 60 + "\n").encode(),
        b"customer,note\nK1," + b"x" * 300_000 + b"\nK2,y\n",
    ],
)
def test_hostile_files_are_mapped_or_refused_politely(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "export.csv").write_bytes(content)
    done = run("data", "map", tmp_path / "export.csv", "--project", tmp_path, "--write")
    assert done.status in (0, 1, 3) and is_polite(done)
    if done.status == 0:
        assert run("data", "check", tmp_path).status in (0, 1)


def test_a_file_of_thousands_of_columns_is_mapped(tmp_path: Path) -> None:
    header = ",".join(f"c{number}" for number in range(2_000))
    (tmp_path / "export.csv").write_text(f"customer,{header}\nK1{',1' * 2_000}\n", encoding="utf-8")
    done = run("data", "map", tmp_path / "export.csv", "--project", tmp_path, "--json")
    assert 2_001 == len(json.loads(done.out)["files"][0]["proposal"]["columns"])


def test_a_project_file_does_not_grow_beyond_what_is_read_and_that_is_said(tmp_path: Path) -> None:
    header = ",".join(f"c{number}" for number in range(10_000))
    (tmp_path / "export.csv").write_text(f"customer,{header}\nK1{',1' * 10_000}\n", encoding="utf-8")
    done = run("data", "map", tmp_path / "export.csv", "--project", tmp_path, "--write")
    assert done.status == 1 and "CLM602" in done.err and not (tmp_path / "clmplan.yaml").exists()


def test_a_preview_hides_who_was_purged_and_masks_in_every_form(tmp_path: Path) -> None:
    project = raw("en", tmp_path)
    assert run("data", "map", *files(project), "--project", project, "--write").status == 0
    before = run("data", "preview", "customers", "--project", project, "--json")
    assert "ann@" not in before.out and "900111" not in before.out and "a***@example.com" in before.out
    key = json.loads(before.out)["rows"][0]["cells"][0]["value"]
    assert run("data", "purge", key, "--project", project, "--yes").status == 0
    for form in ((), ("--json",), ("--plain",)):
        after = run("data", "preview", "customers", "--project", project, *form)
        assert after.status == 0 and key not in after.out and "ann@" not in after.out and "a***@" not in after.out
    (project / ".clmplan" / "purged.json").write_text("x")
    assert run("data", "preview", "customers", "--project", project).status == 3
    assert run("data", "check", project).status == 3


def test_telephone_numbers_and_addresses_are_masked_unless_asked_for(tmp_path: Path) -> None:
    project = raw("en", tmp_path)
    shown = run("data", "map", files(project)[0], "--project", project)
    assert "900111" not in shown.out and "ann@" not in shown.out and "a***@example.com" in shown.out
    plain = run("data", "map", files(project)[0], "--project", project, "--plain")
    assert "900111" in plain.out and "ann@example.com" in plain.out
    assert "ann@" not in run("data", "map", files(project)[0], "--project", project, "--json").out


def test_json_is_one_document_for_every_command(tmp_path: Path) -> None:
    project = messy("en", tmp_path)
    orders = project / "data" / "orders.csv"
    commands = {
        "map": ("map", orders, "--project", project),
        "check": ("check", project),
        "preview": ("preview", "orders", "--project", project),
        "export": ("export", project),
        "purge": ("purge", "c01", "--project", project, "--yes"),
    }
    for name, words in commands.items():
        assert f"clmplan.data.{name}/1" == json.loads(run("data", *words, "--json").out)["schema"]


def test_the_threshold_of_the_project_ends_the_check_with_one(tmp_path: Path) -> None:
    project = messy("en", tmp_path)
    edit(project / "clmplan.yaml", "data:\n", "data:\n  set aside at most: 1\n")
    done = run("data", "check", project)
    assert 1 == done.status and "CLM643" in done.err


def _source(project: Path) -> Source:
    source = read_text(project / "clmplan.yaml", "clmplan.yaml").value
    assert source is not None
    return source
