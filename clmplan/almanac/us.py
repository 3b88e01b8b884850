"""United States: federal holidays by rule (5 U.S.C. 6103), a day off on a weekend being kept on the nearest weekday."""

from __future__ import annotations

from clmplan.almanac.changing_rules import Since
from clmplan.almanac.everywhere import CHRISTMAS, NEW_YEARS_DAY, THANKSGIVING
from clmplan.almanac.region import Festival, Off, Region
from clmplan.almanac.rules import Fixed, NthWeekday
from clmplan.base.diagnostics import Wording

_KING = Festival(
    "martin_luther_king_day", "马丁路德金纪念日", NthWeekday(1, 0, 3), ("mlk_day",), title="Martin Luther King Jr. Day"
)
_PRESIDENTS = Festival(
    "presidents_day", "总统日", NthWeekday(2, 0, 3), ("washingtons_birthday",), title="Presidents' Day"
)
_MEMORIAL = Festival("memorial_day", "阵亡将士纪念日", NthWeekday(5, 0, -1))
_JUNETEENTH = Festival("juneteenth", "六月节", Since(Fixed(6, 19), 2021))
_INDEPENDENCE = Festival("independence_day", "美国独立日", Fixed(7, 4), ("july_fourth",))
_LABOR = Festival("labor_day", "美国劳动节", NthWeekday(9, 0, 1))
_COLUMBUS = Festival("columbus_day", "哥伦布日", NthWeekday(10, 0, 2), ("indigenous_peoples_day",))
_VETERANS = Festival("veterans_day", "退伍军人节", Fixed(11, 11))
_OWN = (_KING, _PRESIDENTS, _MEMORIAL, _JUNETEENTH, _INDEPENDENCE, _LABOR, _COLUMBUS, _VETERANS)

REGION = Region(
    code="US",
    title=Wording("United States, federal", "美国（联邦）"),
    festivals=_OWN,
    off=tuple(Off(festival) for festival in (NEW_YEARS_DAY, *_OWN, THANKSGIVING, CHRISTMAS)),
    moves={5: -1, 6: 1},
    skips=False,
)
