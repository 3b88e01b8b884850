"""Hong Kong: general holidays by rule (General Holidays Ordinance, Cap. 149)."""

from __future__ import annotations

from clmplan.almanac.cn import LABOUR_DAY, NATIONAL_DAY
from clmplan.almanac.easter_days import BOXING_DAY, EASTER_MONDAY, GOOD_FRIDAY
from clmplan.almanac.everywhere import CHRISTMAS, NEW_YEARS_DAY
from clmplan.almanac.region import Festival, Off, Region
from clmplan.almanac.rules import Fixed
from clmplan.almanac.traditional import (
    BUDDHAS_BIRTHDAY,
    CUSTOMARY,
    DOUBLE_NINTH,
    DRAGON_BOAT,
    MID_AUTUMN,
    QINGMING,
    SPRING_FESTIVAL,
    SPRING_FESTIVAL_EVE,
    VICTORY_DAY_2015,
)
from clmplan.base.diagnostics import Wording

_ESTABLISHMENT = Festival(
    "hksar_day", "香港特区成立纪念日", Fixed(7, 1), ("香港特別行政區成立紀念日",), title="HKSAR Establishment Day"
)

REGION = Region(
    code="HK",
    title=Wording("Hong Kong", "香港"),
    has_lunar_dates=True,
    festivals=(
        SPRING_FESTIVAL_EVE,
        SPRING_FESTIVAL,
        QINGMING,
        GOOD_FRIDAY,
        EASTER_MONDAY,
        LABOUR_DAY,
        BUDDHAS_BIRTHDAY,
        DRAGON_BOAT,
        _ESTABLISHMENT,
        MID_AUTUMN,
        NATIONAL_DAY,
        DOUBLE_NINTH,
        BOXING_DAY,
        *CUSTOMARY,
        VICTORY_DAY_2015,
    ),
    off=(
        Off(NEW_YEARS_DAY),
        Off(SPRING_FESTIVAL, count=3),
        Off(QINGMING),
        Off(GOOD_FRIDAY, count=2),
        Off(EASTER_MONDAY),
        Off(LABOUR_DAY),
        Off(BUDDHAS_BIRTHDAY),
        Off(DRAGON_BOAT),
        Off(_ESTABLISHMENT),
        Off(MID_AUTUMN, plus=1),
        Off(NATIONAL_DAY),
        Off(DOUBLE_NINTH),
        Off(CHRISTMAS),
        Off(BOXING_DAY),
        Off(VICTORY_DAY_2015),
    ),
    moves={6: 1},
)
