"""How a project file says where a table's rows come from, how they are read, and which of them count."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path

import pytest

from clmplan.base.source import Source
from clmplan.data.project_file import read_project
from clmplan.model.project import FieldType, RowTest, SourceOptions, TableSpec

TOP = "name: shop\nzone: Asia/Shanghai\ncurrency: CNY\nplaybooks: [shop.clm]\ndata:\n"


def project(table: str, *, fields: str = "created: date", limit: str = ""):
    text = f"{TOP}{limit}  customers: {{{table}, key: id, fields: {{{fields}}}}}\n"
    return read_project(Source("clmplan.yaml", text))


def customers(table: str = "file: c.csv", fields: str = "created: date") -> TableSpec:
    checked = project(table, fields=fields)
    assert checked.value is not None, [one.message("en") for one in checked.diagnostics]
    return checked.value.customers


def orders(extra: str, fields: str = "date: date, invoice: text"):
    text = f"{TOP}  customers: {{file: c.csv, key: id}}\n  events:\n    orders:\n      file: o.csv\n"
    text += f"      customer: id\n      on: date\n      fields: {{{fields}}}\n{extra}"
    return read_project(Source("clmplan.yaml", text))


def names(checked: object) -> list[str]:
    return [one.code.name for one in checked.diagnostics]


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        ("file: c.csv, encoding: GBK, delimiter: tab", SourceOptions(encoding="GBK", delimiter="\t")),
        ('file: c.csv, encoding: UTF8, delimiter: "\\t"', SourceOptions(encoding="UTF8", delimiter="\t")),
        ('file: data/c, delimiter: ";"', SourceOptions(delimiter=";")),
        ("file: c.csv, delimiter: 竖线", SourceOptions(delimiter="|")),
        ("file: c.XLSX, sheet: 2026 年", SourceOptions(sheet="2026 年")),
        ("file: c.ods, sheet: 3", SourceOptions(sheet="3")),
        ("file: c.sqlite3, table: members", SourceOptions(table="members")),
        ("query: 'select id, created from c', connect: SHOP_DB", SourceOptions(None, None, None, None,
         "select id, created from c", "SHOP_DB")),
    ],
)  # fmt: skip
def test_a_source_is_read_with_its_options(table: str, expected: SourceOptions):
    assert customers(table).source == expected


def test_a_query_goes_by_the_name_of_its_variable():
    assert customers("query: select 1, connect: SHOP_DB").file == "SHOP_DB"


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        ("encoding: gbk", ["missing-key"]),
        ("connect: SHOP_DB", ["missing-key"]),
        ("query: select 1", ["missing-key"]),
        ("file: c.csv, query: select 1, connect: SHOP_DB", ["keys-exclude-each-other"]),
        ("query: select 1, connect: SHOP_DB, sheet: one", ["keys-exclude-each-other"]),
        ("file: c.csv, sheet: one", ["key-of-other-source"]),
        ("file: c.csv, table: one", ["key-of-other-source"]),
        ("file: c.csv, connect: SHOP_DB", ["key-of-other-source"]),
        ("file: c.xlsx, encoding: gbk, delimiter: tab", ["key-of-other-source"] * 2),
        ("file: c.parquet, sheet: one", ["key-of-other-source"]),
        ("file: c.csv, encoding: klingon", ["unknown-value"]),
        ("file: c.csv, delimiter: x", ["unknown-value"]),
        ("file: c.csv, delimiter: ''", ["not-a-word"]),
        ("file: c.csv, net: {where: {a: b}, by: [a]}", ["unknown-key"]),
        ("file: c.csv, latest by: updated", ["unknown-day-field"]),
        ("query: [], connect: SHOP_DB", ["not-a-word"]),
    ],
)
def test_a_source_that_makes_no_sense_is_refused(table: str, expected: list[str]):
    checked = project(table)
    assert checked.value is None and expected == names(checked)
    assert all(one.message(locale) and one.help(locale) for one in checked.diagnostics for locale in ("en", "zh"))


def test_the_other_kind_of_source_is_named():
    (found,) = project("file: c.csv, sheet: one").diagnostics
    assert found.help("en") == "remove `sheet`, or name a workbook" and found.place.text == "one"


@pytest.mark.parametrize(
    "lines", ["{query: select 1, connect: ADDRESS, key: id}", "\n    key: id\n    connect: ADDRESS"]
)
def test_an_address_in_the_place_of_a_variable_is_never_shown(lines: str):
    address = "postgresql://bob:s3cret@host/shop"
    if lines.startswith("\n"):
        lines += "\n    query: select 1"
    text = f"{TOP}  customers: {lines}\n".replace("ADDRESS", f"'{address}'")
    (found,) = read_project(Source("clmplan.yaml", text)).diagnostics
    shown = text.splitlines()[text.count("\n", 0, found.place.start)]
    assert found.code.name == "not-a-variable"
    assert "s3cret" not in shown + found.message("en") + found.help("en") + found.message("zh")


def test_rows_are_left_out_by_named_rules():
    lines = """      leave out:
        - {name: postage, where: {StockCode: [POST, "DOT*"], Country: UK}}
        - {name: bad price, where: {UnitPrice: "<= 0"}}
        - {name: 免费, where: {UnitPrice: "＜ 5.50"}}
        - {name: zero, where: {Quantity: "=0", Note: ""}}
        - {name: literal, where: {Quantity: 0}}
"""
    rules = orders(lines).value.events["orders"].leave_out
    assert [rule.name for rule in rules] == ["postage", "bad price", "免费", "zero", "literal"]
    assert [rule.tests for rule in rules] == [
        (RowTest("StockCode", among=("POST", "DOT*")), RowTest("Country", among=("UK",))),
        (RowTest("UnitPrice", sign="<=", number=Decimal(0)),),
        (RowTest("UnitPrice", sign="<", number=Decimal("5.50")),),
        (RowTest("Quantity", sign="=", number=Decimal(0)), RowTest("Note", among=("",))),
        (RowTest("Quantity", among=("0",)),),
    ]
    assert all(rule.at is not None and rule.at.text == rule.name for rule in rules)


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ("{name: a, where: {b: c}}", ["not-a-list"]),
        ("[]", ["too-few-values"]),
        ("[a]", ["not-a-block"]),
        ("[{name: a}]", ["missing-key"]),
        ("[{where: {b: c}}]", ["missing-key"]),
        ("[{name: a, where: {}}]", ["too-few-values"]),
        ("[{name: a, where: {b: []}}]", ["too-few-values"]),
        ("[{name: a, where: {b: }}]", ["not-a-word"]),
        ("[{name: a, where: {b: {c: d}}}]", ["not-a-word"]),
        ("[{name: a, where: {b: '<= x'}}]", ["not-a-row-test"]),
        ("[{name: a, where: {b: '<= 1e5'}}]", ["not-a-row-test"]),
        ("[{name: a, where: {b: ['<= 1', c]}}]", ["not-a-row-test"]),
        ("[{name: a, where: {b: '='}}]", ["not-a-row-test"]),
        ("[{name: 'a;b', where: {b: c}}]", ["not-a-name"]),
        ("[{name: a, where: {b: c}}, {name: a, where: {b: d}}]", ["duplicate-key"]),
        ("[{name: a, where: {b: c, b: d}}]", ["duplicate-key"]),
    ],
)
def test_a_rule_that_tests_nothing_is_refused(rule: str, expected: list[str]):
    checked = orders(f"      leave out: {rule}\n")
    assert checked.value is None and expected == names(checked)


def test_rows_that_take_back_others_are_netted():
    net = orders('      net: {where: {InvoiceNo: "C*"}, by: [StockCode, " Price "]}\n').value.events["orders"].net
    assert net.rule.tests == (RowTest("InvoiceNo", among=("C*",)),) and net.rule.name == "net"
    assert net.by == ("StockCode", "Price")


@pytest.mark.parametrize(
    ("net", "expected"),
    [
        ("yes", ["not-a-block"]),
        ("{by: [a]}", ["missing-key"]),
        ("{where: {a: b}}", ["missing-key"]),
        ("{where: {a: b}, by: []}", ["too-few-values"]),
        ("{where: {}, by: [a]}", ["too-few-values"]),
    ],
)
def test_netting_needs_a_test_and_columns(net: str, expected: list[str]):
    checked = orders(f"      net: {net}\n")
    assert checked.value is None and expected == names(checked)


def test_one_event_per_value_and_the_latest_customer_are_declared_by_a_field():
    assert orders("      one per: invoice\n").value.events["orders"].one_per == "invoice"
    assert names(orders("      one per: nothing\n")) == ["unknown-day-field"]
    assert customers("file: c.csv, latest by: created").latest_by == "created"
    assert names(project("file: c.csv, latest by: city", fields="city: text")) == ["wrong-field-type"]


def test_fields_say_how_their_values_are_written():
    fields = "mobile: 手机号?, due: {type: date, date order: 日月年}, a: {type: money, unit: 万元}, "
    fields += "b: {type: number, unit: 1000}, p: {type: money, product: [Quantity, UnitPrice], unit: cents}, 价: 金额"
    phone, due, wan, number, product, plain = customers(fields=fields).fields
    assert phone.type is FieldType.PHONE and phone.nullable
    assert due.date_order == "dmy"
    assert (wan.unit, number.unit, product.unit, plain.unit) == (
        Decimal(10_000),
        Decimal(1000),
        Decimal("0.01"),
        None,
    )
    assert product.product == ("Quantity", "UnitPrice") and product.column == "Quantity * UnitPrice"
    assert plain.product == () and plain.column == "价"


@pytest.mark.parametrize(
    ("field", "expected"),
    [
        ("{type: text, unit: 元}", ["property-of-other-type"]),
        ("{type: date, product: [a, b]}", ["property-of-other-type"]),
        ("{type: text, date order: dmy}", ["property-of-other-type"]),
        ("{type: date, date order: dym}", ["unknown-value"]),
        ("{type: date, date order: dmy, format: '%d/%m/%Y'}", ["keys-exclude-each-other"]),
        ("{type: money, product: [a, b], column: c}", ["keys-exclude-each-other"]),
        ("{type: money, product: [a]}", ["too-few-values"]),
        ("{type: money, product: []}", ["too-few-values"]),
        ("{type: money, unit: 0}", ["unknown-value"]),
        ("{type: money, unit: -1}", ["unknown-value"]),
        ("{type: money, unit: 斤}", ["unknown-value"]),
        ("{type: money, unit: [1]}", ["not-a-word"]),
    ],
)
def test_a_field_with_a_wrong_property_is_refused(field: str, expected: list[str]):
    checked = project("file: c.csv", fields=f"x: {field}")
    assert checked.value is None and expected == names(checked)


@pytest.mark.parametrize(
    ("limit", "expected"),
    [
        ("50", (50, None)),
        ("0", (0, None)),
        ("2%", (None, Decimal("0.02"))),
        ("2.5 %", (None, Decimal("0.025"))),
        ("１００％", (None, Decimal(1))),
    ],
)
def test_the_limit_on_lost_rows_is_a_count_or_a_share(limit: str, expected: tuple[int | None, Decimal | None]):
    found = project("file: c.csv", limit=f"  set aside at most: {limit}\n").value
    assert (found.set_aside_limit, found.set_aside_share) == expected


@pytest.mark.parametrize("limit", ["few", "-1", "101%", "1e3", "2%%", "0.5", "%"])
def test_any_other_limit_is_refused(limit: str):
    assert names(project("file: c.csv", limit=f"  set aside at most: '{limit}'\n")) == ["not-a-limit"]


def test_the_project_file_of_the_manual_with_rules_is_one():
    manual = (Path(__file__).resolve().parents[3] / "grammar" / "README.md").read_text(encoding="utf-8")
    text = re.findall(r"```yaml\n(.*?)```", manual, flags=re.S)[1]
    found = read_project(Source("clmplan.yaml", text))
    assert found.diagnostics == () and found.value is not None
    orders_table = found.value.events["orders"]
    assert len(orders_table.leave_out) == 2 and orders_table.net is not None and orders_table.one_per == "invoice"
