"""A file's columns become fields for stated reasons; what is open is asked, what is unknown stays text."""

from __future__ import annotations

from decimal import Decimal

import mapping_samples as samples
import pytest
from mapping_samples import BRITAIN, CHINA, checked_proposal, proposed, said

from clmplan.codes import mapping as codes
from clmplan.data.mapping.ideas.idea import Part
from clmplan.data.mapping.proposal import Reason, Role, TableProposal
from clmplan.data.mapping.propose import Wish

SYSTEMS = {
    "客户.csv": (samples.YOUZAN_CUSTOMERS, CHINA, "customers customers 手机号 注册日"),
    "订单明细.csv": (samples.YOUZAN_ORDERS, CHINA, "events 订单 买家手机号 付款日"),
    "members.xlsx": (samples.WEIMOB_MEMBERS, CHINA, "customers customers 会员卡号 注册日"),
    "推送.csv": (samples.WEIMOB_MESSAGES, CHINA, "contacts contacts 会员卡号 发送日"),
    "customers_export.csv": (samples.SHOPIFY_CUSTOMERS, BRITAIN, "customers customers Customer ID None"),
    "orders_export_1.csv": (samples.SHOPIFY_ORDERS, BRITAIN, "events orders Email paid_date"),
    "crm.csv": (samples.CRM_CONTACTS, BRITAIN, "customers customers contact_id created"),
    "sales.csv": (samples.CRM_SALES, BRITAIN, "events orders customer order_date"),
    "log.csv": (samples.SHOP_VISITS, CHINA, "events 访问 用户ID 日期"),
    "退订名单.csv": (samples.BLOCKED, CHINA, "suppressed suppressed 会员号 None"),
}


def fields(proposal: TableProposal) -> list[str]:
    return [said(one.field) for one in proposal.columns if one.field is not None]


def field(text: str, header: str) -> str:
    """The field that a column of a customer file becomes."""
    found = proposed("客户.csv", text)
    return said(next(one.field for one in found.columns if one.header == header))


def column(header: str, *values: str) -> str:
    """A customer file with a key and one more column."""
    return f"会员号,{header}\n" + "".join(f'K{number},"{value}"\n' for number, value in enumerate(values))


@pytest.mark.parametrize("file", SYSTEMS)
def test_an_export_of_a_known_system_is_told_apart_with_its_key_and_day(file: str) -> None:
    text, home, expected = SYSTEMS[file]
    found = proposed(file, text, home)
    assert expected == f"{found.role.value} {found.table.name} {found.table.key} {found.table.day}"
    assert [] == [one.header for one in found.columns if one.reason is not Reason.NAME]


def test_the_fields_of_a_chinese_customer_export() -> None:
    assert [
        "昵称: text",
        "性别: one_of [女, 男]",
        "生日: date? yearly",
        "等级: one_of [金卡, 银卡]",
        "注册日: date",
        "最近消费日: date?",
        "消费次数: number",
        "累计消费: money",
        "客单价: money",
        "积分: number",
        "允许短信: yes_no",
        "标签: text?",
    ] == fields(proposed("客户.csv", samples.YOUZAN_CUSTOMERS))


def test_the_fields_of_an_english_sales_export() -> None:
    assert ["order_date: date dmy", "order_id: text", "amount: money", "currency: text"] == fields(
        proposed("sales.csv", samples.CRM_SALES, BRITAIN)
    )


def test_consents_are_listed_with_their_channels() -> None:
    found = proposed("customers_export.csv", samples.SHOPIFY_CUSTOMERS, BRITAIN)
    listed = [(one.field.name, one.idea.channel) for one in found.consents if one.field and one.idea]
    assert [("email_ok", "email"), ("sms_ok", "sms")] == listed


def test_a_history_of_contacts_keeps_its_day_and_channel_only() -> None:
    found = proposed("推送.csv", samples.WEIMOB_MESSAGES)
    assert ["发送日: date", "渠道: text"] == fields(found)
    assert [Part.KEY, Part.DAY, Part.CHANNEL] == [one.part for one in found.columns]


def test_the_day_of_an_event_may_not_be_missing_but_its_other_dates_may() -> None:
    found = proposed("订单明细.csv", samples.YOUZAN_ORDERS)
    assert ["下单日: date", "付款日: date"] == [one for one in fields(found) if ": date" in one]


def test_a_day_that_most_rows_lack_is_not_the_day_of_the_event() -> None:
    rows = "".join(f"E{number},1380013800{number % 3},2026/10/{number + 1},\n" for number in range(9))
    found = proposed("订单.csv", "订单号,手机号,下单时间,付款时间\n" + rows + "E9,13800138000,2026/10/20,2026/10/20\n")
    assert "下单日" == found.table.day


def test_dates_that_fit_two_orders_are_asked_for() -> None:
    text = "user_id,order_date,amount\nu1,05/03/2026,1\nu1,06/04/2026,1\nu2,07/04/2026,1\n"
    asked = checked_proposal("orders.csv", text)
    assert [codes.DATE_ORDER_OPEN] == [one.code for one in asked.diagnostics]
    assert "`dmy`, `mdy`" in asked.diagnostics[0].message("en") or "dmy, mdy" in asked.diagnostics[0].message("en")
    for order in ("dmy", "mdy"):
        told = checked_proposal("orders.csv", text, wish=Wish(date_order=order))
        assert ((), f"order_date: date {order}") == (told.diagnostics, fields(told.value)[0] if told.value else "")


@pytest.mark.parametrize(
    ("expected", "values"),
    [
        ("生日: date yearly", ("1990-05-06", "1991/6/7", "1992年7月8日", "19930809")),
        ("生日: date dmy yearly", ("25/12/1990", "01/02/1991")),
        ("生日: date mdy yearly", ("12/25/1990", "01/02/1991")),
        ("生日: date? yearly", ("1990-05-06", "")),
        ("生日: text", ("春天", "夏天")),
        ("生日: date? yearly", ("", "")),
    ],
)
def test_a_birthday_is_a_date_in_whatever_form_its_values_have(expected: str, values: tuple[str, ...]) -> None:
    assert expected == field(column("生日", *values), "生日")


@pytest.mark.parametrize(
    ("expected", "header", "values"),
    [
        ("口味: text", "口味", ("甜", "咸", "鲜")),
        ("口味: one_of [甜, 咸]", "口味", ("甜",) * 12 + ("咸",) * 8),
        ("是否会员日到店: yes_no", "是否会员日到店", ("0", "1", "1")),
        ("到店: number", "到店", ("0", "1", "1")),
        ("到店: yes_no", "到店", ("是", "否", "是")),
        ("门店编号: text", "门店编号", ("00123", "00456", "00123")),
        ("号: text", "号", ("622202100001", "622202100002", "1")),
        ("好感: number", "好感", ("1.5", "2", "1,000")),
        ("储蓄: money", "储蓄", ("￥1.50", "￥2", "￥10")),
        ("年消费额: money x10000", "年消费额（万元）", ("1.5", "2", "10")),
        ("年消费额: money", "年消费额（元）", ("1.5", "2", "10")),
        ("紧急联系: phone", "紧急联系", ("13800138000", "+86 139 0013 9000", "13700137000")),
        ("上门: date", "上门", ("2026年1月2日", "2026年1月3日", "2026年1月4日")),
        ("空: text?", "空", ("", "", "")),
    ],
)
def test_an_unknown_column_is_typed_by_the_shape_of_its_values_alone(
    expected: str, header: str, values: tuple[str, ...]
) -> None:
    assert expected == field(column(header, *values), header)


def test_a_column_whose_values_break_the_promise_of_its_header_is_read_by_shape_under_its_own_name() -> None:
    found = proposed("客户.csv", column("积分", "很多", "少", "没有"))
    assert (Reason.CONTRADICTED, "积分: text") == (found.columns[1].reason, said(found.columns[1].field))


def test_a_unit_in_brackets_multiplies_money_and_minutes_stay_minutes() -> None:
    unit = proposed("客户.csv", column("余额（分）", "100", "250")).columns[1].field
    assert unit is not None and Decimal("0.01") == unit.unit
    assert "停留: number" == field(column("停留（分）", "3", "4.5"), "停留（分）")


def test_a_phone_that_lost_its_digits_is_said_and_stays_a_phone() -> None:
    found = checked_proposal("客户.csv", column("手机号", "1.38E+10", "1.39E+10"))
    assert [codes.DIGITS_LOST] == [one.code for one in found.diagnostics]
    assert found.value is not None and "手机号: phone" == said(found.value.columns[1].field)


def test_two_columns_of_one_idea_get_names_of_their_own_and_the_better_word_wins() -> None:
    text = "会员号,下单时间,订单金额,实付金额\n" + "".join(f"K1,2026-01-0{day},9,8\n" for day in range(1, 5))
    assert ["下单日: date", "订单金额: money", "金额: money"] == fields(proposed("订单.csv", text))


def test_columns_without_a_name_of_their_own_are_left_out_and_said() -> None:
    found = checked_proposal("客户.csv", "会员号,备注,备注,\nK1,a,b,c\nK2,a,b,c\n")
    assert [codes.UNNAMED_COLUMN] == [one.code for one in found.diagnostics]
    assert found.value is not None and (["会员号"], ("备注",), 1) == (
        [one.header for one in found.value.columns],
        found.value.twice,
        found.value.unnamed,
    )


def test_names_that_the_engine_needs_are_never_proposed() -> None:
    text = "会员号,下单时间,Day,c\n" + "".join(f"K1,2026-01-0{day},x,y\n" for day in range(1, 5))
    assert ["day_2", "c_2"] == [one.partition(":")[0] for one in fields(proposed("订单.csv", text))[1:]]


def test_a_file_without_a_customer_or_an_event_without_a_day_is_refused_with_the_option_that_helps() -> None:
    nobody = checked_proposal("a.csv", "口味,颜色\n甜,红\n甜,红\n")
    timeless = checked_proposal("订单.csv", "会员号,金额\nK1,2\nK1,3\n", wish=Wish(role=Role.EVENTS))
    assert (None, [codes.NO_COLUMN_FOR]) == (nobody.value, [one.code for one in nobody.diagnostics])
    assert (None, [codes.NO_COLUMN_FOR]) == (timeless.value, [one.code for one in timeless.diagnostics])
    assert ["--key", "--on"] == [
        one.diagnostics[0].help("en").partition("`")[2].partition(" ")[0] for one in (nobody, timeless)
    ]


def test_what_the_author_says_is_done() -> None:
    wish = Wish(Role.EVENTS, key="口味", day="上门", name="品鉴")
    found = proposed("a.csv", "会员号,口味,上门\nK1,甜,2026-01-02\nK2,甜,2026-01-03\n", wish=wish)
    assert ("events 品鉴 口味 上门") == f"{found.role.value} {found.table.name} {found.table.key} {found.table.day}"
    wrong = checked_proposal("a.csv", "会员号,口味\nK1,甜\n", wish=Wish(key="会员编号"))
    assert [codes.NO_SUCH_COLUMN] == [one.code for one in wrong.diagnostics]
    assert "会员号" in wrong.diagnostics[0].help("zh")


def test_a_unique_column_names_the_customer_when_no_header_does() -> None:
    found = proposed("名单.csv", "代号,口味\na,甜\nb,甜\nc,咸\n")
    assert ("代号", Reason.SHAPE) == (found.table.key, found.columns[0].reason)


def test_customers_who_are_listed_twice_are_still_customers() -> None:
    rows = samples.YOUZAN_CUSTOMERS + samples.YOUZAN_CUSTOMERS.partition("\n")[2]
    found = proposed("导出.csv", rows)
    assert (Role.CUSTOMERS, 8, 4) == (found.role, found.rows, found.customers)


def test_many_columns_are_no_obstacle() -> None:
    header = ",".join(["会员号", *(f"列{number}" for number in range(2_000))])
    rows = "".join(",".join([f"K{row}", *["x"] * 2_000]) + "\n" for row in range(3))
    assert 2_001 == len(proposed("客户.csv", f"{header}\n{rows}").columns)
