"""England and Wales: bank holidays with their substitute days, and days people know there.

Christmas, Boxing Day and New Year's Day count on their own date too when a substitute day is given for them.
"""

from __future__ import annotations

from clmplan.almanac.region import Festival, Region, StatutoryYear, statutory_year
from clmplan.almanac.rules import Easter, Fixed, Listed, Moved, NthWeekday, dates

_SOURCE = "GOV.UK bank holidays, England and Wales; Banking and Financial Dealings Act 1971 and royal proclamations"


def _year(year: int, off: str) -> StatutoryYear:
    return statutory_year(year, off, _SOURCE)


REGION = Region(
    code="GB",
    day_off=("bank_holiday", "银行假日"),
    festivals=(
        Festival("mothers_day_uk", "英国母亲节", Easter(-21), ("mothering_sunday",)),
        Festival("good_friday", "耶稣受难日", Easter(-2)),
        Festival("easter_monday", "复活节星期一", Easter(1)),
        Festival("early_may_bank_holiday", "五月初银行假日", Moved(NthWeekday(5, 0, 1), dates("2020-05-08"))),
        Festival("spring_bank_holiday", "春季银行假日", Moved(NthWeekday(5, 0, -1), dates("2012-06-04 2022-06-02"))),
        Festival("summer_bank_holiday", "夏季银行假日", NthWeekday(8, 0, -1)),
        Festival("boxing_day", "节礼日", Fixed(12, 26)),
        Festival("royal_wedding_2011", "2011年王室婚礼", Listed(dates("2011-04-29"))),
        Festival("diamond_jubilee_2012", "2012年钻石禧年", Listed(dates("2012-06-05"))),
        Festival("platinum_jubilee_2022", "2022年白金禧年", Listed(dates("2022-06-03"))),
        Festival("coronation_2023", "2023年加冕日", Listed(dates("2023-05-08"))),
    ),
    years=(
        _year(2010, "01-01 04-02 04-05 05-03 05-31 08-30 12-25 12-26 12-27 12-28"),
        _year(2011, "01-01 01-03 04-22 04-25 04-29 05-02 05-30 08-29 12-25 12-26 12-27"),
        _year(2012, "01-01 01-02 04-06 04-09 05-07 06-04 06-05 08-27 12-25 12-26"),
        _year(2013, "01-01 03-29 04-01 05-06 05-27 08-26 12-25 12-26"),
        _year(2014, "01-01 04-18 04-21 05-05 05-26 08-25 12-25 12-26"),
        _year(2015, "01-01 04-03 04-06 05-04 05-25 08-31 12-25 12-26 12-28"),
        _year(2016, "01-01 03-25 03-28 05-02 05-30 08-29 12-25 12-26 12-27"),
        _year(2017, "01-01 01-02 04-14 04-17 05-01 05-29 08-28 12-25 12-26"),
        _year(2018, "01-01 03-30 04-02 05-07 05-28 08-27 12-25 12-26"),
        _year(2019, "01-01 04-19 04-22 05-06 05-27 08-26 12-25 12-26"),
        _year(2020, "01-01 04-10 04-13 05-08 05-25 08-31 12-25 12-26 12-28"),
        _year(2021, "01-01 04-02 04-05 05-03 05-31 08-30 12-25 12-26 12-27 12-28"),
        _year(2022, "01-01 01-03 04-15 04-18 05-02 06-02 06-03 08-29 09-19 12-25 12-26 12-27"),
        _year(2023, "01-01 01-02 04-07 04-10 05-01 05-08 05-29 08-28 12-25 12-26"),
        _year(2024, "01-01 03-29 04-01 05-06 05-27 08-26 12-25 12-26"),
        _year(2025, "01-01 04-18 04-21 05-05 05-26 08-25 12-25 12-26"),
        _year(2026, "01-01 04-03 04-06 05-04 05-25 08-31 12-25 12-26 12-28"),
        _year(2027, "01-01 03-26 03-29 05-03 05-31 08-30 12-25 12-26 12-27 12-28"),
    ),
)
