"""Festivals of the Chinese calendar, and the solar terms, for every region where people keep them."""

from __future__ import annotations

from clmplan.almanac.lunar import SOLAR_TERMS
from clmplan.almanac.region import Festival
from clmplan.almanac.rules import Listed, Lunar, SolarTerm, dates

_LUNAR = "Chinese calendar (GB/T 33661-2017)"
_TERM = "solar term of the Chinese calendar (GB/T 33661-2017)"

# INVARIANT: the eve is the day before 正月初一; the last month has 29 or 30 days.
SPRING_FESTIVAL_EVE = Festival(
    "spring_festival_eve",
    "除夕",
    Lunar(1, 1, -1),
    ("lunar_new_years_eve", "chinese_new_years_eve", "大年三十", "年三十", "农历除夕", "農曆除夕"),
    _LUNAR,
    title="Eve of Spring Festival",
)
SPRING_FESTIVAL = Festival(
    "spring_festival",
    "春节",
    Lunar(1, 1),
    ("lunar_new_year", "chinese_new_year", "春節", "大年初一", "正月初一", "农历新年", "農曆新年"),
    _LUNAR,
)
QINGMING = Festival("qingming", "清明节", SolarTerm(6), ("清明", "清明節", "tomb_sweeping_day", "ching_ming"), _TERM)
BUDDHAS_BIRTHDAY = Festival(
    "buddhas_birthday", "佛诞", Lunar(4, 8), ("佛誕", "浴佛节", "浴佛節"), _LUNAR, title="Buddha's Birthday"
)
DRAGON_BOAT = Festival(
    "dragon_boat",
    "端午节",
    Lunar(5, 5),
    ("端午", "端午節", "dragon_boat_festival", "tuen_ng"),
    _LUNAR,
    title="Dragon Boat Festival",
)
MID_AUTUMN = Festival(
    "mid_autumn",
    "中秋节",
    Lunar(8, 15),
    ("中秋", "中秋節", "mid_autumn_festival", "moon_festival"),
    _LUNAR,
    title="Mid-Autumn Festival",
)
DOUBLE_NINTH = Festival(
    "double_ninth",
    "重阳节",
    Lunar(9, 9),
    ("重阳", "重陽", "重陽節", "chung_yeung"),
    _LUNAR,
    title="Double Ninth Festival",
)
VICTORY_DAY_2015 = Festival("victory_day_2015", "2015年抗战胜利纪念日", Listed(dates("2015-09-03")))

# What people keep without a day off.
CUSTOMARY = (
    Festival("lantern_festival", "元宵节", Lunar(1, 15), ("元宵", "元宵節", "上元节", "上元節"), _LUNAR),
    Festival("dragon_head", "龙抬头", Lunar(2, 2), ("龍抬頭", "二月二"), _LUNAR),
    Festival(
        "double_third", "上巳节", Lunar(3, 3), ("上巳", "上巳節", "三月三"), _LUNAR, title="Double Third Festival"
    ),
    Festival(
        "cold_food",
        "寒食节",
        SolarTerm(6, -1),
        ("寒食", "寒食節", "cold_food_festival"),
        "the day before 清明",
        title="Cold Food Festival",
    ),
    Festival(
        "qixi",
        "七夕",
        Lunar(7, 7),
        ("七夕节", "七夕節", "chinese_valentines"),
        _LUNAR,
        sale="qixi",
        title="Qixi Festival",
    ),
    Festival("ghost_festival", "中元节", Lunar(7, 15), ("中元", "中元節", "七月半"), _LUNAR),
    Festival("winter_solstice", "冬至", SolarTerm(23), ("冬至节", "冬至節", "dongzhi"), _TERM),
    Festival(
        "laba", "腊八节", Lunar(12, 8), ("腊八", "臘八", "臘八節", "laba_festival"), _LUNAR, title="Laba Festival"
    ),
    Festival("little_new_year", "小年", Lunar(12, 23), ("祭灶", "祭灶节", "kitchen_god_day"), _LUNAR),
)

# In the order of `SOLAR_TERMS`.
_CHINESE_TERMS = (
    *("小寒", "大寒", "立春", "雨水", "惊蛰", "春分", "清明", "谷雨", "立夏", "小满", "芒种", "夏至"),
    *("小暑", "大暑", "立秋", "处暑", "白露", "秋分", "寒露", "霜降", "立冬", "小雪", "大雪", "冬至"),
)
_OTHERWISE = {
    "惊蛰": ("驚蟄",),
    "谷雨": ("穀雨",),
    "小满": ("小滿",),
    "芒种": ("芒種",),
    "处暑": ("處暑",),
}
_FESTIVE = ("qingming", "winter_solstice")
TERMS = tuple(
    Festival(name, chinese, SolarTerm(place), _OTHERWISE.get(chinese, ()), _TERM, is_quiet=True)
    for place, (name, chinese) in enumerate(zip(SOLAR_TERMS, _CHINESE_TERMS, strict=True))
    if name not in _FESTIVE
)
