"""Japan: national holidays by rule (国民の祝日に関する法律), with substitute days and days between two holidays."""

from __future__ import annotations

from clmplan.almanac.changing_rules import Either, Equinox, Since
from clmplan.almanac.everywhere import NEW_YEARS_DAY
from clmplan.almanac.region import Festival, Off, Region
from clmplan.almanac.rules import Fixed, Listed, Moved, NthWeekday, dates
from clmplan.base.diagnostics import Wording

# The games in Tokyo moved three days in 2020 and in 2021.
_MARINE = Moved(NthWeekday(7, 0, 3), dates("2020-07-23 2021-07-22"))
_MOUNTAIN = Since(Moved(Fixed(8, 11), dates("2020-08-10 2021-08-08")), 2016)
_SPORTS = Moved(NthWeekday(10, 0, 2), dates("2020-07-24 2021-07-23"))
_EMPEROR = Either((Since(Fixed(12, 23), 1989, 2018), Since(Fixed(2, 23), 2020)))

_OWN = (
    Festival("coming_of_age_day", "成人节", NthWeekday(1, 0, 2), ("成人の日",), title="Coming of Age Day"),
    Festival("foundation_day", "日本建国纪念日", Fixed(2, 11), ("建国記念の日",)),
    Festival("emperors_birthday", "天皇诞生日", _EMPEROR, ("天皇誕生日",), title="Emperor's Birthday"),
    Festival("vernal_equinox_day", "日本春分日", Equinox(3), ("春分の日",)),
    Festival("showa_day", "昭和日", Fixed(4, 29), ("昭和の日",)),
    Festival("constitution_memorial_day", "日本宪法纪念日", Fixed(5, 3), ("憲法記念日",)),
    Festival("greenery_day", "绿之日", Fixed(5, 4), ("みどりの日",)),
    Festival("childrens_day_japan", "日本儿童节", Fixed(5, 5), ("こどもの日",), title="Children's Day (Japan)"),
    Festival("marine_day", "海之日", _MARINE, ("海の日",)),
    Festival("mountain_day", "山之日", _MOUNTAIN, ("山の日",)),
    Festival(
        "respect_for_the_aged_day", "敬老日", NthWeekday(9, 0, 3), ("敬老の日",), title="Respect for the Aged Day"
    ),
    Festival("autumnal_equinox_day", "日本秋分日", Equinox(9), ("秋分の日",)),
    Festival("sports_day", "体育日", _SPORTS, ("スポーツの日", "体育の日")),
    Festival("culture_day", "文化日", Fixed(11, 3), ("文化の日",)),
    Festival("labor_thanksgiving_day", "勤劳感谢日", Fixed(11, 23), ("勤労感謝の日",)),
)
_ACCESSION = Festival(
    "imperial_accession_2019", "2019年天皇即位", Listed(dates("2019-05-01 2019-10-22")), title="Imperial Accession 2019"
)

REGION = Region(
    code="JP",
    title=Wording("Japan", "日本"),
    festivals=(*_OWN, _ACCESSION, Festival("white_day", "白色情人节", Fixed(3, 14), ("ホワイトデー",))),
    off=tuple(Off(festival) for festival in (NEW_YEARS_DAY, *_OWN, _ACCESSION)),
    moves={6: 1},
    bridges=True,
)
