"""Days that several regions count from Easter or Christmas."""

from __future__ import annotations

from clmplan.almanac.region import Festival
from clmplan.almanac.rules import Easter, Fixed

GOOD_FRIDAY = Festival("good_friday", "耶稣受难日", Easter(-2))
EASTER_MONDAY = Festival("easter_monday", "复活节星期一", Easter(1))
ASCENSION_DAY = Festival("ascension_day", "耶稣升天节", Easter(39))
WHIT_MONDAY = Festival("whit_monday", "圣灵降临节星期一", Easter(50), ("pentecost_monday",))
BOXING_DAY = Festival("boxing_day", "节礼日", Fixed(12, 26), sale="boxing_day")
