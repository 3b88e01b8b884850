"""Days that people know whatever the region."""

from __future__ import annotations

from clmplan.almanac.region import Festival, Region
from clmplan.almanac.rules import Easter, Fixed, NthWeekday
from clmplan.base.diagnostics import Wording

NEW_YEARS_DAY = Festival("new_years_day", "元旦", Fixed(1, 1), ("new_year",), title="New Year's Day")
WOMEN_DAY = Festival(
    "women_day", "妇女节", Fixed(3, 8), ("38", "三八", "三八节", "婦女節", "womens_day"), title="Women's Day"
)
THANKSGIVING = Festival("thanksgiving", "感恩节", NthWeekday(11, 3, 4), ("感恩節",))
CHRISTMAS = Festival("christmas", "圣诞节", Fixed(12, 25), ("圣诞", "聖誕", "聖誕節", "christmas_day"))

REGION = Region(
    code="",
    title=Wording("everywhere", "各地"),
    festivals=(
        NEW_YEARS_DAY,
        Festival("valentines", "情人节", Fixed(2, 14), ("valentines_day", "情人節"), title="Valentine's Day"),
        WOMEN_DAY,
        Festival("easter", "复活节", Easter(0), ("easter_sunday", "復活節")),
        Festival("mothers_day", "母亲节", NthWeekday(5, 6, 2), ("母親節",), title="Mother's Day"),
        Festival("fathers_day", "父亲节", NthWeekday(6, 6, 3), ("父親節",), title="Father's Day"),
        Festival("halloween", "万圣夜", Fixed(10, 31), ("万圣节", "萬聖節")),
        THANKSGIVING,
        Festival("black_friday", "黑色星期五", NthWeekday(11, 3, 4, plus=1), ("黑五",), sale="black_friday"),
        Festival("cyber_monday", "网络星期一", NthWeekday(11, 3, 4, plus=4), ("网一",), sale="cyber_monday"),
        Festival("christmas_eve", "平安夜", Fixed(12, 24)),
        CHRISTMAS,
        Festival("new_years_eve", "跨年夜", Fixed(12, 31), title="New Year's Eve"),
    ),
)
