"""Taiwan: days off by rule (紀念日及節日實施條例 of 2025); work days have not been made up since that year."""

from __future__ import annotations

from clmplan.almanac.cn import LABOUR_DAY
from clmplan.almanac.everywhere import NEW_YEARS_DAY
from clmplan.almanac.region import Festival, Off, Region
from clmplan.almanac.rules import Fixed
from clmplan.almanac.traditional import (
    CUSTOMARY,
    DOUBLE_NINTH,
    DRAGON_BOAT,
    MID_AUTUMN,
    QINGMING,
    SPRING_FESTIVAL,
    SPRING_FESTIVAL_EVE,
)
from clmplan.base.diagnostics import Wording

_PEACE = Festival("peace_memorial_day", "和平纪念日", Fixed(2, 28), ("和平紀念日", "二二八"))
_CHILDREN = Festival("childrens_day_taiwan", "台湾儿童节", Fixed(4, 4), ("兒童節",), title="Children's Day (Taiwan)")
_FATHERS = Festival("fathers_day_taiwan", "台湾父亲节", Fixed(8, 8), ("爸爸節",), title="Father's Day (Taiwan)")
_TEACHERS = Festival(
    "teachers_day_taiwan", "台湾教师节", Fixed(9, 28), ("教師節", "孔子誕辰"), title="Teachers' Day (Taiwan)"
)
_DOUBLE_TENTH = Festival("double_tenth", "双十节", Fixed(10, 10), ("雙十節", "國慶日"))
_RESTORATION = Festival("restoration_day", "台湾光复节", Fixed(10, 25), ("光復節",))
_CONSTITUTION = Festival("constitution_day", "行宪纪念日", Fixed(12, 25), ("行憲紀念日",))

REGION = Region(
    code="TW",
    title=Wording("Taiwan", "台湾"),
    has_lunar_dates=True,
    festivals=(
        SPRING_FESTIVAL_EVE,
        SPRING_FESTIVAL,
        _PEACE,
        _CHILDREN,
        QINGMING,
        LABOUR_DAY,
        DRAGON_BOAT,
        _FATHERS,
        MID_AUTUMN,
        _TEACHERS,
        _DOUBLE_TENTH,
        DOUBLE_NINTH,
        _RESTORATION,
        _CONSTITUTION,
        *CUSTOMARY,
    ),
    off=(
        Off(NEW_YEARS_DAY),
        Off(SPRING_FESTIVAL_EVE, plus=-1, count=2, move=1),
        Off(SPRING_FESTIVAL, count=3, move=1),
        Off(_PEACE),
        Off(_CHILDREN),
        Off(QINGMING),
        Off(LABOUR_DAY),
        Off(DRAGON_BOAT),
        Off(MID_AUTUMN),
        Off(_TEACHERS),
        Off(_DOUBLE_TENTH),
        Off(_RESTORATION),
        Off(_CONSTITUTION),
    ),
    moves={5: -1, 6: 1},
    shared=-1,
)
