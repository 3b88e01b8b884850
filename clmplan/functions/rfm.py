"""`rfm`: named segments from fifths of recency, frequency and money."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from clmplan.base.diagnostics import Wording
from clmplan.base.money import Money
from clmplan.buying.conditions import FEWEST_RANKED
from clmplan.codes import customer_fits as codes
from clmplan.codes import customer_words as words
from clmplan.functions import purchase_facts as read
from clmplan.functions.customer_kind import MILLION, CustomerWord, Purchase, Reads, fit_note
from clmplan.functions.forecasts import filled, nothing_known, row_of
from clmplan.model.expression import Type, Values
from clmplan.model.run import FitNote

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Whole = NDArray[np.int64]

_TITLES = Wording("rfm", "RFM分群")
_MEASURES = ("recency", "frequency", "money")
_LARGEST_SHARE = 30  # percent of a fifth, beyond which it is said to be uneven
# By recency from 5 to 1: the names for a worth of 1, 2, 3, 4 and 5.
TABLE = (
    ("new", "promising", "loyal", "champions", "champions"),
    ("promising", "promising", "loyal", "loyal", "champions"),
    ("needs_attention", "needs_attention", "needs_attention", "loyal", "loyal"),
    ("hibernating", "hibernating", "at_risk", "at_risk", "cannot_lose"),
    ("lost", "lost", "hibernating", "at_risk", "cannot_lose"),
)
_LABELS = tuple(one.en for one in words.SEGMENTS)


@dataclass(frozen=True, slots=True)
class Fifths:
    """The four cuts and the customers in each fifth, by measure; `customers` with an order.

    Recency is measured as days below nothing, so that a greater value is the better one in every measure.
    """

    cuts: tuple[tuple[int, ...], ...]
    sizes: tuple[tuple[int, ...], ...]
    customers: int


@dataclass(frozen=True, slots=True)
class TooFew:
    """Fewer customers with an order than fifths are made of."""

    customers: int
    repeating: int
    days: int


@dataclass(frozen=True, slots=True)
class Rfm:
    """The function; it reads the last order day, order days and amounts, and learns the cuts of all customers."""

    currency: str
    name: str = "rfm"
    labels: tuple[str, ...] = _LABELS

    def fit(self, inputs: Sequence[Values], arguments: tuple[int, ...]) -> object | None:
        """The cuts of the three measures."""
        import numpy as np

        del arguments
        rows = _bought(inputs)
        measures = [measure[rows] for measure in _measures(inputs)]
        if int(rows.sum()) < FEWEST_RANKED:
            repeating = int((measures[1] > MILLION).sum())
            return TooFew(int(rows.sum()), repeating, int(-measures[0].min(initial=0)))
        cuts = tuple(_cuts(measure) for measure in measures)
        bins = [_fifth(measure, own) for measure, own in zip(measures, cuts, strict=True)]
        sizes = tuple(tuple(np.bincount(one, minlength=6)[1:].tolist()) for one in bins)
        return Fifths(cuts, sizes, int(rows.sum()))

    def values(self, fit: object | None, inputs: Sequence[Values], arguments: tuple[int, ...]) -> Values:
        """The segment of each row, as the code of its label; unknown without an order."""
        import numpy as np

        del arguments
        if not isinstance(fit, Fifths):
            return nothing_known(len(inputs[0].values))
        rows = _bought(inputs)
        recency, frequency, money = self._scores(fit, inputs)
        table = np.array([[_LABELS.index(name) for name in row] for row in TABLE], dtype=np.int64)
        found = table[5 - recency, (frequency + money + 1) // 2 - 1]
        return Values(np.where(rows, found, 0), rows)

    def notes(self, fit: object | None, locale: str) -> tuple[FitNote, ...]:
        """The cuts of each measure, and fifths that are empty or too large."""
        if isinstance(fit, TooFew):
            said = {"customers": fit.customers, "repeating": fit.repeating, "days": fit.days}
            least = {"least_customers": FEWEST_RANKED, "least_repeating": 0, "least_days": 0}
            return (fit_note(_TITLES, codes.TOO_LITTLE_TO_LEARN, locale, **said, **least),)
        if not isinstance(fit, Fifths):
            return ()
        found: list[FitNote] = []
        for index, measure in enumerate(_MEASURES):
            title, shown = words.MEASURES[measure], self._shown(index, fit.cuts[index])
            found.append(fit_note(_TITLES, codes.FIFTHS_CUT, locale, measure=title, cuts=shown))
            shares = [100 * size / fit.customers for size in fit.sizes[index]]
            if min(shares) == 0 or max(shares) > _LARGEST_SHARE:
                told = ", ".join(f"{fifth}: {share:.0f} %" for fifth, share in enumerate(shares, start=1))
                found.append(fit_note(_TITLES, codes.FIFTHS_UNEVEN, locale, measure=title, shares=told))
        return tuple(found)

    def reasons(
        self, fit: object | None, inputs: Sequence[Values], arguments: tuple[int, ...], row: int
    ) -> tuple[Wording, ...]:
        """The scores of a row."""
        del arguments
        own = row_of(inputs, row)
        if not isinstance(fit, Fifths):
            return (words.NOT_LEARNED,)
        if not _bought(own)[0]:
            return (words.NO_ORDER,)
        scores = zip(_MEASURES, self._scores(fit, own), strict=True)
        return (filled(words.SCORES, **{measure: str(int(score[0])) for measure, score in scores}),)

    def _scores(self, fit: Fifths, inputs: Sequence[Values]) -> tuple[Whole, ...]:
        return tuple(_fifth(measure, cuts) for measure, cuts in zip(_measures(inputs), fit.cuts, strict=True))

    def _shown(self, index: int, cuts: tuple[int, ...]) -> Wording:
        names = ("second", "third", "fourth", "fifth")
        if index == 0:
            return filled(words.CUTS_RECENCY, **{name: f"{-cut:,}" for name, cut in zip(names, cuts, strict=True)})
        texts = [f"{cut // MILLION:,}" if index == 1 else str(Money(cut, self.currency)) for cut in cuts]
        return filled(words.CUTS_RISING, **dict(zip(names, texts, strict=True)))


def _measures(inputs: Sequence[Values]) -> tuple[Whole, ...]:
    orders, last, spent = inputs
    return -last.values, orders.values, spent.values


def _bought(inputs: Sequence[Values]) -> NDArray[np.bool_]:
    orders, last, spent = inputs
    return orders.known & (orders.values > 0) & last.known & spent.known


def _cuts(values: Whole) -> tuple[int, ...]:
    """For k from 1 to 4 the least value v with count(values <= v) x 5 >= k x size."""
    import numpy as np

    ordered = np.sort(values)
    return tuple(int(ordered[-(-k * len(ordered) // 5) - 1]) for k in range(1, 5))


def _fifth(values: Whole, cuts: tuple[int, ...]) -> Whole:
    """In which fifth each value lies: one more than the number of cuts below it."""
    import numpy as np

    return 1 + np.searchsorted(np.array(cuts), values, side="left").astype(np.int64)


def _reads(purchase: Purchase) -> Reads:
    return Reads((read.order_days(purchase), read.since_last(purchase), read.spent(purchase)))


def _rows() -> tuple[Wording, ...]:
    title = {one.en: one.zh for one in words.SEGMENTS}
    told = []
    for recency, names in zip(range(5, 0, -1), TABLE, strict=True):
        english, chinese = ", ".join(names), "、".join(title[name] for name in names)
        told.append(
            Wording(
                f"recency {recency}, for a worth of 1 to 5: {english}",
                f"近度 {recency}，价值依次为 1 至 5 时：{chinese}",
            )
        )
    return tuple(told)


WORD = CustomerWord(
    name="rfm",
    gives=Type.TEXT,
    titles=_TITLES,
    summary=Wording(
        "the segment a customer is in by how recently, how often and for how much it ordered; unknown without an order",
        "按最近下单时间、下单频度和消费金额划分的客户分群；没有订单时为未知",
    ),
    source=Wording(
        "the table of segments is a rule of this language; recency, frequency and money as measures go back "
        "to direct "
        "mail (Hughes 1994)",
        "分群表是本语言的规则；以近度、频度、金额为指标源于直邮营销（Hughes 1994）",
    ),
    forms=(Wording("rfm([EVENTS | EVENTS.FIELD])", "RFM分群([事件 | 事件.字段])"),),
    examples=(("rfm() = champions", "RFM分群() = 核心客户"), ("rfm(orders.amount)", "RFM分群(订单.金额)")),
    make=Rfm,
    reads=_reads,
    facts=(
        Wording(
            "each measure is cut into fifths over all customers with an order, on the day the plan is made; "
            "equal values "
            "share a fifth, and a value equal to a cut lies in the lower one",
            "各指标在制定计划当日按全部有订单的客户五等分；相同的值同属一档，等于分界的值归入较低一档",
        ),
        Wording(
            "worth is the mean of frequency and money, rounded up",
            "价值为频度与金额的平均值，向上取整",
        ),
        *_rows(),
        filled(words.LEAST_RANKED, customers=str(FEWEST_RANKED)),
    ),
    needs_amount=True,
    labels=words.SEGMENTS,
)
