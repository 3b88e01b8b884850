"""The plain evaluator: views of a customer base, cuts as text, values without a meaning of their own."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import audience_world as w
import numpy as np
import pytest

from clmplan.audience.plain import CustomerView, evaluate, view_of
from clmplan.model import expression as e
from clmplan.model.playbook import Segment
from clmplan.model.project import FieldType
from clmplan.model.records import Column, ContactHistory, CustomerBase, Events


def column(kind, values, known):
    return Column(kind, np.array(values), np.array(known))


def base():
    orders = Events(
        np.array([0, 2, 2], dtype=np.int32),
        np.array([5, 6, 7], dtype=np.int32),
        {"amount": column(FieldType.MONEY, [10, 20, 30], [True, False, True])},
    )
    none = np.zeros(0, dtype=np.int32)
    fields = {
        "age": column(FieldType.NUMBER, [1.5, 2.0, 0.0], [True, True, False]),
        "city": Column(FieldType.TEXT, np.array(["a", "b", ""], dtype=object), np.array([True, True, True])),
    }
    contacts = ContactHistory(none, none, np.zeros(0, dtype=np.str_))
    keys, nobody = ("x", "y", "z"), np.zeros(3, dtype=np.bool_)
    return CustomerBase(date(2024, 2, 29), keys, fields, {"orders": orders}, contacts, nobody, (), (), "")


def test_a_view_holds_one_customer_in_plain_values():
    expected = CustomerView(
        "z", {"age": None, "city": ""}, {"orders": ({"@day": 6, "amount": None}, {"@day": 7, "amount": 30})}
    )
    assert expected == view_of(base(), 2)
    assert view_of(base(), 1).events == {"orders": ()}


@pytest.mark.parametrize(("cut", "expected"), [("10.5", True), ("11", False), (Decimal("10.5"), True), (11, False)])
def test_a_cut_may_be_a_number_or_its_text(cut, expected):
    share = e.TopShare(Decimal(20), w.SPEND)
    book = w.playbook(segments=(Segment("vip", "", share),))
    assert expected is evaluate(e.SegmentMember("vip"), CustomerView("", {"spend": 11}, {}), 0, book, {"vip": cut})
    assert expected is evaluate(share, CustomerView("", {"spend": 11}, {}), 0, book, {"vip": cut})


def test_without_a_cut_everyone_known_is_selected():
    share = e.TopShare(Decimal(100), w.SPEND)
    book = w.playbook(segments=(Segment("vip", "", share),))
    assert evaluate(share, CustomerView("", {"spend": 1}, {}), 0, book, {"vip": ""}) is True
    assert evaluate(share, CustomerView("", {}, {}), 0, book, {"vip": None}) is None


def test_stored_numbers_are_exact_to_six_places():
    person = CustomerView("", {"age": 0.1234565}, {})
    assert Fraction(123457, 10**6) == evaluate(w.AGE, person, 0, w.playbook(), {})
    assert Fraction(-1, 10) == evaluate(w.AGE, CustomerView("", {"age": -0.1}, {}), 0, w.playbook(), {})


def test_a_field_that_is_absent_is_missing():
    assert evaluate(e.Missing(w.CITY), CustomerView("", {}, {}), 0, w.playbook(), {}) is True
