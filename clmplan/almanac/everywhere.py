"""Days that people know whatever the region."""

from __future__ import annotations

from clmplan.almanac.region import Festival, Region
from clmplan.almanac.rules import Easter, Fixed, NthWeekday

REGION = Region(
    code="",
    festivals=(
        Festival("new_years_day", "元旦", Fixed(1, 1), ("new_year",)),
        Festival("valentines", "情人节", Fixed(2, 14), ("valentines_day",)),
        Festival("women_day", "妇女节", Fixed(3, 8), ("38", "三八", "三八节", "womens_day")),
        Festival("easter", "复活节", Easter(0), ("easter_sunday",)),
        Festival("mothers_day", "母亲节", NthWeekday(5, 6, 2)),
        Festival("fathers_day", "父亲节", NthWeekday(6, 6, 3)),
        Festival("halloween", "万圣夜", Fixed(10, 31), ("万圣节",)),
        Festival("thanksgiving", "感恩节", NthWeekday(11, 3, 4)),
        Festival("black_friday", "黑色星期五", NthWeekday(11, 3, 4, plus=1), ("黑五",)),
        Festival("cyber_monday", "网络星期一", NthWeekday(11, 3, 4, plus=4), ("网一",)),
        Festival("christmas_eve", "平安夜", Fixed(12, 24)),
        Festival("christmas", "圣诞节", Fixed(12, 25), ("圣诞", "christmas_day")),
        Festival("new_years_eve", "跨年夜", Fixed(12, 31)),
    ),
)
