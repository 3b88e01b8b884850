"""Everything that can be wrong with what is given: a clear message, the right status, nothing half written."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from command_line import Done, copy, edit, is_polite, outputs, run

Break = Callable[[Path], object]


def compiled_after(project: Path, breaking: Break, *arguments: object) -> Done:
    """Compile, break something, compile again: the first build must still stand when the second one fails."""
    assert run("compile", project).status == 0
    before = outputs(project / "build")
    breaking(project)
    done = run("compile", project, *arguments)
    assert is_polite(done)
    if done.status:
        assert before == outputs(project / "build")
        assert done.out == ""
    return done


def replaced(name: str, old: str, new: str) -> Break:
    return lambda project: edit(project / name, old, new)


def written(name: str, content: bytes) -> Break:
    return lambda project: (project / name).write_bytes(content)


def without(name: str) -> Break:
    return lambda project: (project / name).unlink()


def instead_a_folder(name: str) -> Break:
    def breaking(project: Path) -> None:
        (project / name).unlink()
        (project / name).mkdir()

    return breaking


def first_column_only(project: Path) -> None:
    path = project / "data" / "customers.csv"
    lines = [line.split(",")[0] + "\n" for line in path.read_text(encoding="utf-8").splitlines()]
    path.write_text("".join(lines), encoding="utf-8")


def dates_in_two_formats(project: Path) -> None:
    path = project / "data" / "orders.csv"
    header, *rows = path.read_text(encoding="utf-8").splitlines(keepends=True)
    mixed = [row.replace("2026-0", "2026/0") if number % 2 else row for number, row in enumerate(rows)]
    path.write_text(header + "".join(mixed), encoding="utf-8")


_GARBAGE = bytes(range(256)) * 8
_YAML, _CLM = "clmplan.yaml", "quickstart.clm"
_CUSTOMERS, _ORDERS = "data/customers.csv", "data/orders.csv"
_HEADER = b"customer,created,birthday,email_ok,sms_ok\n"
_AMOUNTS = b"customer,date,amount\n" + b"".join(b"c%02d,2026-05-01,lots\n" % number for number in range(1, 21))

BROKEN: dict[str, tuple[Break, int, str, str]] = {
    "an unknown field": (replaced(_CLM, "= count(orders) = 1", "= clubmember is yes"), 1, "CLM2", "clubmember"),
    "a missing playbook file": (without(_CLM), 3, "CLM701", _CLM),
    "a missing project file": (without(_YAML), 3, "CLM728", _YAML),
    "a missing customers file": (without(_CUSTOMERS), 3, "CLM630", _CUSTOMERS),
    "a missing orders file": (without(_ORDERS), 3, "CLM630", _ORDERS),
    "a folder as project file": (instead_a_folder(_YAML), 3, "CLM702", _YAML),
    "a folder as playbook": (instead_a_folder(_CLM), 3, "CLM702", _CLM),
    "a folder as orders file": (instead_a_folder(_ORDERS), 1, "CLM659", _ORDERS),
    "an empty project file": (written(_YAML, b""), 1, "CLM6", ""),
    "an empty playbook": (written(_CLM, b""), 1, "CLM", ""),
    "an empty customers file": (written(_CUSTOMERS, b""), 1, "CLM634", _CUSTOMERS),
    "customers without rows": (written(_CUSTOMERS, _HEADER), 1, "CLM642", _CUSTOMERS),
    "garbage as project file": (written(_YAML, _GARBAGE), 1, "CLM705", _YAML),
    "garbage as playbook": (written(_CLM, _GARBAGE), 1, "CLM705", _CLM),
    "garbage as customers": (written(_CUSTOMERS, _GARBAGE), 1, "CLM648", _CUSTOMERS),
    "zeros as playbook": (written(_CLM, b"\0" * 100), 1, "CLM706", _CLM),
    "garbage that is text": (written(_CLM, "}{;;“,,(·)\u202e… 💥\n".encode() * 40), 1, "CLM1", ""),
    "a picture as orders": (written(_ORDERS, b"\x89PNG\r\n\x1a\n" + _GARBAGE), 1, "CLM648", _ORDERS),
    "a column of the wrong type": (written(_ORDERS, _AMOUNTS), 1, "CLM640", "amount"),
    "missing columns": (first_column_only, 1, "CLM637", "created"),
    "dates in two formats": (dates_in_two_formats, 1, "CLM639", "2026/0"),
    "a horizon that ends before it begins": (replaced(_CLM, "2026-11-02 ..", "2027-01-31 .."), 1, "CLM", "2026-12-31"),
    "an unknown region": (replaced(_YAML, "regions: [gb]", "regions: [atlantis]"), 1, "CLM", "atlantis"),
    "an unknown zone": (replaced(_YAML, "Europe/London", "Europe/Atlantis"), 1, "CLM613", "Europe/Atlantis"),
    "an unknown currency": (replaced(_YAML, "currency: GBP", "currency: gold"), 1, "CLM614", "gold"),
    "an unknown language": (replaced(_YAML, "locale: en", "locale: fr"), 1, "CLM615", "fr"),
    "an unknown key": (replaced(_YAML, "seed: 2026", "sed: 2026"), 1, "CLM604", "sed"),
    "no valid YAML": (replaced(_YAML, "regions: [gb]", "regions: [gb"), 1, "CLM601", ""),
    "a file outside the project": (replaced(_YAML, "data/orders.csv", "../orders.csv"), 1, "CLM616", "../orders.csv"),
    "a playbook outside the project": (replaced(_YAML, "[quickstart.clm]", "[../x.clm]"), 1, "CLM616", "../x.clm"),
    "a workbook that is not there": (replaced(_YAML, "data/orders.csv", "o.xlsx"), 3, "CLM630", "o.xlsx"),
    "a document as orders": (replaced(_YAML, "data/orders.csv", "data/orders.docx"), 1, "CLM633", "orders.docx"),
    "another currency in the playbook": (replaced(_CLM, "total: £20", "total: ¥20"), 1, "CLM", "¥20"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_input_is_named_and_the_old_build_stands(name: str, english: Path) -> None:
    breaking, status, code, word = BROKEN[name]
    done = compiled_after(english, breaking)
    assert status == done.status, done.said
    assert f"error {code}" in done.err
    assert word in done.err


@pytest.mark.parametrize("name", ["garbage as playbook", "a missing orders file", "an unknown region"])
def test_a_broken_input_without_a_build_leaves_no_build(name: str, english: Path) -> None:
    BROKEN[name][0](english)
    assert run("compile", english).status in {1, 3}
    assert not (english / "build").exists()


FIVE = {
    "en": (
        "quickstart.clm",
        [
            ("count(orders) = 1\n\noffer", "count(ordres) = 1\n\noffer", "ordres"),
            ("capacity: 5 per day", "capcity: 5 per day", "capcity"),
            ("for one_time", "for one_tme", "one_tme"),
            ("holdout 20%\n  assume { lift: 10% .. 40%", "holdout 120%\n  assume { lift: 10% .. 40%", "120%"),
            ('send sms "Thank you for the year"', 'send pigeon "Thank you for the year"', "pigeon"),
        ],
    ),
    "zh": (
        "quickstart.clm",
        [
            ("次数(订单) = 1\n\n优惠", "次数(定单) = 1\n\n优惠", "定单"),
            ("容量: 5 每 天", "容两：5 每 天", "容两"),
            ("面向 单次", "面向 单词", "单词"),
            ("留出 20%\n  假定 { 提升: 10% .. 40%", "留出 120%\n  假定 { 提升：10% .. 40%", "120%"),
            ('发送 短信 "谢谢你这一年"', '发送 信鸽 "谢谢你这一年"', "信鸽"),
        ],
    ),
}


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("command", ["check", "compile"])
def test_five_mistakes_give_five_messages_in_one_run(language: str, command: str, tmp_path: Path) -> None:
    project = copy(language, tmp_path)
    name, mistakes = FIVE[language]
    for old, new, _ in mistakes:
        edit(project / name, old, new)
    done = run(command, project)
    assert done.status == 1
    word = {"en": "error", "zh": "错误"}[language]
    heads = [line for line in done.err.splitlines() if line.startswith(f"{name}:") and f" {word} CLM" in line]
    for _, _, wrong in mistakes:
        assert any(f"`{wrong}`" in head or wrong in head for head in heads), (wrong, done.err)
    assert len(heads) == 5, done.err
    lines = [int(head.split(":")[1]) for head in heads]
    assert lines == sorted(lines)
    if command == "check":
        assert {"en": "5 error(s), 0 warning(s)", "zh": "5 个错误，0 个警告"}[language] in done.err


def test_a_budget_of_zero_is_planned_and_pointed_out(english: Path) -> None:
    edit(english / "quickstart.clm", "  total: £20\n  at most £3 for sms\n", "  total: £0\n")
    done = run("compile", english)
    assert done.status == 0, done.said
    assert "warning CLM" in done.err
    assert "£0.00" in done.out
    assert re.search(r"total +\d+ +0  £0\.00", done.out)


@pytest.mark.parametrize("as_of", ["2027-06-01", "2026-12-31", "9999-12-31"])
def test_a_plan_made_after_its_horizon_began_never_breaks(as_of: str, english: Path) -> None:
    done = run("compile", english, "--as-of", as_of)
    assert done.status in {0, 1}
    assert is_polite(done)
    assert "CLM5" in done.err


@pytest.mark.parametrize("as_of", ["0001-01-01", "1900-01-01", "2025-11-13"])
def test_a_day_before_anybody_was_known_never_breaks(as_of: str, english: Path) -> None:
    done = run("compile", english, "--as-of", as_of)
    assert done.status in {0, 1}
    assert is_polite(done)


def test_three_hundred_columns_are_no_hindrance(english: Path) -> None:
    run("compile", english, "--out", english / "narrow")
    path = english / "data" / "customers.csv"
    header, *rows = path.read_text(encoding="utf-8").splitlines()
    more = [",".join(f"extra_{number}" for number in range(300)), *(",".join("x" * 300) for _ in rows)]
    wide = "".join(f"{line},{extra}\n" for line, extra in zip((header, *rows), more, strict=True))
    path.write_text(wide, encoding="utf-8")
    done = run("compile", english, "--out", english / "wide")
    assert done.status == 0, done.said
    assert outputs(english / "narrow") == outputs(english / "wide")


def test_text_of_a_playbook_cannot_command_the_terminal(english: Path) -> None:
    edit(english / "quickstart.clm", "for one_time", "for one\x1b[31mtime\u202e")
    done = run("check", english)
    assert done.status == 1
    assert "\x1b" not in done.err
    assert "\u202e" not in done.err
    assert "\ufffd[31m" in done.err
