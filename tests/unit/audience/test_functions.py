"""Every function of the language: its meaning on lists of values, its types, its words."""

from decimal import Decimal
from fractions import Fraction

import pytest

from clmplan.base.rooms import members
from clmplan.functions.kind import Function
from clmplan.model.expression import Type

FOLDS = members("clmplan.functions", Function, lambda one: one.name)


def test_the_room_holds_six_functions():
    assert list(FOLDS) == ["avg", "count", "distinct", "max", "min", "sum"]


@pytest.mark.parametrize(
    ("name", "expected"),
    [("avg", Fraction(7, 3)), ("count", 3), ("distinct", 2), ("max", 4), ("min", 1.5), ("sum", 7)],
)
def test_a_function_folds_values(name, expected):
    values = [Fraction(3, 2), Fraction(3, 2), 4]
    assert expected == FOLDS[name].plain(values)


@pytest.mark.parametrize(
    ("name", "expected"), [("avg", None), ("count", 0), ("distinct", 0), ("max", None), ("min", None), ("sum", 0)]
)
def test_nothing_is_zero_or_unknown(name, expected):
    assert expected == FOLDS[name].plain([])


def test_an_average_is_exact():
    assert Fraction(1, 3) == FOLDS["avg"].plain([0, 0, Decimal(1)])


@pytest.mark.parametrize("name", ["avg", "max", "min", "sum"])
def test_a_fold_of_amounts_keeps_their_type(name):
    assert Type.MONEY is FOLDS[name].result(Type.MONEY)
    with pytest.raises(ValueError, match="folds a field"):
        FOLDS[name].result(None)


@pytest.mark.parametrize("name", ["count", "distinct"])
def test_a_count_is_a_number(name):
    assert Type.NUMBER is FOLDS[name].result(None if name == "count" else Type.TEXT)


def test_only_count_takes_no_field():
    assert [name for name, one in FOLDS.items() if not one.takes] == ["count"]


def test_text_is_neither_added_nor_ordered():
    assert [name for name, one in FOLDS.items() if Type.TEXT in one.takes] == ["distinct"]


@pytest.mark.parametrize("name", list(FOLDS))
def test_examples_use_the_words_of_the_function(name):
    function = FOLDS[name]
    assert function.titles.en == name
    for english, chinese in function.examples:
        assert english.startswith(f"{function.titles.en}(")
        assert chinese.startswith(f"{function.titles.zh}(")
