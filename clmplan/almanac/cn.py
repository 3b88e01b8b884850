"""Mainland China: statutory days off with the work days made up for them, festivals, and retail days."""

from __future__ import annotations

from clmplan.almanac.region import Festival, Region, statutory_year
from clmplan.almanac.rules import Fixed, Listed, Shifted, dates

_LUNAR = "Chinese calendar (GB/T 33661-2017), as listed"
_SOLAR_TERM = "solar term of the Chinese calendar (GB/T 33661-2017), as listed"
_TRADE = "date in the name of the sale"
_2024 = "General Office of the State Council, notice of 2023-10-25 on holidays of 2024"
_2025 = "General Office of the State Council, notice of 2024-11-12 on holidays of 2025"
_2026 = "General Office of the State Council, notice of 2025-11-04 on holidays of 2026"

_SPRING_FESTIVAL = dates(
    "2010-02-14 2011-02-03 2012-01-23 2013-02-10 2014-01-31 2015-02-19 2016-02-08",
    "2017-01-28 2018-02-16 2019-02-05 2020-01-25 2021-02-12 2022-02-01 2023-01-22",
    "2024-02-10 2025-01-29 2026-02-17 2027-02-06 2028-01-26 2029-02-13 2030-02-03",
)
_DRAGON_BOAT = dates(
    "2010-06-16 2011-06-06 2012-06-23 2013-06-12 2014-06-02 2015-06-20 2016-06-09",
    "2017-05-30 2018-06-18 2019-06-07 2020-06-25 2021-06-14 2022-06-03 2023-06-22",
    "2024-06-10 2025-05-31 2026-06-19 2027-06-09 2028-05-28 2029-06-16 2030-06-05",
)
_QIXI = dates(
    "2010-08-16 2011-08-06 2012-08-23 2013-08-13 2014-08-02 2015-08-20 2016-08-09",
    "2017-08-28 2018-08-17 2019-08-07 2020-08-25 2021-08-14 2022-08-04 2023-08-22",
    "2024-08-10 2025-08-29 2026-08-19 2027-08-08 2028-08-26 2029-08-16 2030-08-05",
)
_MID_AUTUMN = dates(
    "2010-09-22 2011-09-12 2012-09-30 2013-09-19 2014-09-08 2015-09-27 2016-09-15",
    "2017-10-04 2018-09-24 2019-09-13 2020-10-01 2021-09-21 2022-09-10 2023-09-29",
    "2024-09-17 2025-10-06 2026-09-25 2027-09-15 2028-10-03 2029-09-22 2030-09-12",
)
_DOUBLE_NINTH = dates(
    "2010-10-16 2011-10-05 2012-10-23 2013-10-13 2014-10-02 2015-10-21 2016-10-09",
    "2017-10-28 2018-10-17 2019-10-07 2020-10-25 2021-10-14 2022-10-04 2023-10-23",
    "2024-10-11 2025-10-29 2026-10-18 2027-10-08 2028-10-26 2029-10-16 2030-10-05",
)
_QINGMING = dates(
    "2010-04-05 2011-04-05 2012-04-04 2013-04-04 2014-04-05 2015-04-05 2016-04-04",
    "2017-04-04 2018-04-05 2019-04-05 2020-04-04 2021-04-04 2022-04-05 2023-04-05",
    "2024-04-04 2025-04-04 2026-04-05 2027-04-05 2028-04-04 2029-04-04 2030-04-05",
)

REGION = Region(
    code="CN",
    day_off=("public_holiday", "法定节假日"),
    festivals=(
        Festival("spring_festival_eve", "除夕", Shifted(_SPRING_FESTIVAL, -1), ("lunar_new_years_eve",), _LUNAR),
        Festival("spring_festival", "春节", Listed(_SPRING_FESTIVAL), ("lunar_new_year",), _LUNAR),
        Festival("lantern_festival", "元宵节", Shifted(_SPRING_FESTIVAL, 14), ("元宵",), _LUNAR),
        Festival("qingming", "清明节", Listed(_QINGMING), ("清明", "tomb_sweeping_day"), _SOLAR_TERM),
        Festival("labour_day", "劳动节", Fixed(5, 1), ("五一",)),
        Festival("love_day", "网络情人节", Fixed(5, 20), ("520", "五二零"), _TRADE),
        Festival("childrens_day", "儿童节", Fixed(6, 1), ("六一",)),
        Festival("dragon_boat", "端午节", Listed(_DRAGON_BOAT), ("端午",), _LUNAR),
        Festival("mid_year", "年中大促", Fixed(6, 18), ("618", "六一八"), _TRADE),
        Festival("qixi", "七夕", Listed(_QIXI), ("七夕节",), _LUNAR),
        Festival("teachers_day", "教师节", Fixed(9, 10)),
        Festival("mid_autumn", "中秋节", Listed(_MID_AUTUMN), ("中秋",), _LUNAR),
        Festival("national_day", "国庆节", Fixed(10, 1), ("国庆", "十一")),
        Festival("double_ninth", "重阳节", Listed(_DOUBLE_NINTH), ("重阳",), _LUNAR),
        Festival("double11", "双十一", Fixed(11, 11), ("双11", "singles_day"), _TRADE),
        Festival("double12", "双十二", Fixed(12, 12), ("双12",), _TRADE),
    ),
    years=(
        statutory_year(
            2024,
            "01-01 02-10..02-17 04-04..04-06 05-01..05-05 06-10 09-15..09-17 10-01..10-07",
            _2024,
            "02-04 02-18 04-07 04-28 05-11 09-14 09-29 10-12",
        ),
        statutory_year(
            2025,
            "01-01 01-28..02-04 04-04..04-06 05-01..05-05 05-31..06-02 10-01..10-08",
            _2025,
            "01-26 02-08 04-27 09-28 10-11",
        ),
        statutory_year(
            2026,
            "01-01..01-03 02-15..02-23 04-04..04-06 05-01..05-05 06-19..06-21 09-25..09-27 10-01..10-07",
            _2026,
            "01-04 02-14 02-28 05-09 09-20 10-10",
        ),
    ),
)
