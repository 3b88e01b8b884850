"""`alive`, `clv` and `next_order`: what the fitted model says of customers, and what is said about the fit."""

from __future__ import annotations

from datetime import date
from functools import cache
from itertools import pairwise

import numpy as np
import pytest
from oracles.histories_oracle import Person, inputs_of
from unit.functions.shop_people import TODAY, shop

from clmplan.base.days import from_day_number
from clmplan.buying.purchases import Purchases
from clmplan.functions import alive, clv, next_order
from clmplan.functions.customer_kind import CustomerWord
from clmplan.functions.forecasts import Learned
from clmplan.model.expression import CustomerFunction, Values

WORDS = [alive.WORD, clv.WORD, next_order.WORD]
EACH = pytest.mark.parametrize("word", WORDS, ids=[word.name for word in WORDS])
AHEAD = (365,)


def fitted(word: CustomerWord, people: tuple[Person, ...]) -> tuple[CustomerFunction, Learned]:
    function = word.make("GBP")
    fit = function.fit(inputs_of(word, people, TODAY, is_fit=True), AHEAD)
    assert isinstance(fit, Learned)
    return function, fit


@cache
def of_shop(name: str) -> tuple[CustomerFunction, Learned]:
    """A function fitted on the whole shop."""
    return fitted(next(word for word in WORDS if word.name == name), shop())


@pytest.fixture(scope="module", params=WORDS, ids=[word.name for word in WORDS])
def known(request: pytest.FixtureRequest) -> tuple[CustomerWord, CustomerFunction, Learned]:
    return request.param, *of_shop(request.param.name)


def ids(function: CustomerFunction, fit: object) -> list[str]:
    return [note.said.code.id for note in function.notes(fit, "en")]


def test_whoever_ordered_has_a_value_and_nobody_else(known: tuple[CustomerWord, CustomerFunction, Learned]) -> None:
    word, function, fit = known
    found = function.values(fit, inputs_of(word, shop(), TODAY), AHEAD)
    assert [bool(one.orders) for one in shop()] == found.known.tolist()
    assert found.values.dtype == np.int64 and found.values[-1] == 0


def test_values_do_not_depend_on_the_order_of_rows_or_on_blocks(
    known: tuple[CustomerWord, CustomerFunction, Learned],
) -> None:
    word, function, first = known
    people = shop()
    order = np.random.default_rng(5).permutation(len(people))
    mixed = [people[index] for index in order]
    again = function.fit(inputs_of(word, mixed, TODAY, is_fit=True), AHEAD)
    whole = function.values(again, inputs_of(word, mixed, TODAY), AHEAD)
    parts = [
        function.values(first, inputs_of(word, people[at : at + 37], TODAY), AHEAD) for at in range(0, len(people), 37)
    ]
    assert (np.concatenate([part.values for part in parts])[order] == whole.values).all()


def test_rows_of_several_days_together_are_as_each_by_itself(
    known: tuple[CustomerWord, CustomerFunction, Learned],
) -> None:
    word, function, fit = known
    people = shop()[:60]
    days = [inputs_of(word, people, day) for day in (TODAY, TODAY + 30, TODAY + 200)]
    together = [
        Values(*(np.concatenate(parts) for parts in zip(*columns, strict=True))) for columns in zip(*days, strict=True)
    ]
    apart = [function.values(fit, inputs, AHEAD).values for inputs in days]
    assert (function.values(fit, together, AHEAD).values == np.concatenate(apart)).all()


def test_alive_is_the_chance_of_the_model_in_millionths() -> None:
    function, fit = of_shop("alive")
    assert fit.forecast is not None
    one = shop()[0]
    days = sorted(one.orders)
    seen = Purchases(*(np.array([float(x)]) for x in (len(days) - 1, days[-1] - days[0], TODAY - 1 - days[0])))
    expected = fit.forecast.buying.alive(seen)[0]
    found = function.values(fit, inputs_of(alive.WORD, [one], TODAY), ())
    assert found.values[0] == round(expected * 1_000_000)


def test_silence_makes_a_customer_less_alive_and_worth_less_from_day_to_day() -> None:
    for word in (alive.WORD, clv.WORD):
        function, fit = of_shop(word.name)
        assert fit.forecast is not None and fit.forecast.buying.s is not None
        if word is clv.WORD and fit.forecast.season is not None:
            continue
        days = [
            function.values(fit, inputs_of(word, shop()[:50], TODAY + day), AHEAD).values for day in (0, 30, 90, 300)
        ]
        assert all((later <= earlier).all() for earlier, later in pairwise(days))


def test_clv_is_expected_orders_times_expected_amount() -> None:
    function, fit = of_shop("clv")
    model = fit.forecast
    assert model is not None and model.spending is not None
    one = shop()[3]
    days = sorted(one.orders)
    seen = Purchases(*(np.array([float(x)]) for x in (len(days) - 1, days[-1] - days[0], TODAY - 1 - days[0])))
    count, mean = np.array([float(len(days))]), np.array([sum(one.orders.values()) / len(days)])
    season = 1.0 if model.season is None else model.season.over(0, 90)
    expected = model.buying.expected_within(seen, 90.0) * season * model.spending.means(count, mean)
    assert function.values(fit, inputs_of(clv.WORD, [one], TODAY), (90,)).values[0] == round(float(expected[0]))


def test_longer_is_worth_more() -> None:
    function, fit = of_shop("clv")
    values = [function.values(fit, inputs_of(clv.WORD, shop()[:50], TODAY), (days,)).values for days in (28, 90, 365)]
    assert (values[0] < values[1]).all() and (values[1] < values[2]).all()


def test_the_next_order_lies_ahead_and_sooner_for_those_who_order_often() -> None:
    function, fit = of_shop("next_order")
    often = Person({TODAY - 5 * ago: 100 for ago in range(1, 40)})
    seldom = Person({TODAY - 200 * ago: 100 for ago in (1, 2)})
    found = function.values(fit, inputs_of(next_order.WORD, [often, seldom], TODAY), ())
    assert TODAY <= found.values[0] < TODAY + 10 < found.values[1]


def test_a_day_beyond_a_hundred_years_is_not_known() -> None:
    function, fit = of_shop("next_order")
    assert fit.forecast is not None
    rare = Person({TODAY - 36_500: 100})
    found = function.values(fit, inputs_of(next_order.WORD, [rare], TODAY), ())
    assert not found.known[0] and found.values[0] == 0


@EACH
def test_too_little_history_is_refused_with_what_it_takes(word: CustomerWord) -> None:
    people = shop()[:60]
    function, fit = fitted(word, people)
    assert fit.forecast is None
    assert not function.values(fit, inputs_of(word, people, TODAY), AHEAD).known.any()
    (note,) = function.notes(fit, "en")
    assert note.is_warning and "60 customers with orders" in note.text
    assert "100 customers, 30 of them" in note.said.help("en")
    assert "nothing was learned" in function.reasons(fit, inputs_of(word, people, TODAY), AHEAD, 0)[0].en


@EACH
def test_a_forecast_never_comes_without_its_error_and_its_season(word: CustomerWord) -> None:
    function, fit = of_shop(word.name)
    assert {"CLM807", "CLM810", "CLM811"} <= set(ids(function, fit))
    tested = next(note.text for note in function.notes(fit, "en") if note.said.code.id == "CLM811")
    assert "without the last 56 days expects" in tested and tested.endswith("%)")
    assert ("£" in tested) is (word is clv.WORD)
    assert all(
        "{" not in note.text + note.said.help(locale) for locale in ("en", "zh") for note in function.notes(fit, locale)
    )


@EACH
def test_without_what_is_only_learned_from_there_is_a_model_but_no_test_of_it(word: CustomerWord) -> None:
    function = word.make("GBP")
    fit = function.fit(inputs_of(word, shop(), TODAY), AHEAD)
    assert {"CLM807", "CLM810", "CLM812"} <= set(ids(function, fit))
    assert function.values(fit, inputs_of(word, shop(), TODAY), AHEAD).known.any()


def test_nobody_leaving_is_said_wherever_the_values_show() -> None:
    rng = np.random.default_rng(3)
    people = tuple(
        Person({TODAY - 400 + int(day): 500 for day in np.flatnonzero(rng.random(400) < rate)} | {TODAY - 400: 500})
        for rate in rng.gamma(1.5, 1 / 60, 300)
    )
    function, fit = fitted(alive.WORD, people)
    assert "CLM808" in ids(function, fit)
    found = function.values(fit, inputs_of(alive.WORD, people, TODAY), ())
    assert (found.values == 1_000_000).all()
    assert "CLM813" in ids(*fitted(clv.WORD, people)), "amounts that are all alike have no model"


def test_the_season_names_the_days_in_which_it_is_highest() -> None:
    busy = from_day_number(TODAY + 28)
    rng = np.random.default_rng(9)
    weight = np.where((np.arange(600) - 600 + 364) // 28 == 1, 4.0, 0.8)
    people = tuple(
        Person({TODAY - 600 + int(day): 500 + int(day) for day in np.flatnonzero(rng.random(600) < rate * weight)})
        for rate in rng.gamma(2.0, 1 / 60, 500)
    )
    function, fit = fitted(alive.WORD, tuple(one for one in people if one.orders))
    season = next(note.text for note in function.notes(fit, "en") if note.said.code.id == "CLM810")
    assert f"highest in the four weeks from {busy}" in season
    assert isinstance(busy, date)


def test_reasons_tell_the_history_and_what_follows_from_it() -> None:
    one = Person({TODAY - 100: 5_000, TODAY - 40: 7_000})
    told = {}
    for word in WORDS:
        function, fit = of_shop(word.name)
        told[word.name] = [say.en for say in function.reasons(fit, inputs_of(word, [one], TODAY), AHEAD, 0)]
        assert all("{" not in say.zh for say in function.reasons(fit, inputs_of(word, [one], TODAY), AHEAD, 0))
        assert ["no order so far"] == [
            say.en for say in function.reasons(fit, inputs_of(word, [Person()], TODAY), AHEAD, 0)
        ]
    assert told["alive"] == ["2 days with orders, the first 100 and the last 40 days ago"]
    assert "expected within 365 days" in told["clv"][1] and "£" in told["clv"][2]
    assert told["next_order"][1].startswith("half of such customers order again within")


def test_what_was_taken_back_counts_against_the_amount_and_not_as_an_order() -> None:
    function, fit = of_shop("clv")
    plain = Person({TODAY - 100: 5_000, TODAY - 40: 7_000})
    back = Person({TODAY - 100: 5_000, TODAY - 40: 7_000, TODAY - 39: -7_000})
    values = function.values(fit, inputs_of(clv.WORD, [plain, back], TODAY), AHEAD).values
    assert 0 < values[1] < values[0]


def test_without_any_customer_nothing_is_learned_and_nothing_breaks() -> None:
    for word in WORDS:
        function = word.make("GBP")
        fit = function.fit(inputs_of(word, [Person()], TODAY, is_fit=True), AHEAD)
        assert ids(function, fit) == ["CLM806"]
        assert function.notes(None, "en") == ()


def test_customers_who_are_all_alike_are_said_to_be() -> None:
    people = tuple(Person({TODAY - 300 + 15 * nth: 500 + nth for nth in range(20)}) for _ in range(150))
    assert "CLM809" in ids(*fitted(alive.WORD, people))
