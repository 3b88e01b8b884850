"""Files with a project's own days: what they may say, and every mistake with its place."""

from __future__ import annotations

from datetime import date

import pytest

from clmplan.almanac.table import day_table
from clmplan.base.days import Window
from clmplan.base.diagnostics import Checked
from clmplan.base.source import Source
from clmplan.data.project.day_files import read_day_files
from clmplan.data.project_file import read_project
from clmplan.model.declared.added_days import AddedDays

OURS = """
days:
  member_day:
    title: {en: VIP Day, zh: 会员日}
    on: every year 08-08
    season: 7d before .. 0d after
  founding: lunar 8-15
  open_house: [2026-03-03, 2026-09-09]
  leap: {on: every year 02-29, title: Leap}
off: [2026-12-24, 2026-12-28 .. 2026-12-31]
workdays: 2026-10-06
source: the handbook
"""

NOTICE = """
region: cn
year: 2027
source: 国办发明电〔2026〕9号
verified: yes
off:
  new_years_day: 01-01 .. 01-03
  春节: 02-05 .. 02-11
workdays: [02-14, 2027-02-20]
"""


def read(*texts: str) -> Checked[AddedDays]:
    return read_day_files(Source(f"days{number}.yaml", text) for number, text in enumerate(texts, 1))


def said(text: str, *others: str) -> list[tuple[str, int]]:
    found = read(*others, text).diagnostics
    return [(one.code.id, one.place.line if one.place else 0) for one in found]


def test_named_days_come_by_date_by_year_and_by_the_lunar_calendar() -> None:
    days = read(OURS).value
    named = {one.name: one for one in days.named}
    assert (date(2026, 8, 8), Window.of_days(date(2026, 8, 1), date(2026, 8, 8))) in named["member_day"].days
    assert (("en", "VIP Day"), ("zh", "会员日")) == named["member_day"].titles
    assert date(2026, 9, 25) in dict(named["founding"].days)
    assert (("en", "Founding"), ("zh", "founding")) == named["founding"].titles
    assert [date(2026, 3, 3), date(2026, 9, 9)] == list(dict(named["open_house"].days))
    assert {"the handbook"} == {one.source for one in days.named}
    leap = dict(named["leap"].days)
    assert date(2027, 2, 28) in leap and date(2028, 2, 29) in leap and date(2028, 2, 28) not in leap


def test_a_season_written_with_its_year_belongs_to_that_year_alone() -> None:
    (day,) = read("days:\n  a: {on: every year 08-08, season: 2026-08-01 .. 2026-08-10}\n").value.named
    seasons = {one.year: season for one, season in day.days}
    assert Window.of_days(date(2026, 8, 1), date(2026, 8, 10)) == seasons[2026]
    assert seasons[2025] is None and seasons[2027] is None


def test_days_off_and_workdays_are_days_and_ranges() -> None:
    days = read(OURS).value
    assert [f"2026-12-{day}" for day in (24, 28, 29, 30, 31)] == [str(day) for day, _ in days.off]
    assert (date(2026, 10, 6),) == days.workdays
    assert () == days.years


def test_an_announced_year_is_written_as_ours_are() -> None:
    (year,) = read(NOTICE).value.years
    assert ("CN", 2027, True, "国办发明电〔2026〕9号") == (year.region, year.year, year.verified, year.source)
    assert ["new_years_day", "spring_festival"] == [name for name, _ in year.off]
    assert (date(2027, 2, 14), date(2027, 2, 20)) == year.workdays
    assert 10 == len(year.days_off)


def test_an_announced_year_may_list_its_days_without_festivals_and_is_unverified_unless_it_says_so() -> None:
    (year,) = read("region: GB\nyear: 2030\noff: [01-01, 12-25]\n").value.years
    assert ((("", (date(2030, 1, 1), date(2030, 12, 25))),), False) == (year.off, year.verified)
    assert "days1.yaml" == year.source


def test_the_files_of_a_project_are_read_together() -> None:
    days = read(OURS, NOTICE).value
    assert (4, 1) == (len(days.named), len(days.years))


def test_keys_are_chinese_too() -> None:
    text = (
        "日子:\n  会员日: {标题: {英文: VIP, 中文: 会员日}, 于: 农历 8-15, 时段: 前3天 .. 后1天}\n放假: [2026-12-24]\n"
    )
    found = read(text)
    assert not found.diagnostics
    (day,) = found.value.named
    assert ("会员日", (("en", "VIP"), ("zh", "会员日"))) == (day.name, day.titles)
    assert (date(2026, 9, 25), Window.of_days(date(2026, 9, 22), date(2026, 9, 26))) in day.days


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("days:\n  a: soon\n", [("CLM747", 2)]),
        ("days:\n  a: 2060-01-01\n", [("CLM745", 2)]),
        ("days:\n  a: {on: [2026-01-01, never]}\n", [("CLM747", 2)]),
        ("days:\n  a:\n    on: every year 08-08\n    season: long\n", [("CLM748", 4)]),
        ("days:\n  a: {on: every year 08-08, season: 07-01 .. 07-15}\n", [("CLM748", 2)]),
        ("days:\n  a: {title: A}\n", [("CLM606", 2)]),
        ("days:\n  a: {on: every year 08-08, sason: x}\n", [("CLM604", 2)]),
        ("days:\n  a: every year 08-08\n  a: every year 08-09\n", [("CLM605", 3)]),
        ("days: [2026-01-01]\n", [("CLM607", 1)]),
        ("days:\n  'a;b': every year 08-08\n", [("CLM617", 2)]),
        ("off: [12-24]\n", [("CLM749", 1)]),
        ("off: [2026-12-24 .. 2026-12-01]\n", [("CLM749", 1)]),
        ("off: 2026-12-24\nworkdays: 2026-12-24\n", [("CLM751", 2)]),
        ("off: {spring_fest: 2026-12-24}\n", [("CLM753", 1)]),
        ("region: xx\nyear: 2027\noff: 01-01\n", [("CLM744", 1)]),
        ("region: cn\nyear: 1800\noff: 01-01\n", [("CLM745", 2)]),
        ("region: cn\nyear: soon\noff: 01-01\n", [("CLM610", 2)]),
        ("region: cn\nyear: 2027\noff: 2026-12-31\n", [("CLM750", 3)]),
        ("region: cn\nyear: 2027\noff: 01-01\nworkdays: [2028-01-02]\n", [("CLM750", 4)]),
        ("region: cn\nyear: 2027\noff: 01-01\nworkdays: 01-01\n", [("CLM751", 4)]),
        ("region: cn\noff: 01-01\n", [("CLM606", 1)]),
        ("year: 2027\n", [("CLM606", 1), ("CLM606", 1)]),
        ("", [("CLM754", 1)]),
        ("source: nothing\n", [("CLM754", 1)]),
        ("just words\n", [("CLM607", 1)]),
        ("days: [", [("CLM755", 1)]),
        ("holidays: []\n", [("CLM604", 1)]),
    ],
)
def test_a_mistake_is_said_where_it_stands(text: str, expected: list[tuple[str, int]]) -> None:
    assert expected == said(text)


def test_a_file_that_is_no_yaml_is_named_with_its_line_in_words_of_ours() -> None:
    (said_once,) = read("days:\n  a: 2026-12-24\n  b: ]\n").diagnostics
    assert said_once.message("en").startswith("`days1.yaml` breaks off at line 3")
    assert "YAML" not in said_once.message("zh") and "第 3 行" in said_once.message("zh")


def test_a_day_that_the_almanac_knows_is_said_and_counts() -> None:
    for name in ("双十二", "double12", "双12"):
        found = read(f"days:\n  {name}: 12月10日\n")
        assert [("known-day-anew", False)] == [(one.code.name, one.is_error) for one in found.diagnostics]
        table = day_table(("CN",), Window(date(2026, 12, 1), date(2027, 1, 1)), found.value)
        shown = [one.day for one in table.named if one.name("en") in (name, "double12")]
        assert [date(year, 12, 10) for year in (2025, 2026, 2027)] == shown


def test_a_name_or_a_year_that_two_files_give_is_said() -> None:
    assert [("CLM752", 2)] == said("days:\n  member_day: every year 09-09\n", OURS)
    assert [("CLM752", 2)] == said("region: CN\nyear: 2027\noff: 01-01\n", NOTICE)


def test_every_mistake_is_said_in_one_run() -> None:
    text = (
        "days:\n  a: soon\n  b: {on: every year 08-08, season: x}\noff: [12-24, 2026-12-24]\nworkdays: [2026-12-24]\n"
    )
    assert [("CLM747", 2), ("CLM748", 3), ("CLM749", 4), ("CLM751", 5)] == said(text)


def test_a_project_names_its_day_files_inside_its_folder() -> None:
    text = (
        "name: shop\nzone: Europe/London\ncurrency: GBP\nplaybooks: [shop.clm]\ndays: FILES\n"
        "data:\n  customers: {file: data/customers.csv, key: customer, fields: {created: date}}\n"
    )

    def project(files: str) -> list[str]:
        found = read_project(Source("clmplan.yaml", text.replace("FILES", files)))
        return [one.code.id for one in found.diagnostics] or list(found.value.day_files if found.value else ())

    assert ["our_days.yaml", "days/cn_2027.yaml"] == project("[our_days.yaml, days/cn_2027.yaml]")
    assert ["our_days.yaml"] == project("our_days.yaml")
    assert ["CLM616"] == project("[../other.yaml]")
