"""Values of customer-base functions: learned once from everybody, then the same in whatever parts customers come."""

import audience_world as w
import numpy as np
import pytest

from clmplan.audience.plain import CustomerView, evaluate
from clmplan.audience.statement.answers import Asking, fit_models
from clmplan.audience.statement.question import Question
from clmplan.functions.count import FUNCTION as COUNT
from clmplan.functions.sum import FUNCTION as SUM
from clmplan.model import expression as e
from clmplan.model.playbook import Metric
from tests.oracles.toy_function import Learned

DAY = w.LEAP_DAY
BOUGHT, PAID = w.call(COUNT), w.call(SUM, "amount")
PEOPLE = [w.customer([{"day": DAY - 1, "amount": 100}] * index, points=index or None) for index in range(20)]
WORTH = e.ModelValue(Learned(), (PAID, BOUGHT), e.Type.MONEY, (1,))


def answers(model, shards=1, is_fused=False, days=(DAY,)):
    question = Question(w.playbook(), values={"it": model}) if model.type is e.Type.MONEY else None
    question = question or Question(w.playbook(), rules={"it": e.Compare("=", model, e.Constant("b", e.Type.TEXT))})
    engine = w.fill(w.TableEngine(), PEOPLE)
    asking = Asking(engine, len(PEOPLE))
    fits = asking.fits_on(question, DAY)
    return [
        one for one, _ in Asking(engine, len(PEOPLE), fits, None, shards, "duckdb", is_fused).answers(question, days)
    ]


def test_a_number_is_given_in_millionths_and_money_in_minor_units():
    seen = []

    class Spy(Learned):
        def fit(self, inputs, arguments):
            seen.extend(inputs)
            return super().fit(inputs, arguments)

    spied = e.ModelValue(Spy(), (PAID, BOUGHT), e.Type.MONEY, (1,), (w.POINTS,))
    book = w.playbook(metrics=(Metric("worth", "", spied),))
    question_rule = {"r": e.Compare(">", e.MetricValue("worth", e.Type.MONEY), e.Constant(0, e.Type.MONEY))}
    fits = fit_models(w.fill(w.TableEngine(), PEOPLE), book, DAY, len(PEOPLE), question_rule)
    assert list(fits) == [spied]
    paid, bought, points = seen
    assert paid.values.tolist() == [100 * index for index in range(20)]
    assert bought.values.tolist() == [10**6 * index for index in range(20)]
    assert points.known.tolist() == [False, *[True] * 19]


@pytest.mark.parametrize("is_fused", [False, True])
@pytest.mark.parametrize("shards", [1, 2])
@pytest.mark.parametrize("days", [(DAY,), (DAY - 3, DAY)])
def test_every_way_of_asking_gives_what_the_function_says(is_fused, shards, days):
    learned = sum(100 * index for index in range(20)) + 20
    for answer in answers(WORTH, shards, is_fused, days):
        before = [index if answer.day == DAY else 0 for index in range(20)]
        assert answer.values["it"].tolist() == [100 * one + 10**6 * one + learned for one in before]
        assert answer.known("it").all()


@pytest.mark.parametrize("is_fused", [False, True])
def test_a_text_is_one_of_the_labels(is_fused):
    named = e.ModelValue(Learned("named", ("a", "b")), (PAID, w.POINTS), e.Type.TEXT, (1,))
    (answer,) = answers(named, is_fused=is_fused)
    fit = fit_of(named)
    for index, (fields, kinds) in enumerate(PEOPLE):
        said = evaluate(named, CustomerView("", fields, kinds), DAY, w.playbook(), {}, {named: fit})
        assert (said == "b") == bool(answer.holds("it")[index])
    assert answer.unknown("it") == 1


def fit_of(model):
    engine = w.fill(w.TableEngine(), PEOPLE)
    question = Question(w.playbook(), rules={"it": e.Missing(model)})
    return Asking(engine, len(PEOPLE), shards=2).fits_on(question, DAY)[model]


def test_what_nobody_learned_is_unknown():
    question = Question(w.playbook(), rules={"it": e.Missing(WORTH)})
    ((answer, _),) = Asking(w.fill(w.TableEngine(), PEOPLE), len(PEOPLE)).answers(question, [DAY])
    assert answer.holds("it").all()
    assert np.bitwise_count(answer.bits["it"]).sum() == len(PEOPLE) == answer.count("it")
