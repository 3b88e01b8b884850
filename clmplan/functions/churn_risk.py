"""`churn_risk`: points for silence, for a falling trend and for missing interaction, each with its reason."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from clmplan.base.diagnostics import Wording
from clmplan.codes import customer_words as words
from clmplan.functions import purchase_facts as read
from clmplan.functions.customer_kind import MILLION, CustomerWord, Purchase, Reads
from clmplan.functions.forecasts import filled, row_of
from clmplan.model.expression import DaysSince, EventDay, Type, Values
from clmplan.model.run import FitNote

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Whole = NDArray[np.int64]

USUAL_GAP = 90  # days between two orders, as good as observed once for everybody
WINDOW = 90  # days
SILENCE = ((100, 10), (150, 20), (200, 30), (300, 40), (400, 50))  # percent of the own gap, points
ONE_ORDER = 10
QUIET = ((30, 10), (90, 20))  # days, points
FEWER, HALF, NONE = 10, 15, 20
POSSIBLE, WITH_EVENTS = 80, 100
_ORDERS, _FIRST, _LAST, _RECENT, _LONGER, _OTHERS = range(6)


class Points(NamedTuple):
    """The points of each part and how many are possible, with what they come from; shapes (rows,)."""

    silence: Whole
    one_order: Whole
    trend: Whole
    quiet: Whole
    possible: Whole
    percent: Whole
    gap: Whole
    recent: Whole
    before: Whole
    since: Whole


@dataclass(frozen=True, slots=True)
class ChurnRisk:
    """The function; it reads order days and other events, and learns nothing."""

    name: str = "churn_risk"
    labels: tuple[str, ...] = ()

    def fit(self, inputs: Sequence[Values], arguments: tuple[int, ...]) -> object | None:
        """Nothing."""
        del inputs, arguments
        return None

    def values(self, fit: object | None, inputs: Sequence[Values], arguments: tuple[int, ...]) -> Values:
        """The share of the possible points that each row has, in millionths; unknown without an order."""
        import numpy as np

        del fit, arguments
        points = scored(inputs)
        known = _bought(inputs)
        total = points.silence + points.one_order + points.trend + points.quiet
        share = (total * MILLION + points.possible // 2) // points.possible
        return Values(np.where(known, share, 0), known)

    def notes(self, fit: object | None, locale: str) -> tuple[FitNote, ...]:
        """Nothing, as nothing is fitted."""
        del fit, locale
        return ()

    def reasons(
        self, fit: object | None, inputs: Sequence[Values], arguments: tuple[int, ...], row: int
    ) -> tuple[Wording, ...]:
        """Each part that gives points, and their sum."""
        del fit, arguments
        own = row_of(inputs, row)
        if not _bought(own)[0]:
            return (words.NO_ORDER,)
        points = Points(*(part[0] for part in scored(own)))
        silence = {"days": int(own[_LAST].values[0]), "times": f"{int(points.percent) / 100:.1f}", "gap": points.gap}
        parts: tuple[tuple[Wording, Whole, dict[str, object]], ...] = (
            (words.SILENCE, points.silence, silence),
            (words.ONE_ORDER, points.one_order, {}),
            (words.TREND, points.trend, {"recent": points.recent, "before": points.before}),
            (words.QUIET, points.quiet, {"days": points.since}),
        )
        total = sum(int(given) for _, given, _ in parts)
        told = tuple(
            filled(sentence, points=str(given), **{name: str(value) for name, value in values.items()})
            for sentence, given, values in parts
            if given
        )
        return (*told, filled(words.POINTS, points=str(total), possible=str(points.possible)))


def scored(inputs: Sequence[Values]) -> Points:
    """The points of each row; of no meaning without an order."""
    import numpy as np

    orders = np.maximum(inputs[_ORDERS].values // MILLION, 1)
    last = inputs[_LAST].values
    span = inputs[_FIRST].values - last + USUAL_GAP
    percent = last * orders * 100 // span
    recent = inputs[_RECENT].values // MILLION
    before = inputs[_LONGER].values // MILLION - recent
    trend = np.where(recent < before, np.where(2 * recent <= before, np.where(recent == 0, NONE, HALF), FEWER), 0)
    since, has_events = _since_others(inputs)
    return Points(
        silence=_stepped(percent, SILENCE),
        one_order=np.where(orders == 1, ONE_ORDER, 0),
        trend=trend,
        quiet=np.where(has_events, _stepped(since - 1, QUIET), 0),
        possible=np.where(has_events, WITH_EVENTS, POSSIBLE),
        percent=percent,
        gap=span // orders,
        recent=recent,
        before=before,
        since=since,
    )


def _stepped(values: Whole, steps: Sequence[tuple[int, int]]) -> Whole:
    """The points of the highest step that a value reaches; 0 below the first."""
    import numpy as np

    places = np.searchsorted(np.array([step for step, _ in steps]), values, side="right")
    return np.array([0, *(points for _, points in steps)], dtype=np.int64)[places]


def _since_others(inputs: Sequence[Values]) -> tuple[Whole, NDArray[np.bool_]]:
    """Days since the latest of the other events, and whether there is any."""
    import numpy as np

    since = np.full(len(inputs[0].values), np.iinfo(np.int64).max)
    for other in inputs[_OTHERS:]:
        since = np.where(other.known, np.minimum(since, other.values), since)
    has_events = since < np.iinfo(np.int64).max
    return np.where(has_events, since, 0), has_events


def _bought(inputs: Sequence[Values]) -> NDArray[np.bool_]:
    orders, first, last = inputs[: _LAST + 1]
    return orders.known & (orders.values > 0) & first.known & last.known


def _reads(purchase: Purchase) -> Reads:
    others = tuple(DaysSince(EventDay(kind, "last")) for kind in purchase.others)
    return Reads(
        (
            read.order_days(purchase),
            read.since_first(purchase),
            read.since_last(purchase),
            read.order_days(purchase, WINDOW),
            read.order_days(purchase, 2 * WINDOW),
            *others,
        )
    )


WORD = CustomerWord(
    name="churn_risk",
    gives=Type.NUMBER,
    titles=Wording("churn_risk", "流失风险"),
    summary=Wording(
        "how much speaks for a customer leaving, between 0 and 1: the points given as a share of those possible; "
        "unknown without an order",
        "客户流失的迹象（0 到 1）：所得分数占满分的比例；没有订单时为未知",
    ),
    source=Wording(
        "a rule of this language, in whole numbers; no model is fitted and no other customer matters",
        "本语言的规则，只用整数；不拟合模型，也与其他客户无关",
    ),
    forms=(Wording("churn_risk([EVENTS])", "流失风险([事件])"),),
    examples=(("churn_risk() >= 60%", "流失风险() 不低于 60%"), ("churn_risk(orders)", "流失风险(订单)")),
    make=lambda _: ChurnRisk(),
    reads=_reads,
    facts=(
        Wording(
            "silence: 10, 20, 30, 40 or 50 points when the days since the last order reach 1, 1.5, 2, 3 or 4 "
            "times the "
            "customer's own gap, which is the mean of the gaps between its order days and one gap of 90 days",
            "沉默：距上次订单的天数达到客户自身间隔的 1、1.5、2、3、4 倍时得 10、20、30、40、50 分；"
            "自身间隔为各下单日间隔与一个 90 天间隔的平均",
        ),
        Wording("one order: 10 points for a single order day", "仅一单：只在一天下过单得 10 分"),
        Wording(
            "trend: 10 points when the last 90 days have fewer order days than the 90 before, 15 when at "
            "most half, 20 when none",
            "趋势：最近 90 天的下单天数少于此前 90 天得 10 分，不到或等于一半得 15 分，一天也没有得 20 分",
        ),
        Wording(
            "interaction: 10 points when the last other event of any kind is more than 30 days back, 20 when "
            "more than 90; "
            "100 points are possible, 80 for a customer without any other event",
            "互动：最近一次其他事件超过 30 天得 10 分，超过 90 天得 20 分；满分 100，没有任何其他事件的客户满分 80",
        ),
    ),
    bounds=(Decimal(0), Decimal(1)),
    is_learned=False,
)
