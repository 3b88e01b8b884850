"""England and Wales: bank holidays by rule, and days people know there.

Christmas, Boxing Day and New Year's Day count on their own date too when a substitute day is given for them.
"""

from __future__ import annotations

from clmplan.almanac.easter_days import BOXING_DAY, EASTER_MONDAY, GOOD_FRIDAY
from clmplan.almanac.everywhere import CHRISTMAS, NEW_YEARS_DAY
from clmplan.almanac.region import Festival, Off, Region
from clmplan.almanac.rules import Easter, Listed, Moved, NthWeekday, dates
from clmplan.base.diagnostics import Wording

_EARLY_MAY = Festival(
    "early_may_bank_holiday", "五月初银行假日", Moved(NthWeekday(5, 0, 1), dates("2020-05-08")), ("may_day",)
)
_SPRING = Festival("spring_bank_holiday", "春季银行假日", Moved(NthWeekday(5, 0, -1), dates("2012-06-04 2022-06-02")))
_SUMMER = Festival("summer_bank_holiday", "夏季银行假日", NthWeekday(8, 0, -1))
# Days that were given once.
_ONCE = (
    Festival("royal_wedding_2011", "2011年王室婚礼", Listed(dates("2011-04-29"))),
    Festival("diamond_jubilee_2012", "2012年钻石禧年", Listed(dates("2012-06-05"))),
    Festival("platinum_jubilee_2022", "2022年白金禧年", Listed(dates("2022-06-03"))),
    Festival("state_funeral_2022", "2022年女王国葬", Listed(dates("2022-09-19"))),
    Festival("coronation_2023", "2023年加冕日", Listed(dates("2023-05-08"))),
)

REGION = Region(
    code="GB",
    title=Wording("England and Wales", "英格兰和威尔士"),
    festivals=(
        Festival("mothers_day_uk", "英国母亲节", Easter(-21), ("mothering_sunday",), title="Mothering Sunday"),
        GOOD_FRIDAY,
        EASTER_MONDAY,
        _EARLY_MAY,
        _SPRING,
        _SUMMER,
        BOXING_DAY,
        *_ONCE,
    ),
    off=(
        Off(NEW_YEARS_DAY),
        Off(GOOD_FRIDAY),
        Off(EASTER_MONDAY),
        Off(_EARLY_MAY),
        Off(_SPRING),
        Off(_SUMMER),
        Off(CHRISTMAS),
        Off(BOXING_DAY),
        *(Off(festival) for festival in _ONCE),
    ),
    moves={5: 1, 6: 1},
)
