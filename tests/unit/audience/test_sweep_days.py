"""What a sweep must get right between events: dates that come of age, cut points that move, rows that meet."""

from dataclasses import replace
from decimal import Decimal

import audience_world as w
import numpy as np
import pytest
from generated_expressions import Learned

from clmplan.audience import memberships as room
from clmplan.audience.repeated import repeated
from clmplan.audience.sweep import cutting, groups, receiving
from clmplan.audience.sweep import run as running
from clmplan.audience.sweep.run import Sweep
from clmplan.audience.swept import swept
from clmplan.base.rooms import members
from clmplan.functions.kind import Function
from clmplan.model import expression as e
from clmplan.model.playbook import Lifecycle, Segment, Stage
from clmplan.model.wanted import Wanted

FOLDS = members("clmplan.functions", Function, lambda one: one.name)
DAY = w.LEAP_DAY
COUNT = w.call(FOLDS["count"])
SINCE_LAST = e.DaysSince(e.EventDay("orders", "last"))
LONG = tuple(range(DAY, DAY + 40))


def days_of(number):
    return e.Constant(number, e.Type.DAYS)


def money(amount):
    return e.Constant(amount, e.Type.MONEY)


def both_ways(people, rules, days=LONG, book=None, anchors=None):
    """The sweep, after it was found to say what the statements say."""
    book = book or w.playbook()
    engine = w.fill(w.TableEngine(), people)
    wanted = Wanted.everything(book, days, rules, anchors or {})
    asking = room.learned(engine, book, wanted, len(people))
    found = swept(Sweep(engine, book, len(people), asking.fits), wanted)
    said = repeated(asking, book, wanted)
    for name in wanted.holds:
        assert [row.tolist() for row in found.holds[name]] == [row.tolist() for row in said.holds[name]], name
    for name in wanted.stages:
        assert [row.tolist() for row in found.stages[name]] == [row.tolist() for row in said.stages[name]], name
    assert found.cuts == said.cuts
    assert {name: one.tolist() for name, one in found.unknown.items()} == {
        name: one.tolist() for name, one in said.unknown.items()
    }
    return found


def test_a_condition_changes_on_the_very_day_a_date_comes_of_age():
    people = [w.customer([{"day": DAY - 3}]), w.customer([{"day": DAY + 5}]), w.customer()]
    found = both_ways(people, {"r": e.Compare(">", SINCE_LAST, days_of(10))})
    firsts = [next((day for day in range(40) if found.holds["r"][day][one]), None) for one in range(3)]
    assert firsts == [8, 16, None]
    assert set(found.unknown["r"].tolist()) == {1, 2}


@pytest.mark.parametrize("sign", ["=", "!=", "<", "<=", ">", ">="])
@pytest.mark.parametrize("factor", [1, -2, 3])
def test_every_comparison_with_something_that_grows_changes_in_time(sign, factor):
    people = [w.customer([{"day": DAY + offset, "due": DAY + 2 * offset}], joined=DAY - offset) for offset in range(6)]
    grown = e.Arithmetic("*", SINCE_LAST, e.Constant(factor, e.Type.NUMBER), e.Type.DAYS)
    rules = {
        "written": e.Compare(sign, grown, days_of(6)),
        "other": e.Compare(sign, grown, e.DaysSince(w.JOINED)),
        "turned": e.Compare(sign, days_of(6), grown),
        "among": e.Contained(grown, (days_of(6), days_of(7), days_of(-4))),
    }
    both_ways(people, rules)


def test_a_population_that_somebody_joins_by_growing_older_is_cut_anew(monkeypatch):
    """Twenty customers leave or join the population on days of their own while the cut point moves past them."""
    monkeypatch.setattr(groups, "FEW_ROWS", 0)
    monkeypatch.setattr(receiving, "FEW_ROWS", 0)
    people = [
        w.customer(
            [{"day": DAY - one, "amount": 50 * (one % 7)}, {"day": DAY + 2 * one, "amount": 50}], spend=10 * (one % 5)
        )
        for one in range(20)
    ]
    among = e.And((e.Compare(">=", SINCE_LAST, days_of(3)), e.Compare("<", SINCE_LAST, days_of(17))))
    total = w.call(FOLDS["sum"], "amount", None, 20)
    ranks = {
        "top": e.TopShare(Decimal(30), total, among),
        "low": e.TopShare(Decimal(40), w.SPEND, among, bottom=True),
        "fresh": e.TopShare(Decimal(25), SINCE_LAST, bottom=True),
        "within": e.TopShare(Decimal(50), total, e.SegmentMember("low")),
    }
    book = w.playbook(segments=tuple(Segment(name, "", one) for name, one in ranks.items()))
    score = e.Arithmetic("*", e.Quintile(total, among), e.Constant(3, e.Type.NUMBER), e.Type.NUMBER)
    rules = {"score": e.Compare(">=", score, e.Constant(9, e.Type.NUMBER))}
    found = both_ways(people, rules, book=book)
    assert len(set(found.cuts["top"])) > 2


@pytest.mark.parametrize(("ranges", "samples", "size"), [(2, 1, 1), (2, 3, 4), (5, 30, 30), (1024, 16, 512)])
def test_cut_points_are_found_however_the_values_are_spread(monkeypatch, ranges, samples, size):
    """Few bounds, so that ranges hold many values, and a sample that saw next to nothing."""
    for module, name, value in (
        (cutting, "_RANGES", ranges),
        (running, "_SAMPLES", samples),
        (running, "_SAMPLE_SIZE", size),
    ):
        monkeypatch.setattr(module, name, value)
    people = [
        w.customer([{"day": DAY + one % 9, "amount": 7 * one * one}, {"day": DAY - one, "amount": one}])
        for one in range(30)
    ]
    total = w.call(FOLDS["sum"], "amount", None, 25)
    ranks = [e.TopShare(Decimal(percent), total) for percent in ("1", "20", "50", "99.5", "100")]
    book = w.playbook(segments=tuple(Segment(f"s{index}", "", one) for index, one in enumerate(ranks)))
    both_ways(people, {}, book=book)


def test_customers_come_in_blocks_and_shards_of_any_size(monkeypatch):
    people = [w.customer([{"day": DAY + one % 11, "amount": 50 * one}]) for one in range(45)]
    stages = (Stage("some", "", e.Compare("<=", SINCE_LAST, days_of(4))), Stage("rest", "", None))
    book = w.playbook(
        lifecycles=(Lifecycle("main", "", stages),),
        segments=(Segment("top", "", e.TopShare(Decimal(20), w.call(FOLDS["sum"], "amount"))),),
    )
    rules = {"r": e.Compare("=", COUNT, e.Constant(1, e.Type.NUMBER))}
    whole = both_ways(people, rules, book=book)
    monkeypatch.setattr(groups, "_LARGEST_BLOCK", 8)
    monkeypatch.setattr(running, "_LARGEST_SHARD", 16)
    monkeypatch.setattr(running, "_KEPT_BYTES", 1)
    parts = both_ways(people, rules, book=book)
    assert whole.counts["main"].tolist() == parts.counts["main"].tolist()


def test_a_where_that_looks_at_the_day_is_folded_day_by_day():
    people = [
        w.customer([{"day": DAY - 2, "due": DAY + one, "amount": 50 * one}, {"day": DAY + 3, "due": DAY, "amount": 10}])
        for one in range(6)
    ]
    soon = e.Compare("<=", e.DaysSince(w.DUE), days_of(2))
    rules = {
        fold: e.Compare(">=", w.call(FOLDS[fold], "amount", soon, 6), money(100)) for fold in ("sum", "max", "min")
    }
    rules["mean"] = e.Compare(">", w.call(FOLDS["avg"], "amount", soon), money(60))
    rules["count"] = e.Compare("=", w.call(FOLDS["count"], None, soon), e.Constant(1, e.Type.NUMBER))
    both_ways(people, rules)


def test_unknown_is_neither_true_nor_false_in_any_combination():
    people = [
        w.customer([{"day": DAY + one, "amount": None if one % 2 else 50 * one}], age=None if one % 3 else 2.0)
        for one in range(9)
    ]
    fresh = e.Compare("<", SINCE_LAST, days_of(6))
    paid = e.Compare(">", w.call(FOLDS["max"], "amount"), money(100))
    old = e.Compare(">", w.AGE, e.Constant(1, e.Type.NUMBER))
    rules = {
        "all": e.And((fresh, paid, old)),
        "any": e.Or((fresh, paid, old)),
        "none": e.Not(e.Or((fresh, e.And((paid, old))))),
        "missing": e.Missing(w.call(FOLDS["min"], "amount", None, 5)),
        "some": e.And((e.Or((fresh, old)), e.Or((paid, old)))),
    }
    found = both_ways(people, rules)
    assert found.unknown["all"].max() > 0


def test_a_text_of_a_function_is_compared_with_texts_of_the_customer():
    cities = ("a", "b", None, "B", "z")
    people = [w.customer([{"day": DAY - 3 * one}] * (0 < one < 4), city=city) for one, city in enumerate(cities)]
    said = e.ModelValue(Learned("said", ("b", "a", "B")), (SINCE_LAST, COUNT), e.Type.TEXT, (1,))
    rules = {f"r{sign}": e.Compare(sign, w.CITY, said) for sign in ("=", "<", "!=")}
    rules["turned"] = e.Compare(">", said, w.CITY)
    rules["written"] = e.Compare("=", said, e.Constant("a", e.Type.TEXT))
    found = both_ways(people, rules)
    assert any(day.any() for day in found.holds["r="])


def test_numbers_too_large_for_64_bits_are_left_to_the_statement():
    people = [w.customer([{"day": DAY - 1, "amount": 10**17, "weight": 1.5}] * 3)]
    huge = e.Compare(">", w.call(FOLDS["avg"], "amount"), w.call(FOLDS["sum"], "amount"))
    times = e.Arithmetic("*", w.call(FOLDS["sum"], "amount"), e.Constant(10**4, e.Type.NUMBER), e.Type.MONEY)
    rules = {"huge": huge, "times": e.Compare(">", times, money(5))}
    book, engine = w.playbook(), w.fill(w.TableEngine(), people)
    wanted = Wanted.everything(book, LONG, rules, {})
    with pytest.raises(OverflowError):
        swept(Sweep(engine, book, 1, {}), wanted)
    found = room.wanted_memberships(engine, book, wanted, 1)
    assert found.holds["times"][0].tolist() == [True]


def test_only_what_is_asked_for_is_known():
    people = [w.customer([{"day": DAY + 1}])]
    rules = {"r": e.Compare("=", COUNT, e.Constant(1, e.Type.NUMBER))}
    days = frozenset(LONG)
    wanted = Wanted(rules, holds={"r": frozenset(LONG[::2])}, details=frozenset(LONG[:1]))
    engine = w.fill(w.TableEngine(), people)
    for one in (wanted, replace(wanted, holds={"r": frozenset(LONG[:2])}, details=days)):
        found = room.wanted_memberships(engine, w.playbook(), one, 1)
        asked = [row for row, day in enumerate(found.days.tolist()) if day in one.holds["r"]]
        assert [bool(found.holds["r"][row][0]) for row in asked] == [found.days[row] > DAY + 1 for row in asked]
        for row in set(range(len(found.days))) - set(asked):
            with pytest.raises(LookupError):
                found.holds["r"][row]
        told = one.holds["r"] & one.details
        assert [count >= 0 for count in found.unknown["r"]] == [day in told for day in found.days.tolist()]


def test_nobody_and_a_single_customer_are_swept():
    rules = {"r": e.Compare(">=", SINCE_LAST, days_of(2))}
    assert [row.tolist() for row in both_ways([], rules).holds["r"]] == [[]] * len(LONG)
    found = both_ways([w.customer([{"day": DAY}])], rules, anchors={"last": e.EventDay("orders", "last")})
    assert np.concatenate([*found.holds["r"]]).tolist() == [False, False] + [True] * 38
    assert found.anchors["last"].tolist() == [DAY]
