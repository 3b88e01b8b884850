"""What the almanac answers: named days, tables, estimated years, what a project adds."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clmplan.almanac.regions import known_regions, region_of
from clmplan.almanac.rules import FIRST_YEAR, LAST_YEAR
from clmplan.almanac.table import all_names, day_table, days_of_window, named_days
from clmplan.base.days import Window
from clmplan.model.declared.added_days import AddedDay, AddedDays, StatutoryYear

MEMBERS = AddedDay(
    "member_day",
    (("en", "VIP Day"), ("zh", "会员日")),
    ((date(2026, 8, 8), Window.of_days(date(2026, 8, 1), date(2026, 8, 8))), (date(2027, 8, 8), None)),
    "our_days.yaml",
)
NOTICE = StatutoryYear(
    "CN", 2027, (("national_day", (date(2027, 10, 1), date(2027, 10, 5))),), (date(2027, 10, 9),), "the notice"
)


def whole(first: int, last: int) -> Window:
    return Window(date(first, 1, 1), date(last + 1, 1, 1))


def days_of(name: str, *regions: str) -> dict[int, date]:
    return {named.day.year: named.day for named in named_days(name, regions)}


def test_days_by_rule_fall_where_they_are_known_to_fall() -> None:
    known = {
        "black_friday": "2026-11-27",
        "cyber_monday": "2026-11-30",
        "mothers_day": "2026-05-10",
        "fathers_day": "2026-06-21",
        "mothers_day_uk": "2026-03-15",
        "除夕": "2026-02-16",
        "春節": "2026-02-17",
        "元宵": "2026-03-03",
        "龙抬头": "2026-03-20",
        "寒食": "2026-04-04",
        "清明": "2026-04-05",
        "端午": "2026-06-19",
        "七夕": "2026-08-19",
        "中元节": "2026-08-27",
        "中秋節": "2026-09-25",
        "重陽": "2026-10-18",
        "冬至": "2026-12-22",
        "腊八": "2026-01-26",
        "小年": "2026-02-10",
        "立春": "2026-02-04",
        "618": "2026-06-18",
        "double11": "2026-11-11",
        "singles_day": "2026-11-11",
        "双12": "2026-12-12",
        "520": "2026-05-20",
        "38": "2026-03-08",
        "99": "2026-09-09",
        "818": "2026-08-18",
        "88会员日": "2026-08-08",
        "年货节": "2026-01-20",
        "deepavali": "2026-11-08",
        "海の日": "2026-07-20",
        "labor_day": "2026-09-07",
        "german_unity_day": "2026-10-03",
        "雙十節": "2026-10-10",
    }
    assert known == {name: str(days_of(name, "CN")[2026]) for name in known}


def test_named_days_are_known_for_forty_years() -> None:
    assert (FIRST_YEAR, LAST_YEAR) == (2010, 2050)
    assert list(range(2010, 2051)) == list(days_of("double12"))


def test_a_name_is_found_in_english_in_chinese_and_by_its_other_names() -> None:
    for names in (
        ("double11", "双十一", "双11"),
        ("black_friday", "黑色星期五", "黑五"),
        ("women_day", "妇女节", "38"),
    ):
        assert len({named_days(name, ("GB",)) for name in names}) == 1
        assert named_days(names[0], ("GB",))
    assert named_days("nobody_knows_this", ("CN",)) == ()


def test_every_name_is_found_once_and_finds_its_days() -> None:
    for regions in ((), ("CN",), ("GB", "CN"), ("JP", "TW"), known_regions()):
        names = all_names(regions)
        assert sorted(names) == list(names)
        assert len(names) == len({english for english, _ in names}) == len({chinese for _, chinese in names})
        for english, chinese in names:
            assert english.isidentifier() and chinese
            assert named_days(english, regions) == named_days(chinese, regions) != ()


def test_no_two_festivals_answer_to_one_name() -> None:
    owners: dict[str, str] = {}
    for code in ("", *known_regions()):
        for festival in region_of(code).festivals:
            for name in (festival.name, festival.chinese, *festival.aliases):
                assert owners.setdefault(name, festival.name) == festival.name, name


def test_a_named_day_is_statutory_only_where_it_is_off() -> None:
    assert {False} == {named.statutory for named in named_days("national_day", ("GB",))}
    by_year = {named.day.year: named.statutory for named in named_days("national_day", ("CN",))}
    assert by_year[2026] and by_year[2040], "the rule frees it in years that nobody has announced"
    youth_day = next(one for one in named_days("youth_day", ("CN",)) if one.day.year == 2026)
    assert not youth_day.statutory, "2026-05-04 is off, but for Labour Day"


def test_days_off_are_named_by_the_festival_they_belong_to() -> None:
    named = days_of_window(("CN",), whole(2026, 2026))
    assert ["labour_day_holiday", "youth_day"] == [one.name("en") for one in named if one.day == date(2026, 5, 4)]
    assert "春节假期" in {one.name("zh") for one in named if one.day == date(2026, 2, 20)}
    assert ["国庆节"] == [one.name("zh") for one in named if one.day == date(2026, 10, 1)]


def test_days_are_shown_by_titles_that_read_well() -> None:
    named = days_of_window(("CN",), whole(2026, 2026))
    titles = {one.name("en"): one.title("en") for one in named}
    assert "New Year's Day" == titles["new_years_day"] and "New Year's Day Holiday" == titles["new_years_day_holiday"]
    assert ("Double 11", "618", "Mother's Day") == (titles["double11"], titles["mid_year"], titles["mothers_day"])
    assert "Black Friday" == titles["black_friday"]
    assert "双十一" == next(one.title("zh") for one in named if one.name("en") == "double11")
    chinese = {one.name("en"): one.title("zh") for one in named}
    sales = ("love_day", "mid_year", "sale_818", "sale_88", "sale_99")
    assert ["520", "618", "818", "88 会员节", "99 划算节"] == [chinese[name] for name in sales]


def test_years_that_nobody_has_announced_are_estimated_by_rule() -> None:
    table = day_table(("CN",), whole(2026, 2028))
    assert table.estimated_years == (2027, 2028)
    assert not table.is_workday(date(2027, 10, 1))
    assert table.is_workday(date(2027, 10, 4)), "the law gives three days; the notice may move others"
    off = [one for one in table.named if one.day == date(2027, 10, 2)]
    assert [("national_day_holiday", True, False)] == [(one.name("en"), one.statutory, one.verified) for one in off]
    assert not [day for day in table.made_up_workdays if day.year > 2026]


def test_a_year_of_a_file_that_is_not_verified_is_estimated_too() -> None:
    assert (2027,) == day_table(("HK",), whole(2026, 2027)).estimated_years
    assert () == day_table(("GB", "US", "DE", "JP"), whole(2026, 2027)).estimated_years
    assert (2028,) == day_table(("US",), whole(2028, 2028)).estimated_years


def test_years_around_the_window_are_in_the_table_but_not_estimated() -> None:
    table = day_table(("CN",), Window(date(2026, 10, 1), date(2027, 1, 1)))
    assert Window(date(2025, 10, 1), date(2028, 1, 1)) == table.window
    assert table.estimated_years == ()
    assert all(named.day in table.window for named in table.named)
    assert list(table.named) == sorted(table.named, key=lambda named: (named.day, named.name("en")))


def test_without_a_region_nothing_is_off_and_nothing_is_estimated() -> None:
    table = day_table((), whole(2026, 2029))
    assert frozenset() == table.days_off
    assert table.estimated_years == ()


def test_a_made_up_workday_counts_only_where_every_region_has_it() -> None:
    sunday = date(2026, 9, 20)
    assert day_table(("CN",), whole(2026, 2026)).is_workday(sunday)
    assert not day_table(("CN", "GB"), whole(2026, 2026)).is_workday(sunday)


def test_solar_terms_are_found_by_name_but_fill_no_table() -> None:
    assert date(2026, 3, 5) == days_of("惊蛰")[2026]
    window = whole(2026, 2026)
    assert "grain_rain" not in {one.name("en") for one in day_table(("CN",), window).named}
    assert "grain_rain" in {one.name("en") for one in days_of_window(("CN",), window)}


def test_a_sale_has_a_season_with_its_own_source() -> None:
    (day,) = [one for one in named_days("double11", ("CN",)) if one.day.year == 2025]
    assert Window.of_days(date(2025, 10, 15), date(2025, 11, 14)) == day.season
    assert (True, False) == (day.verified, day.season_verified), "the day is sure, the weeks are not"
    assert day.season_source and day.source == "date in the name of the sale"


def test_a_season_frees_nobody_from_work() -> None:
    table = day_table(("CN",), whole(2026, 2026))
    (day,) = [one for one in table.named if one.name("en") == "double11" and one.day.year == 2026]
    assert day.season is not None and not day.statutory
    assert all(table.is_workday(one) for one in day.season if one.weekday() < 5)


def test_days_that_are_announced_year_by_year_are_estimated_beyond_the_files() -> None:
    by_year = {one.day.year: one.verified for one in named_days("hari_raya_puasa", ("SG",))}
    assert by_year[2026] and not by_year[2028]
    assert {False} == {one.verified for one in named_days("year_goods", ("CN",))}


def test_an_added_day_is_known_by_its_name_and_its_titles() -> None:
    added = AddedDays(named=(MEMBERS,))
    assert (MEMBERS.name, "会员日") in all_names(("CN",), added)
    for name in ("member_day", "会员日", "VIP Day"):
        found = named_days(name, ("CN",), added)
        assert [date(2026, 8, 8), date(2027, 8, 8)] == [one.day for one in found]
        assert ("VIP Day", "会员日") == (found[0].title("en"), found[0].title("zh"))
        assert found[0].season == MEMBERS.days[0][1]
    table = day_table(("CN",), whole(2026, 2026), added)
    assert "member_day" in {one.name("en") for one in table.named if one.day == date(2026, 8, 8)}
    assert named_days("member_day", ("CN",)) == ()


def test_an_added_day_takes_the_place_of_the_one_of_its_name() -> None:
    own = AddedDay("double11", (("en", "Our 11"), ("zh", "双十一")), ((date(2026, 11, 10), None),), "our_days.yaml")
    added = AddedDays(named=(own,))
    assert [date(2026, 11, 10)] == [one.day for one in named_days("双十一", ("CN",), added)]
    named = day_table(("CN",), whole(2026, 2026), added).named
    assert [date(2026, 11, 10)] == [one.day for one in named if one.name("en") == "double11"]


def test_an_announced_year_takes_the_place_of_its_estimate() -> None:
    table = day_table(("CN",), whole(2027, 2027), AddedDays(years=(NOTICE,)))
    assert () == table.estimated_years
    assert not table.is_workday(date(2027, 10, 5)) and table.is_workday(date(2027, 10, 9))
    assert table.is_workday(date(2027, 2, 8)), "only what the announcement says is off"
    assert ["the notice"] == [one.source for one in table.named if one.day == date(2027, 10, 5)]


def test_own_days_off_and_workdays_count_before_those_of_the_region() -> None:
    added = AddedDays(off=((date(2026, 9, 20), "ours"), (date(2026, 12, 24), "ours")), workdays=(date(2026, 10, 6),))
    table = day_table(("CN",), whole(2026, 2026), added)
    assert not table.is_workday(date(2026, 9, 20)) and not table.is_workday(date(2026, 12, 24))
    assert table.is_workday(date(2026, 10, 6)) and date(2026, 10, 6) not in table.days_off
    assert "day_off" in {one.name("en") for one in table.named if one.day == date(2026, 12, 24)}
    assert not [one for one in table.named if one.day == date(2026, 10, 6) and one.statutory]


@given(
    st.sets(st.sampled_from(known_regions()), max_size=3),
    st.dates(date(2009, 1, 1), date(2060, 1, 1)),
    st.integers(0, 500),
)
def test_a_table_is_made_for_any_window_and_agrees_with_that_of_a_longer_one(
    codes: set[str], start: date, length: int
) -> None:
    regions = tuple(sorted(codes))
    window = Window(start, date.fromordinal(start.toordinal() + length))
    short = day_table(regions, window)
    longer = day_table(regions, Window(date(start.year - 1, 1, 1), date(window.end.year + 2, 1, 1)))
    assert short.days_off == {day for day in longer.days_off if day in short.window}
    assert short.made_up_workdays == {day for day in longer.made_up_workdays if day in short.window}
    assert short.named == tuple(one for one in longer.named if one.day in short.window)
    assert not short.days_off & short.made_up_workdays


def test_the_almanac_reads_only_the_years_of_the_window(monkeypatch: pytest.MonkeyPatch) -> None:
    from clmplan.almanac import statutory, table
    from clmplan.base import assets

    statutory.statutory_year.cache_clear()
    table._days_off.cache_clear()
    read: list[str] = []
    text = assets.text
    monkeypatch.setattr(assets, "text", lambda name: read.append(name) or text(name))
    day_table(("GB",), Window(date(2015, 3, 1), date(2015, 6, 1)))
    years = [name for name in read if "/gb/" in name]
    assert [f"almanac/data/gb/{year}.yaml" for year in (2014, 2015, 2016)] == years
