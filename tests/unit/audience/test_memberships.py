"""The fused statement on small worlds: the traps of SQL, ranks, stages, blocks of days, anchors."""

from decimal import Decimal

import audience_world as w
import pytest
import sqlglot

from clmplan.audience.statement import answers
from clmplan.audience.statement.question import Question, masks
from clmplan.audience.terms import Terms
from clmplan.base.rooms import members
from clmplan.functions.kind import Function
from clmplan.model import expression as e
from clmplan.model.playbook import Lifecycle, Metric, Segment, Stage
from clmplan.model.records import NO_DAY

FOLDS = members("clmplan.functions", Function, lambda one: one.name)
DAY = w.LEAP_DAY
COUNT = w.call(FOLDS["count"])


def number(value):
    return e.Constant(value, e.Type.NUMBER)


def money(value):
    return e.Constant(value, e.Type.MONEY)


def text(value):
    return e.Constant(value, e.Type.TEXT)


def who(people, condition, days=(DAY,), book=None):
    return w.chosen(w.ask(people, {"r": condition}, days, book), "r")


AGES = [w.customer(age=61.0), w.customer(age=60.0), w.customer()]


def test_not_of_an_unknown_comparison_stays_unknown_and_is_counted():
    result = w.ask(AGES, {"r": e.Not(e.Compare(">", w.AGE, number(60)))})
    assert w.chosen(result, "r") == [[1]]
    assert result.unknown["r"].tolist() == [1]


def test_not_among_values_is_unknown_when_missing():
    people = [w.customer(city="a"), w.customer(city="b"), w.customer()]
    assert who(people, e.Not(e.Contained(w.CITY, (text("a"), text("it's"))))) == [[1]]


def test_an_empty_choice_holds_for_nobody_and_is_unknown_when_missing():
    assert who(AGES, e.Not(e.Contained(w.AGE, ()))) == [[0, 1]]


def test_not_of_a_missing_yes_or_no_selects_nobody():
    people = [w.customer(mail=True), w.customer(mail=False), w.customer()]
    assert who(people, e.Not(w.MAIL)) == [[1]]
    assert who(people, e.Compare("=", w.MAIL, e.Constant(True, e.Type.YES_NO))) == [[0]]


def test_false_and_unknown_is_false_and_true_or_unknown_is_true():
    unknown = e.Compare(">", w.AGE, number(1))
    person = [w.customer(points=1)]
    assert who(person, e.Not(e.And((unknown, e.Compare("=", w.POINTS, number(2)))))) == [[0]]
    assert who(person, e.Or((unknown, e.Compare("=", w.POINTS, number(1))))) == [[0]]


def test_missing_is_never_unknown():
    result = w.ask(AGES, {"r": e.Missing(w.AGE)})
    assert w.chosen(result, "r") == [[2]]
    assert result.unknown["r"].tolist() == [0]


def test_an_average_of_nothing_is_unknown_and_nothing_is_divided():
    people = [w.customer(), w.customer([{"day": DAY - 1}]), w.customer([{"day": DAY - 1, "amount": 0}])]
    average = w.call(FOLDS["avg"], "amount")
    result = w.ask(people, {"high": e.Compare(">=", average, money(0)), "none": e.Missing(average)})
    assert w.chosen(result, "high") == [[2]]
    assert w.chosen(result, "none") == [[0, 1]]
    assert result.unknown["high"].tolist() == [2]


def test_an_average_leaves_missing_values_out():
    people = [w.customer([{"day": DAY - 1, "amount": 100}, {"day": DAY - 2, "amount": 201}, {"day": DAY - 3}])]
    average = w.call(FOLDS["avg"], "amount")
    assert who(people, e.Compare("=", average, money(Decimal("150.5")))) == [[0]]
    assert who(people, e.Compare("<", money(150), average)) == [[0]]


def test_a_metric_that_is_an_average_compares_like_one():
    book = w.playbook(metrics=(Metric("mean", "", w.call(FOLDS["avg"], "amount")),))
    people = [w.customer([{"day": DAY - 1, "amount": 100}]), w.customer()]
    assert who(people, e.Compare("=", e.MetricValue("mean", e.Type.MONEY), money(100)), book=book) == [[0]]


def test_an_average_elsewhere_is_refused():
    average = w.call(FOLDS["avg"], "amount")
    with pytest.raises(ValueError, match="no value of its own"):
        who(AGES, e.Compare(">", e.Arithmetic("+", average, money(1), e.Type.MONEY), money(1)))


def test_a_window_holds_its_first_day_and_not_the_day_itself():
    people = [w.customer([{"day": DAY - back}]) for back in (0, 1, 3, 4)]
    within = w.call(FOLDS["count"], within=3)
    assert who(people, e.Compare("=", within, number(1))) == [[1, 2]]


def test_counts_and_sums_of_nothing_are_zero_and_extremes_are_unknown():
    person = [w.customer([{"day": DAY - 1}])]
    for name in ("sum", "distinct"):
        assert who(person, e.Compare("=", w.call(FOLDS[name], "amount"), number(0))) == [[0]]
    for name in ("min", "max"):
        assert w.ask(person, {"r": e.Compare("=", w.call(FOLDS[name], "amount"), money(0))}).unknown["r"].tolist() == [
            1
        ]


def test_a_where_that_is_unknown_leaves_the_event_out():
    person = [w.customer([{"day": DAY - 1, "gift": None}, {"day": DAY - 1, "gift": False}])]
    assert who(person, e.Compare("=", w.call(FOLDS["count"], where=e.Not(w.GIFT)), number(1))) == [[0]]


def test_days_since_are_civil_days_over_a_leap_day():
    person = [w.customer([{"day": DAY - 1}], joined=DAY - 366)]
    last = e.DaysSince(e.EventDay("orders", "last"))
    assert who(person, e.Compare("=", last, e.Constant(1, e.Type.DAYS)), (DAY, DAY + 1)) == [[0], []]
    assert who(person, e.Compare("=", e.DaysSince(w.JOINED), e.Constant(366, e.Type.DAYS))) == [[0]]


def test_text_keeps_its_case_and_its_quotes():
    people = [w.customer(city="It's"), w.customer(city="it's"), w.customer(city='a"b')]
    assert who(people, e.Compare("=", w.CITY, text("it's"))) == [[1]]
    assert who(people, e.Compare("=", w.CITY, text('a"b'))) == [[2]]


def test_sums_of_fractions_are_exact_in_any_order():
    people = [w.customer([{"day": DAY - back, "weight": one} for back, one in enumerate((0.1, 0.2, 0.3), 1)])]
    total = w.call(FOLDS["sum"], "weight")
    assert who(people, e.Compare("=", total, number(Decimal("0.6")))) == [[0]]


def test_the_statement_never_divides_nor_uses_fractions():
    mean = e.Compare(">", w.call(FOLDS["avg"], "weight"), number(Decimal("0.5")))
    question = Question.of_all(w.playbook(), {"r": mean})
    tree = sqlglot.parse_one(masks(question, Terms(w.playbook(), DAY)), dialect="duckdb")
    assert not list(tree.find_all(sqlglot.exp.Div))
    assert not {"DOUBLE", "DECIMAL", "FLOAT"} & {one.this.name for one in tree.find_all(sqlglot.exp.DataType)}


def ranked(percent, spends, **parts):
    share = e.TopShare(Decimal(percent), w.SPEND, **parts)
    book = w.playbook(segments=(Segment("top", "", share),))
    result = w.ask([w.customer(spend=spend) for spend in spends], {}, book=book)
    return w.chosen(result, "top")[0], result.cuts["top"][0], result.unknown["top"].tolist()[0]


def test_a_top_share_leaves_out_values_equal_to_the_cut():
    assert ranked("25", (10, 20, 20, 30, None)) == ([3], "20", 1)


def test_a_tie_at_the_top_selects_nobody():
    assert ranked("20", (30, 30, 30)) == ([], "30", 0)


def test_a_bottom_share_mirrors_the_top():
    assert ranked("25", (10, 20, 20, 30), bottom=True) == ([0], "20", 0)


def test_a_share_of_everyone_has_no_cut():
    assert ranked("100", (10, 20)) == ([0, 1], "", 0)


def test_a_population_without_members_has_no_cut():
    assert ranked("20", (None, None)) == ([], "", 2)


def test_customers_outside_the_population_neither_count_nor_belong():
    few = e.Compare("<", w.SPEND, money(25))
    assert ranked("50", (10, 20, 30, 40), among=few) == ([1], "10", 0)


def test_the_first_stage_that_holds_wins_and_overlaps_are_counted():
    some, many = e.Compare(">=", COUNT, number(1)), e.Compare(">=", COUNT, number(2))
    stages = (Stage("some", "", some), Stage("many", "", many), Stage("rest", "", None))
    book = w.playbook(lifecycles=(Lifecycle("main", "", stages), Lifecycle("bare", "", stages[1:2])))
    people = [w.customer([{"day": DAY - 1}] * times) for times in (0, 1, 2)]
    stage = e.Compare("!=", e.StageOf("main"), text("some"))
    result = w.ask(people, {"r": stage}, book=book)
    assert result.stages["main"][0].tolist() == [2, 0, 0]
    assert result.stages["bare"][0].tolist() == [-1, -1, 0]
    assert result.overlaps["main"].tolist() == [1]
    assert w.chosen(result, "r") == [[0]]


def test_names_are_computed_in_order_of_need_whatever_order_they_are_written_in():
    book = w.playbook(
        metrics=(
            Metric("b", "", e.Arithmetic("*", e.MetricValue("a", e.Type.NUMBER), number(2), e.Type.NUMBER)),
            Metric("a", "", COUNT),
        ),
        segments=(
            Segment("z", "", e.Not(e.SegmentMember("y"))),
            Segment("y", "", e.Compare(">", e.MetricValue("b", e.Type.NUMBER), number(1))),
        ),
    )
    result = w.ask([w.customer(), w.customer([{"day": DAY - 1}])], {}, book=book)
    assert w.chosen(result, "z") == [[0]]


def test_blocks_of_days_give_the_same_answer(monkeypatch):
    people = [w.customer([{"day": DAY + offset}]) for offset in range(4)]
    days = tuple(range(DAY, DAY + 6))
    rule = e.Compare("=", COUNT, number(1))
    whole = who(people, rule, days)
    for rows in (1, 9):
        monkeypatch.setattr(answers, "ROWS_PER_STATEMENT", rows)
        assert whole == who(people, rule, days)
    assert whole == [[], [0], [0, 1], [0, 1, 2], [0, 1, 2, 3], [0, 1, 2, 3]]


def test_anchors_are_dates_as_known_on_the_last_day():
    people = [w.customer([{"day": DAY}], joined=DAY - 5), w.customer([{"day": DAY - 2}])]
    anchors = {"joined": w.JOINED, "last": e.EventDay("orders", "last")}
    result = w.ask(people, {}, (DAY, DAY + 9), anchors=anchors)
    assert result.anchors["joined"].tolist() == [DAY - 5, NO_DAY]
    assert result.anchors["last"].tolist() == [DAY, DAY - 2]


def test_a_playbook_without_conditions_still_has_its_days():
    result = w.ask([w.customer()], {}, (DAY + 1, DAY))
    assert result.days.tolist() == [DAY, DAY + 1]


def test_nobody_and_no_day_are_empty_answers():
    rule = e.Compare("=", COUNT, number(0))
    assert [day.tolist() for day in w.ask([], {"r": rule}).holds["r"]] == [[]]
    assert len(w.ask([w.customer()], {"r": rule}, ()).holds["r"]) == 0


def test_a_rule_called_like_a_segment_is_refused():
    book = w.playbook(segments=(Segment("same", "", w.MAIL),))
    with pytest.raises(ValueError, match="rules called like segments: same"):
        w.ask([w.customer()], {"same": w.MAIL}, book=book)
