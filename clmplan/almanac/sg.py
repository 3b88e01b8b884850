"""Singapore: gazetted public holidays by rule; days that are announced year by year are estimated beyond the files."""

from __future__ import annotations

from clmplan.almanac.changing_rules import AutumnNewMoon, Islamic
from clmplan.almanac.cn import LABOUR_DAY
from clmplan.almanac.easter_days import GOOD_FRIDAY
from clmplan.almanac.everywhere import CHRISTMAS, NEW_YEARS_DAY
from clmplan.almanac.region import Festival, Off, Region
from clmplan.almanac.rules import Fixed, Listed, Lunar, Moved, dates
from clmplan.almanac.traditional import DRAGON_BOAT, MID_AUTUMN, SPRING_FESTIVAL, SPRING_FESTIVAL_EVE
from clmplan.base.diagnostics import Wording

_MOON = "announced year by year by the Ministry of Manpower; later years by the tables of the Islamic calendar"
_PUASA_KNOWN = dates(
    "2010-09-10 2011-08-30 2012-08-19 2013-08-08 2014-07-28 2015-07-17 2016-07-06 2017-06-25 2018-06-15",
    "2019-06-05 2020-05-24 2021-05-13 2022-05-03 2023-04-22 2024-04-10 2025-03-31 2026-03-21",
)
_HAJI_KNOWN = dates(
    "2010-11-17 2011-11-06 2012-10-26 2013-10-15 2014-10-05 2015-09-24 2016-09-12 2017-09-01 2018-08-22",
    "2019-08-11 2020-07-31 2021-07-20 2022-07-10 2023-06-29 2024-06-17 2025-06-07 2026-05-27",
)
_DEEPAVALI_KNOWN = dates(
    "2010-11-05 2011-10-26 2012-11-13 2013-11-02 2014-10-22 2015-11-10 2016-10-29 2017-10-18 2018-11-06",
    "2019-10-27 2020-11-14 2021-11-04 2022-10-24 2023-11-12 2024-10-31 2025-10-20 2026-11-08",
)
_PUASA = Festival(
    "hari_raya_puasa", "开斋节", Moved(Islamic(10, 1), _PUASA_KNOWN), ("开斋節", "eid_al_fitr"), _MOON, 2026
)
_HAJI = Festival(
    "hari_raya_haji", "哈芝节", Moved(Islamic(12, 10), _HAJI_KNOWN), ("宰牲节", "eid_al_adha"), _MOON, 2026
)
_DEEPAVALI = Festival(
    "deepavali",
    "屠妖节",
    Moved(AutumnNewMoon(), _DEEPAVALI_KNOWN),
    ("排灯节", "diwali"),
    "announced year by year by the Ministry of Manpower; later years by the new moon of autumn",
    2026,
)
_VESAK = Festival(
    "vesak_day", "卫塞节", Lunar(4, 15), ("vesak",), "full moon of the fourth month of the Chinese calendar", 2026
)
_NATIONAL = Festival("singapore_national_day", "新加坡国庆日", Fixed(8, 9))
_POLLING = Festival(
    "polling_day", "新加坡投票日", Listed(dates("2011-05-07 2015-09-11 2020-07-10 2023-09-01 2025-05-03"))
)
_JUBILEE = Festival("jubilee_2015", "2015年新加坡金禧", Listed(dates("2015-08-07")))

REGION = Region(
    code="SG",
    title=Wording("Singapore", "新加坡"),
    has_lunar_dates=True,
    festivals=(
        SPRING_FESTIVAL_EVE,
        SPRING_FESTIVAL,
        _PUASA,
        GOOD_FRIDAY,
        LABOUR_DAY,
        _HAJI,
        _VESAK,
        DRAGON_BOAT,
        _NATIONAL,
        MID_AUTUMN,
        _DEEPAVALI,
        _POLLING,
        _JUBILEE,
    ),
    off=(
        Off(NEW_YEARS_DAY),
        Off(SPRING_FESTIVAL, count=2),
        Off(_PUASA),
        Off(GOOD_FRIDAY),
        Off(LABOUR_DAY),
        Off(_HAJI),
        Off(_VESAK),
        Off(_NATIONAL),
        Off(_DEEPAVALI),
        Off(CHRISTMAS),
        Off(_POLLING),
        Off(_JUBILEE),
    ),
    moves={6: 1},
)
