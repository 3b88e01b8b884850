"""Mainland China: statutory days off by rule, festivals, and retail days."""

from __future__ import annotations

from dataclasses import replace

from clmplan.almanac.everywhere import NEW_YEARS_DAY, WOMEN_DAY
from clmplan.almanac.region import Festival, Off, Region
from clmplan.almanac.rules import Fixed, Lunar
from clmplan.almanac.traditional import (
    CUSTOMARY,
    DOUBLE_NINTH,
    DRAGON_BOAT,
    MID_AUTUMN,
    QINGMING,
    SPRING_FESTIVAL,
    SPRING_FESTIVAL_EVE,
    TERMS,
    VICTORY_DAY_2015,
)
from clmplan.base.diagnostics import Wording

_TRADE = "date in the name of the sale"
_CUSTOM = "each trader chooses its own weeks before 春节"

LABOUR_DAY = Festival("labour_day", "劳动节", Fixed(5, 1), ("五一", "勞動節"))
NATIONAL_DAY = Festival("national_day", "国庆节", Fixed(10, 1), ("国庆", "十一", "國慶節"))

REGION = Region(
    code="CN",
    title=Wording("mainland China", "中国大陆"),
    has_lunar_dates=True,
    festivals=(
        SPRING_FESTIVAL_EVE,
        SPRING_FESTIVAL,
        QINGMING,
        DRAGON_BOAT,
        MID_AUTUMN,
        DOUBLE_NINTH,
        *CUSTOMARY,
        VICTORY_DAY_2015,
        LABOUR_DAY,
        NATIONAL_DAY,
        Festival("consumer_rights_day", "消费者权益日", Fixed(3, 15), ("315",)),
        Festival("youth_day", "青年节", Fixed(5, 4), ("五四",)),
        Festival("childrens_day", "儿童节", Fixed(6, 1), ("六一",), title="Children's Day"),
        Festival("teachers_day", "教师节", Fixed(9, 10), title="Teachers' Day"),
        # Retail days, in the order of the year.
        replace(WOMEN_DAY, sale="women_day"),
        Festival(
            "year_goods",
            "年货节",
            Lunar(1, 1, -28),
            ("年货", "year_goods_festival"),
            _CUSTOM,
            0,
            sale="year_goods",
            title="New Year Goods Festival",
        ),
        Festival(
            "love_day",
            "网络情人节",
            Fixed(5, 20),
            ("520", "五二零"),
            _TRADE,
            sale="love_day",
            title="520",
            title_zh="520",
        ),
        Festival(
            "mid_year",
            "年中大促",
            Fixed(6, 18),
            ("618", "六一八"),
            _TRADE,
            sale="mid_year",
            title="618",
            title_zh="618",
        ),
        Festival(
            "sale_88",
            "八八会员节",
            Fixed(8, 8),
            ("88", "88会员节", "88会员日", "八八"),
            _TRADE,
            sale="sale_88",
            title="88 Members' Day",
            title_zh="88 会员节",
        ),
        Festival(
            "sale_818",
            "八一八",
            Fixed(8, 18),
            ("818", "818购物节"),
            _TRADE,
            sale="sale_818",
            title="818",
            title_zh="818",
        ),
        Festival(
            "sale_99",
            "九九划算节",
            Fixed(9, 9),
            ("99", "99划算节", "九九大促"),
            _TRADE,
            sale="sale_99",
            title="99 Sale",
            title_zh="99 划算节",
        ),
        Festival(
            "double11",
            "双十一",
            Fixed(11, 11),
            ("双11", "雙十一", "singles_day"),
            _TRADE,
            sale="double11",
            title="Double 11",
        ),
        Festival(
            "double12", "双十二", Fixed(12, 12), ("双12", "雙12", "雙十二"), _TRADE, sale="double12", title="Double 12"
        ),
        *TERMS,
    ),
    # Regulation on public holidays for national annual festivals and memorial days, as revised on 2024-11-10.
    off=(
        Off(NEW_YEARS_DAY),
        Off(SPRING_FESTIVAL_EVE),
        Off(SPRING_FESTIVAL, count=3),
        Off(QINGMING),
        Off(LABOUR_DAY, count=2),
        Off(DRAGON_BOAT),
        Off(MID_AUTUMN),
        Off(NATIONAL_DAY, count=3),
        Off(VICTORY_DAY_2015),
    ),
)
