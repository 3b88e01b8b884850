"""Germany: the nine days off of every Land, by rule."""

from __future__ import annotations

from clmplan.almanac.cn import LABOUR_DAY
from clmplan.almanac.easter_days import ASCENSION_DAY, EASTER_MONDAY, GOOD_FRIDAY, WHIT_MONDAY
from clmplan.almanac.everywhere import CHRISTMAS, NEW_YEARS_DAY
from clmplan.almanac.region import Festival, Off, Region
from clmplan.almanac.rules import Fixed, Listed, dates
from clmplan.base.diagnostics import Wording

_UNITY = Festival("german_unity_day", "德国统一日", Fixed(10, 3))
_REFORMATION = Festival("reformation_day", "宗教改革日", Fixed(10, 31))
_REFORMATION_OFF = Festival("reformation_day", "宗教改革日", Listed(dates("2017-10-31")))
_SECOND_CHRISTMAS_DAY = Festival("second_christmas_day", "圣诞节次日", Fixed(12, 26))
_OFF = (GOOD_FRIDAY, EASTER_MONDAY, LABOUR_DAY, ASCENSION_DAY, WHIT_MONDAY, _UNITY)

REGION = Region(
    code="DE",
    title=Wording("Germany, all Länder", "德国（各州共有）"),
    festivals=(
        *_OFF,
        _REFORMATION,
        _SECOND_CHRISTMAS_DAY,
        Festival("st_nicholas_day", "圣尼古拉节", Fixed(12, 6), title="St Nicholas Day"),
    ),
    off=tuple(Off(festival) for festival in (NEW_YEARS_DAY, *_OFF, CHRISTMAS, _SECOND_CHRISTMAS_DAY, _REFORMATION_OFF)),
)
