"""Headers are recognised however an export writes them."""

from __future__ import annotations

import pytest

from clmplan.data.mapping.ideas.idea import Part, Side, in_brackets, plain
from clmplan.data.mapping.ideas.synonyms import IDEAS, every_idea, named
from clmplan.data.mapping.naming import different, event_name, field_name


def idea(header: str, side: Side = Side.CUSTOMERS) -> str | None:
    found = named(header, side)
    return None if found is None else found.idea.en


@pytest.mark.parametrize(
    ("expected", "headers"),
    [
        (
            "customer",
            "客户编号|会员号|会员ID|会员 ID|Customer ID|customerid|user_id|CUSTOMER-NO.|客户编号*|ＵＳＥＲ＿ＩＤ",
        ),
        (
            "mobile",
            "手机号|手机号码|电话|mobile|Phone|手机号码（必填）|手机号【加密】|会员手机号|手机\n号码|Mobile Phone",
        ),
        ("email", "邮箱|电子邮箱|E-mail|Email Address|客户邮箱"),
        ("last_order_date", "最近一次消费时间|last_order_date|Last Order Date|最近消费时间"),
        ("total_spent", "累计消费金额（元）|Total Spent|历史消费金额"),
        ("birthday", "生日|出生日期|Date of Birth|DOB|会员生日"),
        ("gender", "性别|gender|客户性别"),
        ("city", "城市|所在城市|City|Billing City|Default Address City"),
        ("tier", "等级|会员等级|tier|Loyalty Tier"),
        ("created", "注册时间|成为客户时间|created|Created At|入会时间|Customer since"),
        ("sms_ok", "允许短信|sms_ok|是否接收短信|Accepts SMS Marketing|短信订阅"),
        ("email_ok", "允许邮件|email_ok|Accepts Email Marketing|email opt-in|Newsletter Consent"),
        ("wechat_ok", "是否允许微信|wechat_ok"),
        ("marketing_ok", "Accepts Marketing|同意营销"),
    ],
)
def test_a_column_of_customers_is_known_by_many_headers(expected: str, headers: str) -> None:
    assert {expected} == {idea(header) for header in headers.split("|")}


@pytest.mark.parametrize(
    ("expected", "headers"),
    [
        ("order_date", "下单时间|order date|订单创建时间|Purchase Date|交易日期|InvoiceDate"),
        ("paid_date", "付款时间|支付时间|Paid at"),
        ("amount", "实付金额|订单金额|amount|Total|买家实际支付金额|Grand Total|订单实付金额(元)"),
        ("order_id", "订单号|订单编号|invoice|Order ID|小票号|Invoice No."),
        ("refund_amount", "退款金额|Refunded Amount"),
        ("quantity", "数量|商品数量|Qty|Lineitem quantity"),
        ("channel", "渠道|发送渠道|channel"),
        ("date", "Created at|日期|访问时间"),
    ],
)
def test_a_column_of_events_is_known_by_many_headers(expected: str, headers: str) -> None:
    assert {expected} == {idea(header, Side.EVENTS) for header in headers.split("|")}


def test_the_same_header_may_mean_another_thing_in_another_table() -> None:
    assert ("created", "date") == (idea("Created at"), idea("Created at", Side.EVENTS))


def test_at_least_sixty_ideas_have_names_in_both_languages_and_every_word_is_written_as_it_is_compared() -> None:
    assert len(IDEAS) >= 60
    assert [word for one in IDEAS for word in one.words if word != plain(word)] == []
    assert [one.en for one in IDEAS if one.en != field_name(one.en, 0) or not one.zh.isprintable()] == []


def test_within_one_kind_of_table_a_word_names_one_idea() -> None:
    twice = {
        word: [one.en for one in IDEAS if word in one.words and one.side is side]
        for side in Side
        for idea_ in IDEAS
        for word in idea_.words
    }
    assert {word: names for word, names in twice.items() if len(names) > 1} == {}


@pytest.mark.parametrize("header", ["", "   ", "（）", "口味偏好", "xyz", "客户", "订单", "3"])
def test_a_header_that_means_nothing_known_names_nothing(header: str) -> None:
    assert {one.idea.part for one in every_idea(header)} <= {Part.KEY}


def test_what_stands_in_brackets_is_read_apart() -> None:
    assert ("万元",) == in_brackets("消费金额（万元）")
    assert "手机号" == plain("手 机_号（必填）\n[加密]")
    assert "必填" == plain("（必填）")


@pytest.mark.parametrize(
    ("expected", "header"),
    [
        ("loyalty_join_store", "LoyaltyJoinStore"),
        ("手机号码", "手机号码（必填）"),
        ("total_spent_gbp", "Total Spent / GBP"),
        ("列", "列！"),
        ("column_3", "★☆"),
        ("vip", "【VIP】"),
    ],
)
def test_a_header_becomes_a_name_that_a_playbook_can_write(expected: str, header: str) -> None:
    assert expected == field_name(header, 2)


def test_names_that_are_taken_get_a_number_whatever_their_capitals() -> None:
    assert ("vip_3", "new") == (different("vip", ["VIP", "Vip_2"]), different("new", ["old"]))


@pytest.mark.parametrize(
    ("expected", "file"),
    [
        ("returns", "data/returns_2026-11-01.csv"),
        ("会员行为", "会员行为导出20261101.xlsx"),
        ("visits", "data/visits_*.csv"),
        ("visits", "visits/"),
        ("2026", "2026.csv"),
    ],
)
def test_events_are_called_like_their_file_without_dates(expected: str, file: str) -> None:
    assert expected == event_name(file)
