"""The project file: both languages, every mistake with its place, no text that breaks the reader."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clmplan.base.diagnostics import Code, Severity
from clmplan.base.source import Source
from clmplan.codes import data, project, project_fields, project_tables, set_aside, sources
from clmplan.data.project.words import CHINESE_KEYS
from clmplan.data.project_file import read_project
from clmplan.model.project import FieldType

PROJECT, DATA = (project, project_fields, project_tables), (data, set_aside, sources)
CODES = [code for room in PROJECT for code in vars(room).values() if isinstance(code, Code)]
ALL_CODES = CODES + [code for room in DATA for code in vars(room).values() if isinstance(code, Code)]

ENGLISH = """name: gift_retailer
zone: Europe/London
currency: GBP
locale: en
regions: [gb, no]
as_of: 2011-09-01
seed: 2011
playbooks: [gift_retailer.clm]
days: [our_days.yaml]
links: {sources: {email: news}, media: {email: email}, internal: [shop.example], baidu: yes}
data:
  set aside at most: 50
  customers:
    file: data/customers.csv
    key: customer
    known from: created
    latest by: created
    fields:
      country: text
      created: date
      birthday: {column: 生日, type: date, format: "%Y年%m月%d日", yearly: yes}
      tier: one_of [gold, silver]?
      level: {type: one_of, choices: [a, b], missing: yes}
  events:
    orders: {file: data/orders.csv, customer: customer, on: date, fields: {invoice: text, date: date, amount: money}}
    lines:
      file: data/lines-*.csv
      encoding: gbk
      delimiter: semicolon
      customer: customer
      on: date
      leave out:
        - {name: postage, where: {StockCode: [POST, "D*"]}}
      net: {where: {InvoiceNo: "C*"}, by: [StockCode]}
      one per: invoice
      fields:
        date: {type: date, date order: dmy}
        invoice: {type: money, product: [Quantity, UnitPrice]}
        spend: {type: money, unit: 分}
    visits: {file: data/visits.xlsx, sheet: May, customer: customer, on: date, fields: {date: date}}
    calls: {file: data/calls.db, table: calls, customer: customer, on: date, fields: {date: date}}
    clicks: {query: select 1, connect: SHOP_DB, customer: customer, on: date, fields: {date: date}}
  contacts: {file: data/contacts.csv, customer: customer, on: day, channel: by, fields: {day: date, by: text}}
  suppressed: {file: data/suppressed.csv, customer: customer}
"""
CHINESE = """名称: gift_retailer
时区: Europe/London
币种: GBP
语言: en
地区: [gb, no]
日期: 2011-09-01
种子: 2011
剧本: [gift_retailer.clm]
日子: [our_days.yaml]
链接: {来源: {email: news}, 媒介: {email: email}, 站内域名: [shop.example], 百度: 是}
数据:
  搁置上限: 50
  客户:
    文件: data/customers.csv
    主键: customer
    已知自: created
    取最新按: created
    字段:
      country: 文本
      created: 日期
      birthday: {列: 生日, 类型: 日期, 格式: "%Y年%m月%d日", 每年: 是}
      tier: 取值［gold、silver］？
      level: {类型: 取值, 选项: [a, b], 可缺失: 是}
  事件:
    orders: {文件: data/orders.csv, 客户: customer, 于: date, 字段: {invoice: 文本, date: 日期, amount: 金额}}
    lines:
      文件: data/lines-*.csv
      编码: gbk
      分隔符: 分号
      客户: customer
      于: date
      剔除:
        - {名称: postage, 条件: {StockCode: [POST, "D*"]}}
      冲销: {条件: {InvoiceNo: "C*"}, 依据: [StockCode]}
      合并按: invoice
      字段:
        date: {类型: 日期, 日期顺序: 日月年}
        invoice: {类型: 金额, 乘积: [Quantity, UnitPrice]}
        spend: {类型: 金额, 单位: 分}
    visits: {文件: data/visits.xlsx, 工作表: May, 客户: customer, 于: date, 字段: {date: 日期}}
    calls: {文件: data/calls.db, 表: calls, 客户: customer, 于: date, 字段: {date: 日期}}
    clicks: {查询: select 1, 连接: SHOP_DB, 客户: customer, 于: date, 字段: {date: 日期}}
  触达: {文件: data/contacts.csv, 客户: customer, 于: day, 渠道: by, 字段: {day: 日期, by: 文本}}
  免打扰: {文件: data/suppressed.csv, 客户: customer}
"""


def read(text: str):
    return read_project(Source("clmplan.yaml", text))


def names(text: str) -> list[str]:
    return [diagnostic.code.name for diagnostic in read(text).diagnostics]


def without_places(value: object) -> str:
    return re.sub(r"at=Span\(source=Source\(.*?\), start=\d+, end=\d+\)", "", repr(value))


def test_a_whole_project_file_is_read():
    checked = read(ENGLISH)
    found = checked.value
    assert checked.diagnostics == () and found is not None
    assert (found.name, found.zone, found.currency, found.locale, found.seed) == (
        "gift_retailer",
        "Europe/London",
        "GBP",
        "en",
        2011,
    )
    assert found.regions == ("gb", "no") and found.as_of == date(2011, 9, 1) and found.set_aside_limit == 50
    birthday, tier, level = (found.customers.field(name) for name in ("birthday", "tier", "level"))
    assert birthday.column == "生日" and birthday.yearly and birthday.format == "%Y年%m月%d日"
    assert tier.nullable and tier.choices == ("gold", "silver")
    assert level.nullable and level.choices == ("a", "b") and level.type is FieldType.ONE_OF
    assert found.customers.day == "created" and found.events["orders"].day == "date"
    assert birthday.at.text == "birthday" and found.customers.at.text == "data/customers.csv"


def test_the_history_of_contacts_is_known_by_two_fixed_names():
    contacts = read(ENGLISH).value.contacts
    assert [(spec.name, spec.column) for spec in contacts.fields] == [("date", "day"), ("channel", "by")]
    assert contacts.day == "date"


def test_chinese_keys_and_types_mean_the_same_project():
    assert read(CHINESE).diagnostics == ()
    assert without_places(read(ENGLISH).value) == without_places(read(CHINESE).value)


def test_every_key_has_a_chinese_word_in_the_sample():
    assert [word for word in CHINESE_KEYS.values() if word not in CHINESE] == []


@pytest.mark.parametrize("code", CODES, ids=lambda code: code.name)
def test_each_code_is_found_in_its_bad_example_only(code: Code):
    found = read(code.bad.text)
    assert found.value is None
    assert {code.name} == {diagnostic.code.name for diagnostic in found.diagnostics}
    assert read(code.good.text).diagnostics == ()
    assert all(diagnostic.place is not None for diagnostic in found.diagnostics)
    assert all(
        diagnostic.message(locale) and diagnostic.help(locale)
        for diagnostic in found.diagnostics
        for locale in ("en", "zh")
    )


def test_ids_and_names_of_codes_are_unique_and_in_their_band():
    assert len({code.id for code in ALL_CODES}) == len({code.name for code in ALL_CODES}) == len(ALL_CODES)
    assert all(re.fullmatch(r"CLM(6[0-9]{2}|71[3-9])", code.id) for code in ALL_CODES)


@pytest.mark.parametrize("code", ALL_CODES, ids=lambda code: code.name)
def test_sentences_follow_the_house_wording(code: Code):
    for wording in (code.message, code.help, code.why):
        assert wording.en and wording.zh
        assert not wording.en.endswith(".") and not wording.zh.endswith("。")
        assert not re.search(r"\b(you|your|please)\b", wording.en, re.IGNORECASE)
        assert not re.match(r"[A-Z][a-z]", wording.en)
        assert set(re.findall(r"{(\w+)}", wording.zh)) <= set(re.findall(r"{(\w+)}", wording.en))
    assert code.severity is not Severity.NOTE


def test_all_mistakes_of_a_file_are_found_in_one_run():
    text = ENGLISH.replace("Europe/London", "Mars/Base").replace("GBP", "gbp").replace("seed: 2011", "sead: 1")
    text = text.replace("on: date", "on: when", 1).replace("country: text", "country: string")
    assert sorted(names(text)) == [
        "unknown-currency",
        "unknown-day-field",
        "unknown-field-type",
        "unknown-key",
        "unknown-zone",
    ]


def test_an_unknown_key_names_the_nearest_one():
    (found,) = read(ENGLISH.replace("currency: GBP", "currency: GBP\nregion: [gb]")).diagnostics
    assert found.help("en") == "try `regions`" and found.place.text == "region"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", {"missing-key"}),
        ("# only a comment", {"missing-key"}),
        ("- a list", {"not-a-block"}),
        ("just words", {"not-a-block"}),
        ("a: [1, 2\nb: 3", {"project-not-yaml"}),
        ("a: b: c", {"project-not-yaml"}),
        ('"\\UFFFFFFFF": 1', {"project-not-yaml"}),
        ("a: \x07", {"project-not-yaml"}),
        ("--- a\n--- b", {"project-not-yaml"}),
        ("[" * 5000, {"project-too-large"}),
        ("x: 1\n" * 30000, {"project-too-large"}),
        ("a: &a [1]\nb: [*a, *a]", {"project-alias"}),
        ("? [a]\n: b", {"missing-key", "not-a-word"}),
        ("!!python/object/apply:os.system ['true']", {"not-a-block"}),
    ],
)
def test_any_other_text_gives_a_clear_error(text: str, expected: set[str]):
    assert read(text).value is None
    assert expected == set(names(text))


@pytest.mark.parametrize("path", ["/etc/passwd", "../x.csv", "a/../../x.csv", "C:\\x.csv", "c:x.csv", ".", "~/x.csv"])
def test_paths_that_leave_the_project_are_refused(path: str):
    assert names(ENGLISH.replace("file: data/customers.csv", f"file: '{path}'")) == ["path-outside-project"]
    assert names(ENGLISH.replace("[gift_retailer.clm]", f"['{path}']")) == ["path-outside-project"]


@pytest.mark.parametrize("pattern", ["%Y-%m", "%Y-%m-%d %Y", "%Y-%j-%m-%d", "%d/%m", "%", "%Y%m%d%", "day"])
def test_a_format_must_describe_one_whole_date(pattern: str):
    assert names(ENGLISH.replace("%Y年%m月%d日", pattern)) == ["bad-date-format"]


def test_a_day_that_may_be_missing_cannot_date_an_event():
    assert names(ENGLISH.replace("date: date, amount", "date: date?, amount")) == ["wrong-field-type"]


def test_the_day_field_of_an_event_may_be_called_day():
    text = ENGLISH.replace("on: date, fields: {invoice: text, date: date", "on: day, fields: {invoice: text, day: date")
    assert names(text) == []
    assert names(ENGLISH.replace("invoice: text, date", "Day: text, date")) == ["reserved-name"]


def test_the_short_form_of_a_type_is_accepted_inside_braces():
    text = ENGLISH.replace("amount: money}", "amount: money?, tier: one_of [gold, silver]?, kind: 取值 [甲,乙]}")
    fields = read(text).value.events["orders"].fields
    assert [(spec.name, spec.nullable, spec.choices) for spec in fields[2:]] == [
        ("amount", True, ()),
        ("tier", True, ("gold", "silver")),
        ("kind", False, ("甲", "乙")),
    ]
    assert (
        read(ENGLISH.replace("country: text", 'country: {type: text, column: "who?"}'))
        .value.customers.field("country")
        .column
        == "who?"
    )


def test_a_choice_list_is_needed_in_both_forms():
    assert names(ENGLISH.replace("one_of [gold, silver]?", "one_of")) == ["no-choices"]
    assert names(ENGLISH.replace("choices: [a, b], ", "")) == ["no-choices"]
    assert names(ENGLISH.replace("one_of [gold, silver]?", "one_of [gold, gold]")) == ["no-choices"]


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet=st.sampled_from("ab:-[]{}&*!|>%@`\"'#?,~ \n\t\\0x年：\ufeff\x85"), max_size=60))
def test_no_text_raises(text: str):
    assert read(text).value is None


@settings(max_examples=100, deadline=None)
@given(st.data())
def test_a_damaged_project_file_never_raises(draw: st.DataObject):
    start = draw.draw(st.integers(0, len(ENGLISH)))
    end = draw.draw(st.integers(start, min(len(ENGLISH), start + 30)))
    put = draw.draw(st.text(max_size=8))
    checked = read(ENGLISH[:start] + put + ENGLISH[end:])
    assert (checked.value is None) == checked.has_errors


def test_the_project_file_of_the_manual_is_one() -> None:
    manual = (Path(__file__).resolve().parents[3] / "grammar" / "README.md").read_text(encoding="utf-8")
    text = re.findall(r"```yaml\n(.*?)```", manual, flags=re.S)[0]
    found = read_project(Source("clmplan.yaml", text))
    assert found.diagnostics == ()
    assert found.value is not None
    assert set(found.value.events) == {"orders"}
