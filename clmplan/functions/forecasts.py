"""What the functions of one fitted model share: the facts they read, the fit, and what is to be known about it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from clmplan.base.days import from_day_number
from clmplan.base.diagnostics import Wording
from clmplan.base.money import Money
from clmplan.codes import customer_fits as codes
from clmplan.codes import customer_words as words
from clmplan.functions import purchase_facts as read
from clmplan.functions.customer_kind import MILLION, Purchase, Reads, fit_note
from clmplan.model.expression import Values
from clmplan.model.run import FitNote

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from clmplan.buying.back_test import BackTest
    from clmplan.buying.forecast import Forecast, Known
    from clmplan.buying.purchases import Purchases

    Numbers = NDArray[np.float64]

_PERIOD, _CUTS, _WINDOWS = 28, (56, 28), 15
_ORDERS, _FIRST, _LAST, _DAY, _SPENT = range(5)


@dataclass(frozen=True, slots=True)
class Learned:
    """A fitted base and the day number it was fitted on; without a forecast the history was too little.

    `refused` holds the customers with orders, those of them with two days or more, and the days of the history.
    """

    forecast: Forecast | None
    day: int
    refused: tuple[int, int, int] = (0, 0, 0)


@dataclass(frozen=True, slots=True)
class Seen:
    """The customers of some rows who bought: which rows, on how many days, the days since first and last purchase.

    `today` is the day at hand by customer; arrays but `rows` have shape (buyers,), `rows` (rows,).
    """

    rows: NDArray[np.bool_]
    orders: Numbers
    first: Numbers
    last: Numbers
    today: NDArray[np.int64]
    spent: Numbers | None

    @property
    def purchases(self) -> Purchases:
        """What the model sees of them, in days; the first day begins at its end."""
        from clmplan.buying.purchases import Purchases

        return Purchases(self.orders - 1.0, self.first - self.last, self.first - 1.0)


def reads(purchase: Purchase) -> Reads:
    """The facts that a model of orders takes, and those that its season and its back-test need."""
    inputs = (
        read.order_days(purchase),
        read.since_first(purchase),
        read.since_last(purchase),
        read.last_day(purchase),
    )
    windows = (read.order_days(purchase, _PERIOD * number) for number in range(1, _WINDOWS + 1))
    return Reads(inputs, (*windows, *(read.since_last_before(purchase, cut) for cut in _CUTS)))


def reads_with_amounts(purchase: Purchase) -> Reads:
    """The same with what was spent."""
    bare = reads(purchase)
    paid = (read.spent(purchase, cut) for cut in _CUTS)
    return Reads((*bare.inputs, read.spent(purchase)), (*bare.learns_from, *paid))


def seen(inputs: Sequence[Values]) -> Seen:
    """The customers among some rows who bought."""
    import numpy as np

    orders, first, last, day = inputs[:_SPENT]
    rows = orders.known & (orders.values > 0) & first.known & last.known & day.known
    spent = inputs[_SPENT].values[rows].astype(np.float64) if len(inputs) > _SPENT else None
    return Seen(
        rows,
        orders.values[rows] / MILLION,
        first.values[rows].astype(np.float64),
        last.values[rows].astype(np.float64),
        day.values[rows] + last.values[rows],
        spent,
    )


def learn(inputs: Sequence[Values], *, has_amounts: bool) -> Learned:
    """The model of a base; `inputs` are those of every day and, if there are any, those that are only learned from."""
    from clmplan.buying.forecast import TooLittle, forecast

    count = _SPENT + has_amounts
    customers = seen(inputs[:count])
    found = forecast(_known(customers, inputs[count:]))
    day = int(customers.today.max()) if len(customers.today) else 0
    if isinstance(found, TooLittle):
        return Learned(None, day, (found.customers, found.repeating, found.days))
    return Learned(found, day)


def known_where(rows: NDArray[np.bool_], values: Numbers, known: NDArray[np.bool_] | None = None) -> Values:
    """Values of some of the rows, rounded to whole numbers; the other rows are unknown."""
    import numpy as np

    whole = np.zeros(len(rows), dtype=np.int64)
    is_known = rows.copy()
    if known is not None:
        is_known[rows] = known
        values = np.where(known, values, 0.0)
    whole[rows] = np.rint(values).astype(np.int64)
    return Values(whole, is_known)


def nothing_known(rows: int) -> Values:
    """Unknown values."""
    import numpy as np

    return Values(np.zeros(rows, dtype=np.int64), np.zeros(rows, dtype=np.bool_))


def notes(titles: Wording, learned: Learned, currency: str | None, locale: str) -> Iterator[FitNote]:
    """What is to be known about a fit; amounts in a currency when the function speaks of money."""
    from clmplan.buying.conditions import FEWEST_CUSTOMERS, FEWEST_DAYS, FEWEST_REPEATING

    fitted = learned.forecast
    if fitted is None:
        customers, repeating, days = (f"{one:,}" for one in learned.refused)
        least = {
            "least_customers": FEWEST_CUSTOMERS, "least_repeating": FEWEST_REPEATING, "least_days": FEWEST_DAYS
        }  # fmt: skip
        said = {"customers": customers, "repeating": repeating, "days": days, **least}
        yield fit_note(titles, codes.TOO_LITTLE_TO_LEARN, locale, **said)
        return
    yield fit_note(
        titles,
        codes.FITTED_ON,
        locale,
        model="NBD" if fitted.buying.s is None else "Pareto/NBD",
        customers=f"{fitted.customers:,}",
        parameters=_parameters(fitted, currency),
        hint=words.MODEL_HELP,
    )
    if fitted.buying.s is None:
        yield fit_note(titles, codes.NOBODY_LEAVES, locale)
    if fitted.buying.at_edge:
        yield fit_note(titles, codes.CUSTOMERS_ALIKE, locale, parameters=", ".join(fitted.buying.at_edge))
    if currency is not None and fitted.spending is None:
        yield _average(titles, fitted, currency, locale)
    yield _season(titles, learned, locale)
    yield _tested(titles, fitted.tested, currency, locale)


def reasons(customers: Seen) -> tuple[Wording, ...]:
    """What is known of the only customer among some rows."""
    if not len(customers.orders):
        return (words.NO_ORDER,)
    values = {"orders": customers.orders, "first": customers.first, "last": customers.last}
    return (filled(words.HISTORY, **{name: str(int(value[0])) for name, value in values.items()}),)


def filled(sentence: Wording, **values: str | Wording) -> Wording:
    """A sentence with its values, in both languages."""
    sides = (
        sentence.fill(
            locale, {name: one.fill(locale, {}) if isinstance(one, Wording) else one for name, one in values.items()}
        )
        for locale in ("en", "zh")
    )
    return Wording(*sides)


def least() -> Wording:
    """What a model needs before it is fitted."""
    from clmplan.buying.conditions import FEWEST_CUSTOMERS, FEWEST_DAYS, FEWEST_REPEATING

    values = {"customers": FEWEST_CUSTOMERS, "repeating": FEWEST_REPEATING, "days": FEWEST_DAYS}
    return filled(words.LEAST, **{name: str(value) for name, value in values.items()})


def row_of(inputs: Sequence[Values], row: int) -> tuple[Values, ...]:
    """The inputs of one row."""
    return tuple(Values(one.values[row : row + 1], one.known[row : row + 1]) for one in inputs)


def _known(customers: Seen, learned: Sequence[Values]) -> Known:
    import numpy as np

    from clmplan.buying.forecast import Known

    rows = customers.rows
    parts = [one.values[rows].astype(np.float64) for one in learned]
    windows = {_PERIOD * (number + 1): part / MILLION for number, part in enumerate(parts[:_WINDOWS])}
    dates = parts[_WINDOWS : _WINDOWS + len(_CUTS)]
    paid = parts[_WINDOWS + len(_CUTS) :]
    return Known(
        customers.orders,
        customers.first,
        customers.last,
        customers.spent,
        windows,
        dict(zip(_CUTS, dates, strict=False)),
        dict(zip(_CUTS, paid, strict=False)),
    )


def _parameters(fitted: Forecast, currency: str | None) -> Wording:
    model = fitted.buying
    r, alpha = f"{model.r:.3f}", f"{model.alpha:.1f}"
    if model.s is None or model.beta is None:
        said = filled(words.NO_LEAVING_PARAMETERS, r=r, alpha=alpha)
    else:
        said = filled(words.PARAMETERS, r=r, alpha=alpha, s=f"{model.s:.3f}", beta=f"{model.beta:.1f}")
    spending = fitted.spending
    if currency is None or spending is None:
        return said
    gamma = str(Money(round(spending.gamma), currency))
    amounts = filled(words.AMOUNT_PARAMETERS, p=f"{spending.p:.2f}", q=f"{spending.q:.2f}", gamma=gamma)
    return Wording(said.en + amounts.en, said.zh + amounts.zh)


def _average(titles: Wording, fitted: Forecast, currency: str, locale: str) -> FitNote:
    from clmplan.buying.conditions import FEWEST_VALUED

    average = str(Money(round(fitted.average or 0.0), currency))
    return fit_note(titles, codes.AMOUNTS_NOT_FITTED, locale, average=average, least=FEWEST_VALUED)


def _season(titles: Wording, learned: Learned, locale: str) -> FitNote:
    from clmplan.buying.conditions import FEWEST_IN_PERIOD
    from clmplan.buying.season import YEAR

    season = learned.forecast.season if learned.forecast is not None else None
    if season is None:
        hint = filled(words.NO_SEASON_HELP, least=str(YEAR), orders=str(FEWEST_IN_PERIOD))
        return fit_note(titles, codes.SEASON_OF_FIT, locale, season=words.SEASON_FLAT, hint=hint)
    highest = max(range(len(season.factors)), key=lambda one: season.factors[one])
    said = filled(
        words.SEASON_RANGE,
        low=f"{min(season.factors):.0%}",
        high=f"{max(season.factors):.0%}",
        day=from_day_number(learned.day + highest * _PERIOD).isoformat(),
    )
    return fit_note(titles, codes.SEASON_OF_FIT, locale, season=said, hint=words.SEASON_HELP)


def _tested(titles: Wording, tested: BackTest | None, currency: str | None, locale: str) -> FitNote:
    if tested is None:
        return fit_note(titles, codes.FIT_NOT_TESTED, locale, least=4 * _PERIOD)

    def amount(value: float) -> str:
        return f"{value:,.0f}" if currency is None else str(Money(round(value), currency))

    return fit_note(
        titles,
        codes.FIT_TESTED,
        locale,
        days=tested.days,
        forecast=amount(tested.forecast),
        observed=amount(tested.observed),
        unit=words.UNITS["orders" if currency is None else "money"],
        error="–" if tested.error is None else f"{tested.error:+.0%}",
    )
