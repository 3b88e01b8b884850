"""Named days and regions as the reference tells them: what each is called, and when it is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache

from clmplan.almanac.regions import region_of
from clmplan.almanac.table import all_names, day_table, known_regions, named_days
from clmplan.base.days import Window
from clmplan.base.diagnostics import Wording
from clmplan.codes import reference_words as say
from clmplan.language.reference.entry import Entry

# Years whose days are shown; the almanac knows more.
SHOWN = range(2025, 2029)


def days() -> Iterator[Entry]:
    """One entry per named day, by English name."""
    for english, chinese in all_names(known_regions()):
        found = named_days(english, known_regions())
        names = (english, chinese, *_aliases().get(english, ()))
        shown = [str(one.day) for one in found if one.day.year in SHOWN] or [str(one.day) for one in found]
        listed = Wording(", ".join(shown), "、".join(shown))
        estimated = () if all(one.verified for one in found) else (say.ESTIMATED,)
        source = tuple(Wording(text, text) for text in dict.fromkeys(one.source for one in found))
        yield Entry(
            "days",
            english,
            Wording(english, chinese),
            Wording(say.DAY.en.format(days=listed.en), say.DAY.zh.format(days=listed.zh)),
            examples=(Wording(f"on 7d before {english}", f"于 {_written(chinese)} 前 7天"),),
            english=tuple(name for name in names if name.isascii()),
            chinese=tuple(name for name in names if not name.isascii()),
            places=("wave",),
            facts=(*estimated, *(Wording(f"source: {one.en}", f"来源：{one.zh}") for one in source)),
            see=("around a named day",),
        )


@cache
def _aliases() -> Mapping[str, tuple[str, ...]]:
    found = [region_of(code) for code in ("", *known_regions())]
    return {festival.name: festival.aliases for region in found for festival in region.festivals}


def _written(name: str) -> str:
    """A name as it can be written: one that begins with a digit needs back-ticks."""
    return name if name.isidentifier() else f"`{name}`"


def regions() -> Iterator[Entry]:
    """One entry per region whose days off are on file."""
    for code in known_regions():
        table = day_table((code,), Window(date(SHOWN[0], 1, 1), date(SHOWN[-1] + 1, 1, 1)))
        unpublished = ", ".join(map(str, table.estimated_years))
        known = [year for year in SHOWN if year not in table.estimated_years]
        span = f"{known[0]}–{known[-1]}" if known else "–"
        facts = (Wording(say.UNPUBLISHED.en.format(years=unpublished), say.UNPUBLISHED.zh.format(years=unpublished)),)
        yield Entry(
            "regions",
            code,
            Wording(code, code),
            Wording(say.REGION.en.format(years=span), say.REGION.zh.format(years=span)),
            examples=(Wording(f"regions: [{code.lower()}]", f"地区: [{code.lower()}]"),),
            english=(code, code.lower()),
            facts=facts if unpublished else (),
            see=("never on statutory holidays",),
        )
