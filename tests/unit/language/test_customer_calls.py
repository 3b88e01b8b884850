"""Which events a function over a customer's history reads, how it is laid out and said in the other language."""

from __future__ import annotations

import pytest

from clmplan.base.source import Source
from clmplan.data.project_file import read_project
from clmplan.language.calls import all_functions
from clmplan.language.format.formatted import formatted
from clmplan.language.parse import parse
from clmplan.language.resolve import resolve
from clmplan.model.expression import Compare, EventCall, EventDay, Missing, ModelValue, Or
from clmplan.model.project import Project

PROJECT = """name: shop
zone: Europe/London
currency: GBP
playbooks: [shop.clm]
data:
  customers: {file: c.csv, key: customer, fields: {points: number}}
  events:
EVENTS"""
PAID = "    NAME: {file: f.csv, customer: customer, on: day, fields: {day: date, amount: moneyQ, tip: money}}\n"
SEEN = "    NAME: {file: f.csv, customer: customer, on: seen, fields: {seen: date}}\n"


def project(*events: str) -> Project:
    read = read_project(Source("clmplan.yaml", PROJECT.replace("EVENTS", "".join(events))))
    assert read.value is not None, [one.message("en") for one in read.diagnostics]
    return read.value


def paid(name: str, mark: str = "") -> str:
    return PAID.replace("NAME", name).replace("moneyQ", f'"money{mark}"')


def seen(name: str) -> str:
    return SEEN.replace("NAME", name)


def read(text: str, of: Project) -> tuple[list[str], ModelValue | None]:
    """The codes of the findings, and the value that the segment `a` compares."""
    head = "playbook p { horizon: 2026-10-01 .. 2026-12-31 }\n"
    checked = resolve((parse(Source("shop.clm", head + text)).value,), of)
    found = [one.code.id for one in checked.diagnostics if one.is_error]
    segments = checked.value.segments if checked.value is not None else ()
    condition = next((one.condition for one in segments if one.name == "a"), None)
    value = condition.left if isinstance(condition, Compare) else None
    return found, value if isinstance(value, ModelValue) else None


def event_of(value: ModelValue | None) -> str:
    assert value is not None and isinstance(value.inputs[0], EventCall)
    return value.inputs[0].event


def test_the_only_events_with_an_amount_are_purchases() -> None:
    found, value = read("segment a = alive() > 50%", project(seen("clicks"), paid("orders"), seen("visits")))
    assert ([], "orders") == (found, event_of(value))


def test_the_only_events_of_a_project_are_purchases_even_without_an_amount() -> None:
    found, value = read("segment a = alive() > 50%", project(seen("stays")))
    assert ([], "stays") == (found, event_of(value))
    assert value is not None and EventDay("stays", "last") == value.inputs[3]


def test_where_several_could_be_meant_the_call_has_to_say_which() -> None:
    two = project(paid("orders"), paid("tickets"))
    assert (["CLM311"], None) == read("segment a = alive() > 50%", two)
    assert (["CLM311"], None) == read("segment a = alive() > 50%", project(seen("clicks"), seen("visits")))
    found, value = read("segment a = alive(tickets) > 50%", two)
    assert ([], "tickets") == (found, event_of(value))


def test_most_campaigns_decide_and_then_the_name() -> None:
    three = project(paid("orders"), paid("tickets"), seen("visits"))
    goal = "campaign NAME { for everyone; on 2026-10-10; goal: EVENT within 14d }\n"
    tickets, orders = goal.replace("EVENT", "tickets"), goal.replace("EVENT", "order")
    one_each = tickets.replace("NAME", "x") + orders.replace("NAME", "y")
    asked = "segment a = alive() > 50%\n"
    assert "orders" == event_of(read(asked + one_each, three)[1])
    assert "tickets" == event_of(read(asked + one_each + tickets.replace("NAME", "z"), three)[1])


def test_an_order_whose_amount_is_missing_is_an_order_and_one_below_nothing_is_none() -> None:
    def where(mark: str) -> object:
        value = read("segment a = alive() > 50%", project(paid("orders", mark)))[1]
        assert value is not None and isinstance(value.inputs[0], EventCall)
        return value.inputs[0].where

    assert isinstance(where(""), Compare)
    whole = where("?")
    assert isinstance(whole, Or) and isinstance(whole.parts[1], Missing)


def test_the_amount_named_is_the_one_that_is_summed() -> None:
    for call, field in (("clv(30d)", "amount"), ("clv(orders, 30d)", "amount"), ("clv(orders.tip, 30d)", "tip")):
        found, value = read(f"segment a = {call} > £5", project(paid("orders")))
        assert found == [] and value is not None and isinstance(value.inputs[4], EventCall)
        assert (field, (30,)) == (value.inputs[4].field, value.arguments)


def test_churn_risk_reads_every_other_kind_of_events() -> None:
    value = read("segment a = churn_risk() > 50%", project(seen("visits"), paid("orders"), seen("clicks")))[1]
    assert value is not None
    assert ["clicks", "visits"] == [one.date.event for one in value.inputs[5:]]  # type: ignore[attr-defined]
    assert () == value.learns_from


@pytest.mark.parametrize(
    ("english", "chinese"),
    [
        ("rfm() = champions", "RFM分群() = 核心客户"),
        ("rfm() in [at_risk, lost]", "RFM分群() 属于 [风险客户, 流失客户]"),
        ("alive(orders) >= 60%", "存活率(orders) 不低于 60%"),
        ("clv(orders.amount, 90d) > £5", "客户价值(orders.amount, 90天) 超过 £5"),
        ("churn_risk() < 30% or next_order() is missing", "流失风险() 低于 30% 或 下次下单() 缺失"),
        ("quintile(points where points > 3) = 5", "五分位(points 其中 points 超过 3) = 5"),
    ],
)
def test_words_and_labels_are_said_in_the_other_language_and_back(english: str, chinese: str) -> None:
    written = formatted(Source("a.clm", f"segment a = {english}\n"), "zh").value
    assert written.startswith("人群 a = ")
    assert written.split("= ", 1)[1].replace("为 缺失", "缺失") == chinese + "\n"
    assert formatted(Source("a.clm", written), "en").value == f"segment a = {english}\n"


def test_a_segment_of_the_same_name_stays_a_segment() -> None:
    text = "segment lost = rfm() = lost\nsegment b = lost and points > 3\n"
    assert "人群 lost = RFM分群() = 流失客户\n人群 b    = lost 且 points 超过 3\n" == formatted(
        Source("a.clm", text), "zh"
    ).value.replace("lost =", "lost =")


@pytest.mark.parametrize("text", ["alive( )", "alive(\t)", "alive（）"])
def test_empty_brackets_are_written_close(text: str) -> None:
    assert "segment a = alive() > 3\n" == formatted(Source("a.clm", f"segment a = {text} > 3\n")).value


@pytest.mark.parametrize("text", ["segment a = alive(", "segment a = alive() and", "segment a = alive()) > 3"])
def test_what_is_not_finished_is_said_once(text: str) -> None:
    assert 1 == len(parse(Source("a.clm", text)).diagnostics)


def test_every_function_has_one_name_in_each_language() -> None:
    assert 24 == len(all_functions()) == 2 * len(set(map(id, all_functions().values())))
