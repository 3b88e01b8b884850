"""The data files: YAML that anybody can read, a source each, names that the almanac knows, nothing contradictory."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
import yaml

from clmplan.almanac.flat import days_of, entries, read_flat
from clmplan.almanac.regions import known_regions, region_of
from clmplan.almanac.sales import season_of
from clmplan.almanac.statutory import read_year, statutory_year, years_on_file
from clmplan.base import assets
from clmplan.model.declared.added_days import StatutoryYear

FOLDER = assets.folder("almanac") / "data"
FILES = sorted(FOLDER.rglob("*.yaml"))


def named(path: Path) -> str:
    return path.relative_to(FOLDER).as_posix()


def test_every_file_of_days_says_the_same_to_a_yaml_parser() -> None:
    for path in FILES:
        text = path.read_text(encoding="utf-8")
        whole = yaml.load(text, yaml.BaseLoader)
        if path.parent.name == "chinese":
            assert dict(entries(text)) == whole, named(path)
        else:
            # An empty block is an empty text to YAML.
            assert {key: value or "" for key, value in read_flat(text).items()} == whole, named(path)


def test_every_year_has_its_region_its_year_a_source_and_says_whether_it_is_verified() -> None:
    for code in known_regions():
        for year in years_on_file(code):
            text = assets.text(f"almanac/data/{code.lower()}/{year}.yaml")
            found = read_year(text)
            assert (code, year) == (found.region, found.year)
            assert len(found.source) > 20
            assert read_flat(text)["verified"] in ("yes", "no")
            assert found.off and all(days for _, days in found.off)


@pytest.mark.parametrize("code", ["CN", "HK", "TW"])
def test_chinese_regions_say_their_sources_in_chinese(code: str) -> None:
    for year in years_on_file(code):
        shown = statutory_year(code, year).source_in("zh")
        assert re.search("[\u4e00-\u9fff]", shown) and not re.search("[A-Za-z]", shown), shown
    english = statutory_year("CN", 2026).source_in("en")
    assert english.startswith("General Office") and "〔2025〕7号" in statutory_year("CN", 2026).source_in("zh")


def test_years_are_on_file_without_gaps_for_a_decade_at_least() -> None:
    for code in known_regions():
        years = years_on_file(code)
        assert list(range(years[0], years[-1] + 1)) == list(years)
        assert years[0] <= 2018 and years[-1] >= 2026


def test_every_day_off_belongs_to_a_festival_that_gives_its_region_days_off() -> None:
    for code in known_regions():
        official = {off.festival.name for off in region_of(code).off}
        known = {festival.name for festival in (*region_of(code).festivals, *region_of("").festivals)}
        assert official <= known, code
        for year in years_on_file(code):
            assert {name for name, _ in statutory_year(code, year).off} <= official, (code, year)


def test_days_off_lie_near_the_festival_they_belong_to() -> None:
    for code in known_regions():
        rules = {off.festival.name: off.festival for off in region_of(code).off}
        for year in years_on_file(code):
            for name, days in statutory_year(code, year).off:
                festive = [day for near in (year - 1, year, year + 1) for day in rules[name].rule.in_year(near)]
                for day in days:
                    assert min(abs((day - one).days) for one in festive) <= 12, (code, name, day)


def test_every_sale_has_a_season_around_its_day_in_every_year_and_says_what_is_only_estimated() -> None:
    sales = {festival.sale for code in ("", *known_regions()) for festival in region_of(code).festivals} - {""}
    assert sales == {path.stem for path in FILES if path.parent.name == "sales"}
    for code in ("", *known_regions()):
        for festival in region_of(code).festivals:
            for day in festival.days() if festival.sale else ():
                window, source, is_verified = season_of(festival.sale, day)
                assert day in window and source, (festival.name, day)
                assert not is_verified or str(day.year) in dict(
                    entries(assets.text(f"almanac/data/sales/{festival.sale}.yaml"))
                )


def test_a_year_that_is_not_listed_has_an_estimated_season() -> None:
    listed, other = season_of("double11", date(2024, 11, 11)), season_of("double11", date(2030, 11, 11))
    assert date(2024, 10, 14) == listed[0].start
    assert ("estimated from earlier years", False) == other[1:]


def test_statutory_years_cannot_hold_days_of_other_years_or_days_both_off_and_worked() -> None:
    day = date(2026, 1, 1)
    with pytest.raises(ValueError, match="another year"):
        StatutoryYear("CN", 2025, (("", (day,)),), (), "notice")
    with pytest.raises(ValueError, match="cannot be"):
        StatutoryYear("CN", 2026, (("", (day,)),), (day,), "notice")


def test_a_file_that_is_none_is_refused() -> None:
    for text in ("no colon here", "region: CN\nyear: 2026\nsource: x\nverified: yes\noff: 01-01\n", "a:b\n"):
        with pytest.raises(ValueError):
            read_year(text)
    assert days_of(2026, "12-30 .. 12-31 01-01") == (date(2026, 12, 30), date(2026, 12, 31), date(2026, 1, 1))


def test_the_tables_of_the_chinese_calendar_are_small() -> None:
    sizes = {path.name: path.stat().st_size for path in FILES if path.parent.name == "chinese"}
    assert sizes["lunar_months.yaml"] < 6_000
    assert sizes["solar_terms.yaml"] < 15_000
