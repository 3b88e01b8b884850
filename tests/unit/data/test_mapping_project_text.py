"""A mapping goes into the project file and comes back the same; every other byte of the file stays."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from unicodedata import normalize

import mapping_samples as samples
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some
from mapping_samples import proposed

from clmplan.base.source import Source
from clmplan.codes.mapping import ALREADY_MAPPED, NOT_EDITABLE
from clmplan.data.mapping.project_text import table_text, with_table
from clmplan.data.mapping.proposal import Role, TableProposal
from clmplan.data.mapping.yaml_text import Language
from clmplan.data.project_file import read_project
from clmplan.model.project import FieldSpec, FieldType, Project, SourceOptions, TableSpec

HEAD = "# 我的项目\nname: shop   # the name\nzone: Asia/Shanghai\ncurrency: CNY\nplaybooks: [a.clm]\n"
CUSTOMERS = proposed("data/客户.csv", samples.YOUZAN_CUSTOMERS)
ORDERS = proposed("data/订单.csv", samples.YOUZAN_ORDERS)
MESSAGES = proposed("data/推送.csv", samples.WEIMOB_MESSAGES)
BLOCKED = proposed("data/退订.csv", samples.BLOCKED)
ALL = (CUSTOMERS, ORDERS, MESSAGES, BLOCKED)

BLOCKS = """# a
data:  # what there is
  # customers come from the CRM
  customers:
    file: data/old.csv   # exported weekly
    key: id
    fields: {a: date}
  # after the customers
  events:
    visits:
      file: data/visits.csv
      customer: id
      on: day on which
      fields:
        day on which: date   # last

# the end
seed: 7
"""
FLOW = (
    "data: {customers: {file: data/old.csv, key: id, fields: {a: date}},"
    " events: {visits: {file: v.csv, customer: id, on: d, fields: {d: date}}}}  # flow\nseed: 7\n"
)
CHINESE = (
    "名称: 店\n时区: Asia/Shanghai\n币种: CNY\n剧本: [a.clm]\n数据:\n  客户: {文件: data/old.csv, 主键: id}\n种子: 3\n"
)
EMPTY_DATA = "data:   # nothing yet\nseed: 7\n"
EMPTY_EVENTS = "data:\n  customers: {file: data/old.csv, key: id}\n  events:\nseed: 7"


def written(text: str, proposal: TableProposal, *, is_replacing: bool = False) -> str:
    done = with_table(Source("clmplan.yaml", text), proposal, is_replacing=is_replacing)
    assert done.value is not None, [one.message("en") for one in done.diagnostics]
    return done.value


def read(text: str) -> Project:
    project = read_project(Source("clmplan.yaml", text))
    assert project.value is not None, [one.message("en") for one in project.diagnostics]
    return project.value


def bare(table: TableSpec | None) -> TableSpec | None:
    return table and replace(table, at=None, fields=tuple(replace(field, at=None) for field in table.fields))


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize(
    "ending", [HEAD, HEAD.rstrip("\n"), HEAD + EMPTY_DATA, HEAD + "data: {}\n", HEAD + "data: ~\n"]
)
def test_all_kinds_of_tables_fill_a_project_without_data(ending: str, newline: str) -> None:
    text = ending.replace("\n", newline)
    for one in ALL:
        text = written(text, one)
    project = read(text)
    assert (bare(CUSTOMERS.table), bare(ORDERS.table)) == (bare(project.customers), bare(project.events["订单"]))
    assert project.contacts is not None and project.suppressed is not None
    assert (newline == "\r\n") == ("\r\n" in text) and text.count("\r") in (0, text.count("\n"))
    assert text.startswith(HEAD.rstrip("\n").replace("\n", newline))


@pytest.mark.parametrize("text", [HEAD + BLOCKS, HEAD + FLOW, CHINESE])
@pytest.mark.parametrize("proposal", [ORDERS, MESSAGES, BLOCKED], ids=lambda one: one.role.value)
def test_a_table_is_added_and_what_was_there_stays_to_the_letter(text: str, proposal: TableProposal) -> None:
    after = written(text, proposal)
    assert _is_insertion(text, after)
    before, now = read(text), read(after)
    assert bare(before.customers) == bare(now.customers)
    assert {name: bare(one) for name, one in before.events.items()}.items() <= {
        name: bare(one) for name, one in now.events.items()
    }.items()
    assert replace(before, customers=now.customers, events={}, contacts=None, suppressed=None) == replace(
        now, events={}, contacts=None, suppressed=None
    )


def _is_insertion(before: str, after: str) -> bool:
    """Whether one text is the other with something put in at one place."""
    start = next((at for at, pair in enumerate(zip(before, after, strict=False)) if pair[0] != pair[1]), len(before))
    return after[:start] + after[start + len(after) - len(before) :] == before


def test_a_key_without_a_value_is_filled() -> None:
    after = written(HEAD + EMPTY_EVENTS, ORDERS)
    assert _is_insertion(HEAD + EMPTY_EVENTS, after)
    assert (bare(ORDERS.table), 7) == (bare(read(after).events["订单"]), read(after).seed)


def test_a_project_that_speaks_chinese_gets_chinese_keys() -> None:
    after = written(CHINESE, ORDERS)
    assert (
        "  事件:\n    订单:\n      文件: data/订单.csv\n      客户: 买家手机号\n      于: 付款日\n      字段:\n"
        in after
    )
    assert "取值 [交易完成, 交易关闭]" in after
    assert bare(ORDERS.table) == bare(read(after).events["订单"])


def test_a_declared_table_is_replaced_only_when_that_is_asked_for() -> None:
    refused = with_table(Source("clmplan.yaml", HEAD + BLOCKS), CUSTOMERS, is_replacing=False)
    assert (None, [ALREADY_MAPPED]) == (refused.value, [one.code for one in refused.diagnostics])
    after = written(HEAD + BLOCKS, CUSTOMERS, is_replacing=True)
    head, _, rest = (HEAD + BLOCKS).partition("    file: data/old.csv   # exported weekly\n")
    tail = rest.partition("    fields: {a: date}\n")[2]
    assert after.startswith(head) and after.endswith(tail)
    assert bare(CUSTOMERS.table) == bare(read(after).customers)


@pytest.mark.parametrize("text", [HEAD + BLOCKS, HEAD + FLOW])
def test_an_event_is_replaced_under_its_own_name(text: str) -> None:
    proposal = replace(ORDERS, table=replace(ORDERS.table, name="visits"))
    after = written(text, proposal, is_replacing=True)
    assert bare(proposal.table) == bare(read(after).events["visits"])
    assert bare(read(text).customers) == bare(read(after).customers)
    assert after.startswith(HEAD) and after.endswith(text[text.index("\nseed: 7") :])


def test_rules_of_rows_survive_a_new_mapping() -> None:
    rules = "    leave out:\n      - name: tests   # ours\n        where: {id: [T1, T2]}\n"
    text = HEAD + BLOCKS.replace("    key: id\n", "    key: id\n" + rules)
    after = written(text, CUSTOMERS, is_replacing=True)
    assert "tests" == read(after).customers.leave_out[0].name
    assert "- name: tests   # ours\n        where: {id: [T1, T2]}" in after


@pytest.mark.parametrize(
    "text", ["a: [1", "- a\n- b\n", "data: 3\n", "data: [1]\n", "data:\n  events: [a]\n", "a: &x 1\nb: *x\n"]
)
def test_a_file_that_cannot_take_a_table_is_left_alone(text: str) -> None:
    done = with_table(Source("clmplan.yaml", text), ORDERS, is_replacing=True)
    assert done.value is None and NOT_EDITABLE in [one.code for one in done.diagnostics]


def test_the_lines_that_are_shown_are_those_that_are_written() -> None:
    assert written("", CUSTOMERS) == table_text(CUSTOMERS, Language())
    assert '      生日: {type: "date?", yearly: yes}\n' in table_text(CUSTOMERS, Language())


HOSTILE = some.text(
    some.characters(codec="utf-8", exclude_categories=("Cs", "Cc", "Zl", "Zp", "Co")), min_size=1, max_size=12
)
SIGNS = some.sampled_from(
    [*"#:-?{}[]&*!|>'\"%@`,，、？ ", "one_of [a]", "a?", "null", "~", "yes", "=1+1", "x: y", "\t", "；"]
)
TEXTS = some.lists(some.one_of(HOSTILE, SIGNS), min_size=1, max_size=4).map("".join)
HEADERS = TEXTS.map(lambda text: " ".join(text.split())).filter(lambda text: text != "")


@some.composite
def tables(draw: some.DrawFn) -> TableSpec:
    """A customer table with any columns, choices, formats and units."""

    def header() -> str:
        return normalize("NFC", normalize("NFC", draw(HEADERS)).strip()) or "x"

    fields = []
    for number in range(draw(some.integers(1, 4))):
        kind = draw(some.sampled_from(tuple(FieldType)))
        spec = FieldSpec(f"f{number}", header(), kind, nullable=draw(some.booleans()))
        if kind is FieldType.ONE_OF:
            spec = replace(spec, choices=tuple(dict.fromkeys(header() for _ in range(draw(some.integers(1, 4))))))
        if kind is FieldType.DATE:
            more = draw(some.sampled_from([{}, {"format": "%d.%m.%Y"}, {"date_order": "mdy"}, {"yearly": True}]))
            spec = replace(spec, **more)
        if kind is FieldType.MONEY:
            spec = replace(spec, unit=draw(some.sampled_from([None, Decimal(10_000), Decimal("0.01")])))
        fields.append(spec)
    options = SourceOptions(
        encoding=draw(some.sampled_from([None, "gb18030"])), delimiter=draw(some.sampled_from([None, ",", "\t", "|"]))
    )
    return TableSpec("customers", "data/客户 2026.csv", header(), tuple(fields), source=options)


@settings(deadline=None, max_examples=150, suppress_health_check=[HealthCheck.too_slow])
@given(tables(), some.sampled_from([HEAD + FLOW, HEAD + BLOCKS, CHINESE]))
def test_any_table_is_read_back_as_it_was_meant(table: TableSpec, text: str) -> None:
    proposal = TableProposal(Role.CUSTOMERS, table, (), 1, 1)
    done = with_table(Source("clmplan.yaml", text), proposal, is_replacing=True)
    assert done.value is not None
    project = read(done.value)
    assert bare(table) == bare(project.customers)
    assert read(text).events.keys() == project.events.keys()
